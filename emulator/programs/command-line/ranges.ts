/** Positions from `from` to `to`, both included, counted from 1. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** Reads a LIST such as `1,3-5,7-,-2` and merges what overlaps, in order; a complaint when it is none. `what` is `field` or `byte/character`. */
export function parseRanges(text: string, what: 'field' | 'byte/character'): Range[] | string {
  const ranges: Range[] = [];
  for (const part of text.split(/[, \t]/)) {
    const match = /^(\d*)(-?)(\d*)$/.exec(part);
    if (part === '' && what === 'field') return 'fields are numbered from 1';
    if (!match || part === '' || part === '-') return part === '-' ? 'invalid range with no endpoint: -' : what === 'field' ? `invalid field value \u2018${part}\u2019` : `invalid byte/character position \u2018${part}\u2019`;
    const [, start = '', dash, end = ''] = match;
    const from = start === '' ? 1 : Number(start);
    const to = dash === '' ? from : end === '' ? Number.POSITIVE_INFINITY : Number(end);
    if (from === 0 || to === 0) return what === 'field' ? 'fields are numbered from 1' : 'byte/character positions are numbered from 1';
    if (to < from) return 'invalid decreasing range';
    ranges.push({ from, to });
  }
  ranges.sort((a, b) => a.from - b.from);
  const merged: Range[] = [];
  for (const range of ranges) {
    const last = merged.at(-1);
    if (last && range.from <= last.to) merged[merged.length - 1] = { from: last.from, to: Math.max(last.to, range.to) };
    else merged.push(range);
  }
  return merged;
}
