/** What a sed script is made of. */

/** An expression; undefined stands for the empty one, which means the last one used. */
export type Expression = RegExp | undefined;

export type Address =
  | { readonly kind: 'line'; readonly line: number }
  | { readonly kind: 'step'; readonly first: number; readonly step: number }
  | { readonly kind: 'last' }
  | { readonly kind: 'match'; readonly expression: Expression }
  | { readonly kind: 'offset'; readonly count: number }
  | { readonly kind: 'multiple'; readonly of: number };

/** How a replacement is put together. */
export type ReplacementPart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'group'; readonly group: number }
  | { readonly kind: 'case'; readonly how: 'upper' | 'lower' | 'upperNext' | 'lowerNext' | 'end' };

/** A command with its addresses. What `argument` means depends on the command. */
export interface SedCommand {
  readonly first: Address | undefined;
  readonly second: Address | undefined;
  readonly negated: boolean;
  readonly name: string;
  /** Text of a, i, c; label of b, t, T, `:`; file of r, R, w, W; the exit code of q, Q; the command of e. */
  readonly argument: string;
  readonly substitution?: { readonly expression: Expression; readonly replacement: readonly ReplacementPart[]; readonly global: boolean; readonly number: number; readonly print: boolean; readonly file: string | undefined };
  readonly mapping?: ReadonlyMap<string, string>;
  /** For `{`: the index behind its `}`. */
  end?: number;
  /** Where a range of this command stands (state of a run). */
  range?: { until: number | undefined };
}
