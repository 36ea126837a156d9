import { alignColumns } from './columns';

/** The parts of the answer that are shown. */
interface Outline {
  readonly name?: string;
  readonly description?: string;
  readonly args?: readonly { readonly name: string; readonly value?: string; readonly description?: string }[];
  readonly secrets?: readonly Needed[];
  readonly ssh?: readonly Needed[];
}
interface Needed {
  readonly name: string;
  readonly required?: boolean;
}

/** What `--call=outline` prints: the target, and what can or must be given to it. */
export function outlineText(result: string): string {
  const { name = '', description = '', args = [], secrets = [], ssh = [] } = JSON.parse(result) as Outline;
  const needed = (title: string, items: readonly Needed[]) =>
    items.length === 0 ? '' : `${alignColumns([[title, 'REQUIRED'], ...items.map((item) => [item.name, item.required ? 'true' : ''])], 3)}\n`;
  let text = '';
  if (name !== '' || description !== '') {
    const rows = [['TARGET:', name || '(default)'], ...(description === '' ? [] : [['DESCRIPTION:', description]])];
    text += `${alignColumns(rows, 1)}\n`;
  }
  if (args.length > 0) {
    text += `${alignColumns([['BUILD ARG', 'VALUE', 'DESCRIPTION'], ...args.map((one) => [one.name, one.value ?? '', one.description ?? ''])], 3)}\n`;
  }
  return text + needed('SECRET', secrets) + needed('SSH', ssh);
}
