import type { Change } from './line-difference';

/** A line with its mark, and a remark when it lacks its newline. */
export const marked = (mark: string, line: string) => `${mark}${line}${line.endsWith('\n') ? '' : '\n\\ No newline at end of file\n'}`;

/** Changes that stand so close together that their context touches. */
export function gatherHunks(changes: readonly Change[], context: number): Change[][] {
  const hunks: Change[][] = [];
  for (const change of changes) {
    const last = hunks.at(-1)?.at(-1);
    if (last && change.oldFrom - last.oldTo <= context * 2) hunks.at(-1)?.push(change);
    else hunks.push([change]);
  }
  return hunks;
}

/** `diff -c`: each hunk twice, as it was and as it is. */
export function contextStyle(changes: readonly Change[], old: readonly string[], fresh: readonly string[], context: number): string {
  return gatherHunks(changes, context)
    .map((hunk) => {
      const [first, last] = [hunk[0] as Change, hunk.at(-1) as Change];
      const side = (lines: readonly string[], from: 'oldFrom' | 'newFrom', to: 'oldTo' | 'newTo', sign: string) => {
        const start = Math.max(0, first[from] - context);
        const end = Math.min(lines.length, last[to] + context);
        let text = '';
        if (hunk.some((change) => change[to] > change[from])) {
          for (let at = start; at < end; at++) {
            const change = hunk.find((one) => at >= one[from] && at < one[to]);
            const mark = !change ? ' ' : change.oldFrom === change.oldTo || change.newFrom === change.newTo ? sign : '!';
            text += marked(`${mark} `, lines[at] ?? '');
          }
        }
        return { range: end - start <= 1 ? String(end) : `${start + 1},${end}`, text };
      };
      const before = side(old, 'oldFrom', 'oldTo', '-');
      const after = side(fresh, 'newFrom', 'newTo', '+');
      return `***************\n*** ${before.range} ****\n${before.text}--- ${after.range} ----\n${after.text}`;
    })
    .join('');
}

const range = (from: number, to: number) => (to - from <= 1 ? String(to === from ? from : from + 1) : `${from + 1},${to}`);

/** `diff -e`: a script for ed, from the end to the beginning. */
export function edStyle(changes: readonly Change[], fresh: readonly string[]): string {
  return [...changes]
    .reverse()
    .map(({ oldFrom, oldTo, newFrom, newTo }) => {
      const kind = oldFrom === oldTo ? 'a' : newFrom === newTo ? 'd' : 'c';
      const added = fresh.slice(newFrom, newTo).map((line) => (line.endsWith('\n') ? line : `${line}\n`)).join('');
      return `${range(oldFrom, oldTo)}${kind}\n${kind === 'd' ? '' : `${added}.\n`}`;
    })
    .join('');
}

/** `diff -n`: as RCS stores changes. */
export function rcsStyle(changes: readonly Change[], fresh: readonly string[]): string {
  return changes
    .map(({ oldFrom, oldTo, newFrom, newTo }) => `${oldTo > oldFrom ? `d${oldFrom + 1} ${oldTo - oldFrom}\n` : ''}${newTo > newFrom ? `a${oldTo} ${newTo - newFrom}\n${fresh.slice(newFrom, newTo).join('')}` : ''}`)
    .join('');
}

/** `diff -y`: both files beside each other in `width` columns. */
export function sideBySide(changes: readonly Change[], old: readonly string[], fresh: readonly string[], width: number, onlyDifferent: boolean): string {
  const tab = 8;
  // The halves as GNU cuts them: the right one begins at a tab stop.
  const right = Math.floor((width + tab + 3) / (2 * tab)) * tab;
  const half = Math.max(0, Math.min(right - 3, width - right));
  const column = half > 0 ? right : width;
  const fill = (from: number, to: number) => {
    let text = '';
    let at = from;
    for (; Math.floor(at / tab) * tab + tab <= to; at = Math.floor(at / tab) * tab + tab) text += '\t';
    return text + ' '.repeat(Math.max(0, to - at));
  };
  const bare = (line: string | undefined) => (line ?? '').replace(/\n$/, '').slice(0, half);
  const row = (left: string | undefined, sign: string, other: string | undefined) => {
    const text = bare(left);
    if (sign === ' ') return `${text}${fill(text.length, column)}${bare(other)}\n`;
    const middle = Math.floor((half + column - 1) / 2);
    const shown = `${text}${fill(text.length, middle)}${sign}`;
    return other === undefined ? `${shown}\n` : `${shown}${fill(middle + 1, column)}${bare(other)}\n`;
  };
  let text = '';
  let at = 0;
  const same = (to: number, shift: number) => {
    for (; at < to; at++) if (!onlyDifferent) text += row(old[at], ' ', fresh[at + shift]);
  };
  for (const { oldFrom, oldTo, newFrom, newTo } of changes) {
    same(oldFrom, newFrom - oldFrom);
    const count = Math.max(oldTo - oldFrom, newTo - newFrom);
    for (let index = 0; index < count; index++) {
      const left = oldFrom + index < oldTo ? old[oldFrom + index] : undefined;
      const other = newFrom + index < newTo ? fresh[newFrom + index] : undefined;
      text += row(left, left === undefined ? '>' : other === undefined ? '<' : '|', other);
    }
    at = oldTo;
  }
  const last = changes.at(-1);
  same(old.length, (last?.newTo ?? 0) - (last?.oldTo ?? 0));
  return text;
}
