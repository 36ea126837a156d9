import type { ContainerDefaults, ImageHistory } from '../../engine/image/types';
import type { RegistryImage, RegistryLayer } from '../types';
import { LayerTree } from '../tree';

/** PATH of nearly every image. */
export const standardPath = 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** A layer made by `fill` when it is first wanted. */
export function layer(key: string, modified: string, fill: (tree: LayerTree) => void): RegistryLayer {
  let entries: ReturnType<LayerTree['entries']> | undefined;
  return {
    key,
    entries() {
      if (!entries) {
        const tree = new LayerTree(Date.parse(modified));
        fill(tree);
        entries = tree.entries();
      }
      return entries;
    },
  };
}

/** An image for linux/amd64. */
export function image(created: string, layers: readonly RegistryLayer[], config: ContainerDefaults, history: readonly ImageHistory[]): RegistryImage {
  return { layers, config: { architecture: 'amd64', config, created, history: [...history], os: 'linux' } };
}

/** A step of a history made by BuildKit. */
export function buildkitStep(created: string, command: string, empty = false): ImageHistory {
  return { created, created_by: `${command} # buildkit`.replace(/ # buildkit # buildkit$/, ' # buildkit'), comment: 'buildkit.dockerfile.v0', ...(empty ? { empty_layer: true } : {}) };
}

/** A step of a history made by the classic builder. */
export function classicStep(created: string, command: string, empty = false): ImageHistory {
  return { created, created_by: empty ? `/bin/sh -c #(nop)  ${command}` : `/bin/sh -c #(nop) ${command} `, ...(empty ? { empty_layer: true } : {}) };
}
