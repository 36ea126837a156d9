/** A stretch of time in milliseconds since 1970; without `stop` it still goes on. */
export interface Interval {
  readonly start: number;
  readonly stop: number | undefined;
}

/** Milliseconds since 1970 (with a fraction) of an RFC 3339 time with nanoseconds. */
export function instant(text: string): number {
  const fraction = /\.(\d+)/.exec(text)?.[0] ?? '';
  return Date.parse(text.replace(fraction, '')) + Number(`0${fraction}`) * 1000;
}

/** Seconds that an interval lasts, up to `now` when it goes on. */
export function seconds({ start, stop }: Interval, now: number): number {
  return ((stop ?? now) - start) / 1000;
}

/** Joins intervals that overlap; the result is in the order of time. */
export function mergeIntervals(intervals: Iterable<Interval>): Interval[] {
  const merged: Interval[] = [];
  for (const next of [...intervals].sort((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (last === undefined || (last.stop !== undefined && last.stop < next.start)) merged.push(next);
    else if (last.stop !== undefined && (next.stop === undefined || next.stop > last.stop)) merged[merged.length - 1] = { start: last.start, stop: next.stop };
  }
  return merged;
}
