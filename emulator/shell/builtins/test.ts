import { compareNumbers } from '../interpret/condition';
import { testFiles, testUnary, unaryOperators } from '../interpret/test-file';
import type { Shell } from '../state/shell';
import type { Step } from '../state/step';
import type { Builtin, BuiltinCall } from './types';

/** What is wrong with an expression, in bash's words. */
class TestError extends Error {}

const binary = new Set(['=', '==', '!=', '<', '>', '-eq', '-ne', '-lt', '-le', '-gt', '-ge', '-nt', '-ot', '-ef']);

/** POSIX's rules by the number of arguments, and a parser for more than four. */
function evaluate(shell: Shell, args: readonly string[]): boolean {
  const [a = '', b = '', c = '', d = ''] = args;
  switch (args.length) {
    case 0:
      return false;
    case 1:
      return a !== '';
    case 2:
      if (a === '!') return b === '';
      if (unaryOperators.has(a)) return unary(shell, a, b);
      throw new TestError(`${a}: unary operator expected`);
    case 3:
      if (binary.has(b)) return compare(shell, a, b, c);
      if (b === '-a') return a !== '' && c !== '';
      if (b === '-o') return a !== '' || c !== '';
      if (a === '!') return !evaluate(shell, [b, c]);
      if (a === '(' && c === ')') return b !== '';
      throw new TestError(`${b}: binary operator expected`);
    case 4:
      if (a === '!') return !evaluate(shell, [b, c, d]);
      if (a === '(' && d === ')') return evaluate(shell, [b, c]);
      break;
  }
  const parser = new Parser(shell, args);
  const result = parser.or();
  if (parser.at < args.length) throw new TestError('too many arguments');
  return result;
}

function unary(shell: Shell, operator: string, operand: string): boolean {
  if (operator === '-t' && !/^\s*[+-]?\d+\s*$/.test(operand)) throw new TestError(`${operand}: integer expression expected`);
  return testUnary(shell, operator, operand);
}

function compare(shell: Shell, a: string, operator: string, b: string): boolean {
  switch (operator) {
    case '=':
    case '==':
      return a === b;
    case '!=':
      return a !== b;
    case '<':
      return a < b;
    case '>':
      return a > b;
    case '-nt':
    case '-ot':
    case '-ef':
      return testFiles(shell, operator, a, b);
    default:
      return compareNumbers(operator, integer(shell, a), integer(shell, b));
  }
}

function integer(shell: Shell, text: string): bigint {
  if (/^\s*[+-]?\d+\s*$/.test(text)) return BigInt(text.trim().replace(/^\+/, ''));
  throw new TestError(
    shell.flavour === 'bash' ? `${text}: integer expression expected` : shell.flavour === 'dash' ? `Illegal number: ${text}` : `${text}: bad number`,
  );
}

class Parser {
  at = 0;
  constructor(
    private readonly shell: Shell,
    private readonly args: readonly string[],
  ) {}

  or(): boolean {
    let value = this.and();
    while (this.args[this.at] === '-o') {
      this.at++;
      const right = this.and();
      value = value || right;
    }
    return value;
  }
  private and(): boolean {
    let value = this.primary();
    while (this.args[this.at] === '-a') {
      this.at++;
      const right = this.primary();
      value = value && right;
    }
    return value;
  }
  private primary(): boolean {
    const { args } = this;
    const first = args[this.at];
    if (first === undefined) throw new TestError('argument expected');
    const operator = args[this.at + 1];
    if (operator !== undefined && binary.has(operator) && this.at + 2 < args.length) {
      this.at += 3;
      return compare(this.shell, first, operator, args[this.at - 1] as string);
    }
    if (first === '!') {
      this.at++;
      return !this.primary();
    }
    if (first === '(') {
      this.at++;
      const value = this.or();
      if (args[this.at] !== ')') throw new TestError("`)' expected");
      this.at++;
      return value;
    }
    if (unaryOperators.has(first) && this.at + 1 < args.length) {
      this.at += 2;
      return unary(this.shell, first, args[this.at - 1] as string);
    }
    this.at++;
    return first !== '';
  }
}

function* run({ shell, name, args }: BuiltinCall): Step<number> {
  let list = args;
  if (name === '[') {
    if (args[args.length - 1] !== ']') {
      if (shell.flavour === 'ash') yield* shell.writeError(`${shell.name}: missing ]\n`);
      else yield* shell.complainAs(name, shell.flavour === 'dash' ? 'missing ]' : "missing `]'");
      return 2;
    }
    list = args.slice(0, -1);
  }
  try {
    return evaluate(shell, list) ? 0 : 1;
  } catch (error) {
    if (!(error instanceof TestError)) throw error;
    if (shell.flavour === 'ash') yield* shell.writeError(`${shell.name}: ${error.message.replace('binary operator expected', 'unknown operand')}\n`);
    else yield* shell.complainAs(name, error.message);
    return 2;
  }
}

export const test: Builtin = { flavours: ['bash', 'dash', 'ash'], synopsis: '[expr]', summary: 'Evaluate conditional expression.', run };
export const bracket: Builtin = { flavours: ['bash', 'dash', 'ash'], synopsis: 'arg... ]', summary: 'Evaluate conditional expression.', run };
