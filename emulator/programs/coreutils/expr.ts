import { translateExpression } from '../text/regular-expression';
import { quoteLocale } from '../command-line/quote';
import { createTool, UsageError, type Flavour } from '../command-line/tool';

/** What is wrong with an expression; exit code 2 (or 3 for others). */
class ExprError extends Error {
  override readonly name = 'ExprError';
}

/** `expr`. */
export const createExpr = (flavour: Flavour) =>
  createTool(
    {
      name: 'expr',
      options: {},
      help: 'Usage: expr EXPRESSION\n  or:  expr OPTION\n\n      --help        display this help and exit\n\nPrint the value of EXPRESSION to standard output.\n',
      usageCode: 2,
      isOperand: () => true,
      async run(tool) {
        if (tool.operands.length === 0) throw new UsageError('missing operand');
        const parser = new Parser(tool.operands[0] === '--' ? tool.operands.slice(1) : tool.operands);
        try {
          const value = parser.or();
          const rest = parser.rest();
          if (rest !== undefined) throw new ExprError(`syntax error: unexpected argument ${quoteLocale(rest)}`);
          await tool.out.write(`${value}\n`);
          return value === '' || value === '0' || /^-?0+$/.test(value) ? 1 : 0;
        } catch (error) {
          if (!(error instanceof ExprError)) throw error;
          await tool.complain(flavour === 'gnu' ? error.message : error.message.startsWith('syntax') ? 'syntax error' : error.message, 2);
          return 2;
        }
      },
    },
    flavour,
  );

const isNumber = (text: string) => /^-?\d+$/.test(text);
const isNull = (text: string) => text === '' || /^-?0+$/.test(text);

class Parser {
  private at = 0;
  constructor(private readonly words: readonly string[]) {}

  rest(): string | undefined {
    return this.words[this.at];
  }

  or(): string {
    let value = this.and();
    while (this.take('|')) {
      const right = this.and();
      value = isNull(value) ? (isNull(right) ? '0' : right) : value;
    }
    return value;
  }
  private and(): string {
    let value = this.comparison();
    while (this.take('&')) {
      const right = this.comparison();
      value = isNull(value) || isNull(right) ? '0' : value;
    }
    return value;
  }
  private comparison(): string {
    let value = this.sum();
    for (let operator = this.takeOne('<', '<=', '=', '==', '!=', '>=', '>'); operator !== undefined; operator = this.takeOne('<', '<=', '=', '==', '!=', '>=', '>')) {
      const right = this.sum();
      const order = isNumber(value) && isNumber(right) ? Number(BigInt(value) - BigInt(right)) : value < right ? -1 : value > right ? 1 : 0;
      const holds = { '<': order < 0, '<=': order <= 0, '=': order === 0, '==': order === 0, '!=': order !== 0, '>=': order >= 0, '>': order > 0 }[operator as '<'];
      value = holds ? '1' : '0';
    }
    return value;
  }
  private sum(): string {
    let value = this.product();
    for (let operator = this.takeOne('+', '-'); operator !== undefined; operator = this.takeOne('+', '-')) {
      const [a, b] = numbers(value, this.product());
      value = String(operator === '+' ? a + b : a - b);
    }
    return value;
  }
  private product(): string {
    let value = this.match();
    for (let operator = this.takeOne('*', '/', '%'); operator !== undefined; operator = this.takeOne('*', '/', '%')) {
      const [a, b] = numbers(value, this.match());
      if (operator !== '*' && b === 0n) throw new ExprError('division by zero');
      value = String(operator === '*' ? a * b : operator === '/' ? a / b : a % b);
    }
    return value;
  }
  private match(): string {
    let value = this.primary();
    while (this.take(':')) value = matchBeginning(value, this.primary());
    return value;
  }
  private primary(): string {
    const word = this.words[this.at++];
    if (word === undefined) throw new ExprError(this.at === 1 ? 'syntax error' : `syntax error: missing argument after ${quoteLocale(this.words.at(-1) ?? '')}`);
    const more = this.at < this.words.length;
    if (word === '(') {
      const value = this.or();
      if (!this.take(')')) {
        const found = this.words[this.at];
        throw new ExprError(found === undefined ? `syntax error: expecting ')' after ${quoteLocale(this.words.at(-1) ?? '')}` : `syntax error: expecting ')' instead of ${quoteLocale(found)}`);
      }
      return value;
    }
    if (word === ')') throw new ExprError("syntax error: unexpected ')'");
    if (word === '+' && more) return this.words[this.at++] ?? '';
    if (word === 'length' && more) return String(Array.from(this.primary()).length);
    if (word === 'match' && more) return matchBeginning(this.primary(), this.primary());
    if (word === 'index' && more) {
      const text = Array.from(this.primary());
      const wanted = Array.from(this.primary());
      return String(text.findIndex((character) => wanted.includes(character)) + 1);
    }
    if (word === 'substr' && more) {
      const [text, from, length] = [this.primary(), this.primary(), this.primary()];
      if (!isNumber(from) || !isNumber(length) || Number(from) < 1 || Number(length) < 1) return '';
      return text.slice(Number(from) - 1, Number(from) - 1 + Number(length));
    }
    return word;
  }
  private take(word: string): boolean {
    return this.takeOne(word) !== undefined;
  }
  private takeOne(...words: string[]): string | undefined {
    const word = this.words[this.at];
    if (word === undefined || !words.includes(word)) return undefined;
    this.at++;
    return word;
  }
}

function numbers(a: string, b: string): [bigint, bigint] {
  if (!isNumber(a) || !isNumber(b)) throw new ExprError('non-integer argument');
  return [BigInt(a), BigInt(b)];
}

function matchBeginning(text: string, pattern: string): string {
  const found = new RegExp(`^(?:${translateExpression(pattern, 'basic')})`, 'u').exec(text);
  const groups = /\\\(/.test(pattern);
  if (!found) return groups ? '' : '0';
  return groups ? (found[1] ?? '') : String(Array.from(found[0]).length);
}
