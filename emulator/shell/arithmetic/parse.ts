/** An arithmetic expression as a tree. */
export type Arithmetic =
  | { readonly type: 'number'; readonly value: bigint }
  | { readonly type: 'variable'; readonly name: string; readonly index: string | undefined }
  | { readonly type: 'unary'; readonly operator: string; readonly operand: Arithmetic }
  | { readonly type: 'step'; readonly name: string; readonly index: string | undefined; readonly by: 1 | -1; readonly prefix: boolean }
  | { readonly type: 'binary'; readonly operator: string; readonly left: Arithmetic; readonly right: Arithmetic; readonly rest: string }
  | {
      readonly type: 'assign';
      readonly name: string;
      readonly index: string | undefined;
      readonly operator: string;
      readonly value: Arithmetic;
      readonly rest: string;
    }
  | { readonly type: 'choose'; readonly test: Arithmetic; readonly yes: Arithmetic; readonly no: Arithmetic };

/** What is wrong with an expression, in bash's words, without the expression before it. */
export class ArithmeticError extends Error {
  override readonly name = 'ArithmeticError';
}

const levels: readonly (readonly string[])[] = [
  ['||'],
  ['&&'],
  ['|'],
  ['^'],
  ['&'],
  ['==', '!='],
  ['<=', '>=', '<', '>'],
  ['<<', '>>'],
  ['+', '-'],
  ['*', '/', '%'],
];
const assignments = ['=', '*=', '/=', '%=', '+=', '-=', '<<=', '>>=', '&=', '^=', '|='];
const operators = [
  '<<=',
  '>>=',
  '**',
  '<<',
  '>>',
  '<=',
  '>=',
  '==',
  '!=',
  '&&',
  '||',
  '++',
  '--',
  '*=',
  '/=',
  '%=',
  '+=',
  '-=',
  '&=',
  '^=',
  '|=',
  ...'+-*/%<>=!~&|^?:(),'.split(''),
];

interface Token {
  readonly kind: 'number' | 'name' | 'operator' | 'end';
  readonly text: string;
  readonly start: number;
  /** For a name: the subscript behind it. */
  readonly index?: string;
}

/** Parses `text`; throws {@link ArithmeticError}. */
export function parseArithmetic(text: string): Arithmetic {
  const parser = new Parser(text);
  return parser.whole();
}

class Parser {
  private token: Token;
  private at = 0;
  private last = 0;

  constructor(private readonly text: string) {
    this.token = this.read();
  }

  whole(): Arithmetic {
    if (this.atEnd()) return { type: 'number', value: 0n };
    const result = this.comma();
    if (!this.atEnd())
      this.fail(
        this.token.kind === 'operator' && this.token.text !== ')' && this.token.text !== ':' ? 'syntax error: operand expected' : 'syntax error in expression',
      );
    return result;
  }

  private fail(message: string, from = this.token.start): never {
    // bash shows from the token that it stumbled over; at the end, from the last one that it read.
    const rest = this.text.slice(this.token.kind === 'end' ? this.last : from).trimStart();
    throw new ArithmeticError(`${message} (error token is "${rest}")`);
  }

