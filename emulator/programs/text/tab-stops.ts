import { quoteLocale } from '../command-line/quote';

/** Where tabs end, as `-t` of expand and unexpand says. Throws {@link TabError} with GNU's sentence. */
export class TabStops {
  private constructor(
    private readonly explicit: readonly number[],
    /** Stops after the last explicit one: every multiple of `every`, counted from `from`; none when undefined. */
    private readonly after: { readonly every: number; readonly from: number } | undefined,
  ) {}

  /** Reads lists such as `4`, `2,5,9`, `4,/8`, `3,+6`; several `-t` are one list. */
  static read(lists: readonly string[]): TabStops {
    const stops: number[] = [];
    let extend: number | undefined;
    let increment: number | undefined;
    for (const word of lists.join(',').split(/[, \t]+/).filter((part) => part !== '')) {
      const [, mark = '', digits = '', rest = ''] = /^([/+]?)(\d*)(.*)$/.exec(word) ?? [];
      if (rest !== '') throw new TabError(`tab size contains invalid character(s): ${quoteLocale(rest)}`);
      if (extend !== undefined || increment !== undefined) throw new TabError(`'${extend === undefined ? '+' : '/'}' specifier only allowed with the last value`);
      const value = Number(digits);
      if (value > Number.MAX_SAFE_INTEGER) throw new TabError(`tab stop is too large ${quoteLocale(digits)}`);
      if (mark === '/') extend = value;
      else if (mark === '+') increment = value;
      else stops.push(value);
    }
    stops.forEach((stop, index) => {
      if (stop === 0) throw new TabError('tab size cannot be 0');
      if (index > 0 && stop <= (stops[index - 1] ?? 0)) throw new TabError('tab sizes must be ascending');
    });
    const last = stops.at(-1);
    if (last === undefined) return new TabStops([], { every: extend || increment || 8, from: 0 });
    if (extend) return new TabStops(stops, { every: extend, from: 0 });
    if (increment) return new TabStops(stops, { every: increment, from: last });
    return stops.length === 1 ? new TabStops([], { every: last, from: 0 }) : new TabStops(stops, undefined);
  }

  /** The first stop beyond `column`; undefined behind the last one. */
  next(column: number): number | undefined {
    const explicit = this.explicit.find((stop) => stop > column);
    if (explicit !== undefined || !this.after) return explicit;
    const { every, from } = this.after;
    return column + every - ((column - from) % every);
  }
}

/** A list of tab stops that is none. */
export class TabError extends Error {
  override readonly name = 'TabError';
}
