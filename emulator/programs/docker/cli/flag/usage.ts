import type { Flags } from './definition';

/** Cuts `text` at the last blank before `width` (with `slop` characters of grace), as pflag does: the line and what is left. */
function cut(width: number, slop: number, text: string): [string, string] {
  if (width + slop > text.length) return [text, ''];
  const head = text.slice(0, width);
  const blank = Math.max(head.lastIndexOf(' '), head.lastIndexOf('\t'), head.lastIndexOf('\n'));
  if (blank <= 0) return [text, ''];
  const newline = head.lastIndexOf('\n');
  const at = newline > 0 && newline < blank ? newline : blank;
  return [text.slice(0, at), text.slice(at + 1)];
}

/** Folds a flag's usage into the column that begins at `indent`, on a terminal `width` wide. */
function wrap(indent: number, width: number, text: string): string {
  const slop = 5;
  let start = '';
  let column = indent;
  if (width - column < 24) {
    column = 16;
    start = `\n${' '.repeat(column)}`;
  }
  const newline = `\n${' '.repeat(column)}`;
  if (width - column < 24) return text.replaceAll('\n', start);
  const room = width - column - slop;
  let [line, left] = cut(room, slop, text);
  let folded = start + line.replaceAll('\n', newline);
  while (left !== '') {
    [line, left] = cut(room, slop, left);
    folded += newline + line.replaceAll('\n', newline);
  }
  return folded;
}

/** The lines of a help page's `Options:` for a terminal `columns` wide. */
export function flagUsages(flags: Flags, columns: number): string {
  const visible = Object.entries(flags).filter(([, flag]) => !flag.hidden && !flag.deprecated);
  const sorted = visible.sort(([a], [b]) => (a < b ? -1 : 1));
  const heads = sorted.map(([name, flag]) => `${flag.short ? `  -${flag.short}, ` : '      '}--${name}${flag.type ? ` ${flag.type}` : ''}`);
  const column = Math.max(...heads.map((head) => head.length)) + 3;
  return sorted
    .map(([, flag], index) => {
      const usage = flag.usage + (flag.defaultText === undefined ? '' : ` (default ${flag.defaultText})`);
      return `${(heads[index] ?? '').padEnd(column)}${wrap(column, columns - 1, usage)}\n`;
    })
    .join('');
}
