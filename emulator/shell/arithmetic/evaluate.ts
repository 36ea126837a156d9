import type { Arithmetic } from './parse';
import { ArithmeticError, parseArithmetic } from './parse';

/** What an expression works on. */
export interface ArithmeticVariables {
  /** The text of a variable or element; undefined when it is unset. */
  get(name: string, index: string | undefined): string | undefined;
  set(name: string, index: string | undefined, value: string): void;
  /** The subscript worked out: a number, or the key of an associative array. */
  subscript(name: string, index: string): string;
}

const cache = new Map<string, Arithmetic>();

function parsed(text: string): Arithmetic {
  let tree = cache.get(text);
  if (!tree) {
    tree = parseArithmetic(text);
    if (cache.size > 500) cache.clear();
    cache.set(text, tree);
  }
  return tree;
}

/** A result: a JavaScript number while it is exact, a bigint beyond; `String(…)` gives the digits. */
export type Integer = number | bigint;

/** The value of `text`. Throws {@link ArithmeticError}; its message begins with the expression, as bash's do. */
export function evaluateArithmetic(text: string, variables: ArithmeticVariables, depth = 0): Integer {
  try {
    return evaluate(parsed(text), variables, depth);
  } catch (error) {
    if (error instanceof ArithmeticError && depth === 0) throw new ArithmeticError(`${text.trimStart()}: ${error.message}`);
    throw error;
  }
}

/** Small numbers are far quicker than bigints, and nearly all are small. */
function small(value: bigint): Integer {
  const wrapped = BigInt.asIntN(64, value);
  return wrapped >= -9007199254740991n && wrapped <= 9007199254740991n ? Number(wrapped) : wrapped;
}

function evaluate(node: Arithmetic, variables: ArithmeticVariables, depth: number): Integer {
  switch (node.type) {
    case 'number':
      return small(node.value);
    case 'variable':
      return read(node.name, node.index, variables, depth);
    case 'unary': {
      const value = evaluate(node.operand, variables, depth);
      if (node.operator === '!') return Number(value) === 0 ? 1 : 0;
      if (node.operator === '~') return small(~BigInt(value));
      return node.operator === '-' ? small(-BigInt(value)) : value;
    }
    case 'step': {
      const before = read(node.name, node.index, variables, depth);
      const after = typeof before === 'number' && Math.abs(before) < 9007199254740990 ? before + node.by : small(BigInt(before) + BigInt(node.by));
      variables.set(node.name, node.index, String(after));
      return node.prefix ? after : before;
    }
    case 'assign': {
      if (node.operator === '=') {
        const value = evaluate(node.value, variables, depth);
        variables.set(node.name, node.index, String(value));
        return value;
      }
      // What stands left is read first, and its subscript worked out once.
      const index = node.index === undefined ? undefined : variables.subscript(node.name, node.index);
      const before = read(node.name, index, variables, depth);
      const result = binary(node.operator.slice(0, -1), before, evaluate(node.value, variables, depth), node.rest);
      variables.set(node.name, index, String(result));
      return result;
    }
    case 'choose':
      return evaluate(Number(evaluate(node.test, variables, depth)) === 0 ? node.no : node.yes, variables, depth);
    case 'binary': {
      const left = evaluate(node.left, variables, depth);
      if (node.operator === '&&') return Number(left) !== 0 && Number(evaluate(node.right, variables, depth)) !== 0 ? 1 : 0;
      if (node.operator === '||') return Number(left) !== 0 || Number(evaluate(node.right, variables, depth)) !== 0 ? 1 : 0;
      const right = evaluate(node.right, variables, depth);
      return node.operator === ',' ? right : binary(node.operator, left, right, node.rest);
    }
  }
}

/** A variable's text is an expression itself. */
function read(name: string, index: string | undefined, variables: ArithmeticVariables, depth: number): Integer {
  const text = variables.get(name, index);
  if (text === undefined || text === '') return 0;
  if (/^(0|-?[1-9][0-9]{0,14})$/.test(text)) return Number(text);
  if (depth > 1024) throw new ArithmeticError(`expression recursion level exceeded (error token is "${text}")`);
  return evaluateArithmetic(text, variables, depth + 1);
}

function binary(operator: string, left: Integer, right: Integer, rest: string): Integer {
  if (typeof left === 'number' && typeof right === 'number') {
    const quick = quickBinary(operator, left, right);
    if (quick !== undefined) return quick;
  }
  const a = BigInt(left);
  const b = BigInt(right);
  switch (operator) {
    case '+':
      return small(a + b);
    case '-':
      return small(a - b);
    case '*':
      return small(a * b);
    case '/':
    case '%':
      if (b === 0n) throw new ArithmeticError(`division by 0 (error token is "${rest}")`);
      return small(operator === '/' ? a / b : a % b);
    case '**':
      if (b < 0n) throw new ArithmeticError(`exponent less than 0 (error token is "${rest}")`);
      return small(power(a, b));
    case '<<':
      return small(a << (b & 63n));
    case '>>':
      return small(a >> (b & 63n));
    case '&':
      return small(a & b);
    case '|':
      return small(a | b);
    case '^':
      return small(a ^ b);
    case '<':
      return a < b ? 1 : 0;
    case '>':
      return a > b ? 1 : 0;
    case '<=':
      return a <= b ? 1 : 0;
    case '>=':
      return a >= b ? 1 : 0;
    case '==':
      return a === b ? 1 : 0;
    default:
      return a !== b ? 1 : 0;
  }
}

function quickBinary(operator: string, a: number, b: number): number | undefined {
  switch (operator) {
    case '+':
      return Number.isSafeInteger(a + b) ? a + b : undefined;
    case '-':
      return Number.isSafeInteger(a - b) ? a - b : undefined;
    case '*':
      return Number.isSafeInteger(a * b) ? a * b || 0 : undefined;
    case '/':
      return b === 0 ? undefined : Math.trunc(a / b) || 0;
    case '%':
      return b === 0 ? undefined : a % b || 0;
    case '<':
      return a < b ? 1 : 0;
    case '>':
      return a > b ? 1 : 0;
    case '<=':
      return a <= b ? 1 : 0;
    case '>=':
      return a >= b ? 1 : 0;
    case '==':
      return a === b ? 1 : 0;
    case '!=':
      return a !== b ? 1 : 0;
    default:
      return undefined;
  }
}

/** Wraps at 64 bits on the way, so that big exponents stay cheap. */
function power(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  let factor = base;
  for (let left = exponent; left > 0n; left >>= 1n) {
    if (left & 1n) result = BigInt.asIntN(64, result * factor);
    factor = BigInt.asIntN(64, factor * factor);
  }
  return result;
}
