import { alignColumns } from './columns';

/** The parts of the answer that are shown. */
interface TargetList {
  readonly targets?: readonly { readonly name?: string; readonly default?: boolean; readonly description?: string }[];
}

/** What `--call=targets` prints. */
export function targetsText(result: string): string {
  const { targets = [] } = JSON.parse(result) as TargetList;
  const nameOf = ({ name = '', default: isDefault = false }) => (isDefault ? `${name} (default)`.trim() : name);
  return alignColumns([['TARGET', 'DESCRIPTION'], ...targets.map((target) => [nameOf(target), target.description ?? ''])], 1);
}
