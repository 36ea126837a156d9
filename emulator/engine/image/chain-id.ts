import { digest } from '../../kernel/digest';
import type { Digest } from './types';

/** The id of a stack of layers: of its uppermost diff id over the id of those below (OCI image spec, "Layer ChainID"). */
export function chainId(diffIds: readonly Digest[]): Digest | undefined {
  return diffIds.reduce<Digest | undefined>((below, diff) => (below === undefined ? diff : digest(`${below} ${diff}`)), undefined);
}
