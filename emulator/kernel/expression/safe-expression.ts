import { compileLinear, type Slots } from './linear-matcher';
import { dangerOf, parseExpression } from './parse-expression';

/** How long a text may be (letters) for the engine's own backtracking matcher, by how the expression can explode. */
const harmless = { none: Infinity, polynomial: 400, exponential: 16 } as const;

/**
 * A regular expression that cannot hang the machine: where JavaScript's matcher could try exponentially many ways (`^(a+)+$`), a linear one gives the same
 * answer. To be used wherever an expression comes from the user. Throws SyntaxError as `RegExp` does.
 */
export class SafeExpression extends RegExp {
  private readonly longest: number;
  private readonly linear: ((text: string, from: number, anchored: boolean) => Slots | undefined) | undefined;

  constructor(pattern: string | RegExp, flags?: string) {
    super(pattern, flags);
    const parsed = parseExpression(this.source);
    this.longest = harmless[parsed ? dangerOf(parsed.root) : 'none'];
    this.linear = parsed && this.longest < Infinity ? compileLinear(parsed.root, this.flags) : undefined;
  }

  override exec(text: string): RegExpExecArray | null {
    if (!this.linear || text.length <= this.longest) return super.exec(text);
    const moving = this.global || this.sticky;
    const from = moving ? this.lastIndex : 0;
    const slots = from > text.length ? undefined : this.linear(text, from, this.sticky);
    if (!slots) {
      if (moving) this.lastIndex = 0;
      return null;
    }
    const [start = 0, end = 0] = slots;
    if (moving) this.lastIndex = end;
    const groups: (string | undefined)[] = [];
    for (let slot = 0; slot < slots.length; slot += 2) {
      const begin = slots[slot] as number;
      const stop = slots[slot + 1] as number;
      groups.push(begin < 0 || stop < 0 ? undefined : text.slice(begin, stop));
    }
    groups[0] = text.slice(start, end);
    return Object.assign(groups as [string, ...string[]], { index: start, input: text, groups: undefined });
  }
}