  private read(): Token {
    const { text } = this;
    while (/\s/.test(text[this.at] ?? '')) this.at++;
    const start = this.at;
    if (start >= text.length) return { kind: 'end', text: '', start };
    const rest = text.slice(start);
    const number = /^[0-9][0-9A-Za-z@_#]*/.exec(rest)?.[0];
    if (number) {
      this.at += number.length;
      return { kind: 'number', text: number, start };
    }
    const name = /^[A-Za-z_][A-Za-z0-9_]*/.exec(rest)?.[0];
    if (name) {
      this.at += name.length;
      if (text[this.at] !== '[') return { kind: 'name', text: name, start };
      const open = this.at;
      let depth = 0;
      do {
        if (text[this.at] === '[') depth++;
        else if (text[this.at] === ']') depth--;
        this.at++;
      } while (depth > 0 && this.at < text.length);
      if (depth > 0) throw new ArithmeticError(`bad array subscript (error token is "${rest}")`);
      return { kind: 'name', text: name, start, index: text.slice(open + 1, this.at - 1) };
    }
    const operator = operators.find((candidate) => rest.startsWith(candidate));
    if (!operator)
      throw new ArithmeticError(
        `syntax error: ${/^[.#@$]/.test(rest) || start > 0 ? 'invalid arithmetic operator' : 'operand expected'} (error token is "${rest}")`,
      );
    this.at += operator.length;
    return { kind: 'operator', text: operator, start };
  }

  private next(): Token {
    const token = this.token;
    this.last = token.start;
    this.token = this.read();
    return token;
  }
  private atEnd(): boolean {
    return this.token.kind === 'end';
  }
  private is(operator: string): boolean {
    return this.token.kind === 'operator' && this.token.text === operator;
  }
  private accept(operator: string): boolean {
    if (!this.is(operator)) return false;
    this.next();
    return true;
  }

  private comma(): Arithmetic {
    let left = this.assignment();
    while (this.is(',')) {
      this.next();
      left = { type: 'binary', operator: ',', left, right: this.assignment(), rest: '' };
    }
    return left;
  }

  private assignment(): Arithmetic {
    const left = this.conditional();
    if (this.token.kind !== 'operator' || !assignments.includes(this.token.text)) return left;
    if (left.type !== 'variable') this.fail('attempted assignment to non-variable');
    const operator = this.next().text;
    const rest = this.text.slice(this.token.start);
    const value = this.assignment();
    return { type: 'assign', name: left.name, index: left.index, operator, value, rest };
  }

  private conditional(): Arithmetic {
    const test = this.binary(0);
    if (!this.accept('?')) return test;
    if (this.atEnd() || this.is(':')) this.fail('expression expected');
    const yes = this.comma();
    if (!this.accept(':')) this.fail("`:' expected for conditional expression");
    if (this.atEnd()) this.fail('expression expected');
    return { type: 'choose', test, yes, no: this.conditional() };
  }

  private binary(level: number): Arithmetic {
    const wanted = levels[level];
    if (!wanted) return this.power();
    let left = this.binary(level + 1);
    while (this.token.kind === 'operator' && wanted.includes(this.token.text)) {
      const operator = this.next().text;
      const rest = this.text.slice(this.token.start);
      left = { type: 'binary', operator, left, right: this.binary(level + 1), rest };
    }
    return left;
  }

  private power(): Arithmetic {
    const left = this.unary();
    if (!this.is('**')) return left;
    this.next();
    const rest = this.text.slice(this.token.start);
    return { type: 'binary', operator: '**', left, right: this.power(), rest };
  }

  private unary(): Arithmetic {
    if (this.token.kind === 'operator') {
      const { text } = this.token;
      if (text === '!' || text === '~' || text === '+' || text === '-') {
        this.next();
        return { type: 'unary', operator: text, operand: this.unary() };
      }
      if (text === '++' || text === '--') {
        this.next();
        const operand = this.unary();
        if (operand.type === 'variable') return { type: 'step', name: operand.name, index: operand.index, by: text === '++' ? 1 : -1, prefix: true };
        // `--5` is minus minus five.
        const once: Arithmetic = { type: 'unary', operator: text[0] as string, operand };
        return { type: 'unary', operator: text[0] as string, operand: once };
      }
    }
    return this.postfix();
  }

  private postfix(): Arithmetic {
    const { token } = this;
    if (token.kind === 'number') {
      this.next();
      return { type: 'number', value: parseNumber(token.text) };
    }
    if (token.kind === 'name') {
      this.next();
      if (this.is('++') || this.is('--')) {
        const by = this.next().text === '++' ? 1 : -1;
        return { type: 'step', name: token.text, index: token.index, by, prefix: false };
      }
      return { type: 'variable', name: token.text, index: token.index };
    }
    if (this.accept('(')) {
      const inner = this.comma();
      if (!this.is(')')) this.fail("missing `)'");
      this.next();
      return inner;
    }
    return this.fail('syntax error: operand expected');
  }
}

/** `0x1f`, `017`, `2#101`, `42`. */
export function parseNumber(text: string): bigint {
  if (/^(0|[1-9][0-9]*)$/.test(text)) return BigInt(text);
  if (/^0[xX][0-9A-Fa-f]+$/.test(text)) return BigInt(text);
  if (/^0[0-7]+$/.test(text)) return BigInt(`0o${text.slice(1)}`);
  const based = /^([0-9]+)#(.*)$/.exec(text);
  const fail = (message: string): never => {
    throw new ArithmeticError(`${message} (error token is "${text}")`);
  };
  const base = based ? Number(based[1]) : text.startsWith('0') ? 8 : 10;
  if (base < 2 || base > 64) fail('invalid arithmetic base');
  let value = 0n;
  const digits = based ? (based[2] ?? '') : text;
  if (based && digits === '') fail('invalid integer constant');
  for (const letter of digits) {
    const digit = digitValue(letter, base);
    if (digit < 0 || digit >= base) fail('value too great for base');
    value = value * BigInt(base) + BigInt(digit);
  }
  return value;
}

function digitValue(letter: string, base: number): number {
  const code = letter.charCodeAt(0);
  if (code >= 48 && code <= 57) return code - 48;
  if (code >= 97 && code <= 122) return code - 87;
  if (code >= 65 && code <= 90) return code - (base <= 36 ? 55 : 29);
  if (letter === '@') return 62;
  return letter === '_' ? 63 : -1;
}
