import type { Token } from './tokens';
import type { Expression } from './tree';

/** Where a parser stands in the tokens. */
export interface Cursor {
  peek(): Token;
  next(): Token;
  is(...texts: string[]): boolean;
  take(...texts: string[]): string | undefined;
  expect(text: string): void;
  fail(): never;
  skipNewlines(): void;
  mark(): number;
  reset(to: number): void;
}

interface Limits {
  /** `>` is a redirection and not a comparison (in `print`). */
  readonly noGreater?: boolean;
  readonly noIn?: boolean;
  readonly noConcatenation?: boolean;
}

/** The part of the grammar that has values. */
export function parseExpressions(cursor: Cursor) {
  const binary = (operator: string, left: Expression, right: Expression): Expression => ({ kind: 'binary', operator, left, right });

  function list(limits: Limits = {}): Expression[] {
    const values = [expression(limits)];
    while (cursor.take(',') !== undefined) {
      cursor.skipNewlines();
      values.push(expression(limits));
    }
    return values;
  }

  function expression(limits: Limits = {}): Expression {
    const left = ternary(limits);
    const assignable = left.kind === 'variable' || left.kind === 'field' || left.kind === 'element';
    const operator = assignable ? cursor.take('=', '+=', '-=', '*=', '/=', '%=', '^=') : undefined;
    if (operator === undefined) return left;
    cursor.skipNewlines();
    return { kind: 'assign', operator: operator.slice(0, -1), target: left, value: expression(limits) };
  }

  function ternary(limits: Limits): Expression {
    const test = or(limits);
    if (cursor.take('?') === undefined) return test;
    cursor.skipNewlines();
    const yes = expression(limits);
    cursor.skipNewlines();
    cursor.expect(':');
    cursor.skipNewlines();
    return { kind: 'condition', test, yes, no: expression(limits) };
  }

  function or(limits: Limits): Expression {
    let left = and(limits);
    while (cursor.take('||') !== undefined) {
      cursor.skipNewlines();
      left = binary('||', left, and(limits));
    }
    return left;
  }
  function and(limits: Limits): Expression {
    let left = membership(limits);
    while (cursor.take('&&') !== undefined) {
      cursor.skipNewlines();
      left = binary('&&', left, membership(limits));
    }
    return left;
  }
  function membership(limits: Limits): Expression {
    let left = match(limits);
    while (cursor.take('in') !== undefined) left = { kind: 'in', keys: [left], name: cursor.next().text };
    return left;
  }
  function match(limits: Limits): Expression {
    let left = comparison(limits);
    for (;;) {
      const operator = cursor.is('!') ? takeNotMatch() : cursor.take('~');
      if (operator === undefined) return left;
      left = binary(operator, left, comparison(limits));
    }
  }
  /** `!~` comes as two tokens. */
  function takeNotMatch(): string | undefined {
    const start = cursor.mark();
    cursor.next();
    if (cursor.take('~') !== undefined) return '!~';
    cursor.reset(start);
    return undefined;
  }
  function comparison(limits: Limits): Expression {
    const left = concatenation(limits);
    const operator = cursor.take('<', '<=', '==', '!=', '>=') ?? (limits.noGreater ? undefined : cursor.take('>'));
    if (operator !== undefined) return binary(operator, left, concatenation(limits));
    if (!limits.noGreater && cursor.is('|')) return pipedGetline(left);
    return left;
  }
  function pipedGetline(left: Expression): Expression {
    let source = left;
    while (cursor.is('|')) {
      const start = cursor.mark();
      cursor.next();
      if (cursor.take('getline') === undefined) {
        cursor.reset(start);
        return source;
      }
      source = { kind: 'getline', from: 'command', source, target: getlineTarget() };
    }
    return source;
  }
  function getlineTarget(): Expression | undefined {
    const { kind, text } = cursor.peek();
    return kind === 'name' || (kind === 'operator' && text === '$') ? primary() : undefined;
  }

  const beginsValue = () => {
    const { kind, text } = cursor.peek();
    if (['number', 'string', 'name', 'call', 'pattern'].includes(kind)) return true;
    return kind === 'operator' && ['$', '!', '(', '-', '+', '++', '--'].includes(text);
  };
  function concatenation(limits: Limits): Expression {
    let left = additive();
    while (beginsValue() && !cursor.is('+', '-') && !(cursor.is('!') && isNotMatch()) && !(cursor.peek().text === 'in')) left = binary(' ', left, additive());
    void limits;
    return left;
  }
  function isNotMatch(): boolean {
    const start = cursor.mark();
    cursor.next();
    const result = cursor.is('~');
    cursor.reset(start);
    return result;
  }
  function additive(): Expression {
    let left = product();
    for (let operator = cursor.take('+', '-'); operator !== undefined; operator = cursor.take('+', '-')) left = binary(operator, left, product());
    return left;
  }
  function product(): Expression {
    let left = unary();
    for (let operator = cursor.take('*', '/', '%'); operator !== undefined; operator = cursor.take('*', '/', '%')) left = binary(operator, left, unary());
    return left;
  }
  function unary(): Expression {
    const operator = cursor.take('!', '-', '+');
    if (operator !== undefined) return { kind: 'unary', operator, value: unary() };
    return power();
  }
  function power(): Expression {
    const base = stepped();
    if (cursor.take('^') === undefined) return base;
    return binary('^', base, unary());
  }
  function stepped(): Expression {
    const prefix = cursor.take('++', '--');
    if (prefix !== undefined) return { kind: 'step', by: prefix === '++' ? 1 : -1, prefix: true, target: primary() };
    const value = primary();
    const suffix = value.kind === 'variable' || value.kind === 'field' || value.kind === 'element' ? cursor.take('++', '--') : undefined;
    return suffix === undefined ? value : { kind: 'step', by: suffix === '++' ? 1 : -1, prefix: false, target: value };
  }

  function primary(): Expression {
    const token = cursor.next();
    switch (token.kind) {
      case 'number':
        return { kind: 'number', value: Number(token.text) };
      case 'string':
        return { kind: 'string', value: token.text };
      case 'pattern':
        return { kind: 'pattern', source: token.text };
      case 'name': {
        if (cursor.take('[') === undefined) return token.text === 'length' ? { kind: 'call', name: 'length', args: [] } : { kind: 'variable', name: token.text };
        const keys = list();
        cursor.expect(']');
        return { kind: 'element', name: token.text, keys };
      }
      case 'call': {
        cursor.expect('(');
        cursor.skipNewlines();
        const args = cursor.is(')') ? [] : list();
        cursor.skipNewlines();
        cursor.expect(')');
        return { kind: 'call', name: token.text, args };
      }
      default:
        break;
    }
    if (token.text === '$' && token.kind === 'operator') return { kind: 'field', index: cursor.is('++', '--') ? stepped() : cursor.is('-') ? unary() : primary() };
    if (token.text === '(' && token.kind === 'operator') {
      const values = list();
      cursor.expect(')');
      const [first] = values;
      if (values.length > 1) {
        cursor.expect('in');
        return { kind: 'in', keys: values, name: cursor.next().text };
      }
      // Parentheses end what an assignment could go to.
      return first ? { kind: 'binary', operator: '()', left: first, right: first } : cursor.fail();
    }
    if (token.text === 'getline' && token.kind === 'word') {
      const target = getlineTarget();
      return cursor.take('<') === undefined ? { kind: 'getline', from: 'input', source: undefined, target } : { kind: 'getline', from: 'file', source: primary(), target };
    }
    cursor.reset(cursor.mark() - 1);
    return cursor.fail();
  }
  return { expression, list };
}
