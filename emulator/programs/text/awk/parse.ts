import { parseExpressions, type Cursor } from './parse-expression';
import { readTokens } from './tokens';
import { AwkSyntaxError, type AwkProgram, type Expression, type FunctionDefinition, type Rule, type Statement } from './tree';

/** Reads an awk program. Throws {@link AwkSyntaxError}. */
export function parseAwk(source: string): AwkProgram {
  const tokens = readTokens(source);
  let at = 0;
  const cursor: Cursor = {
    peek: () => tokens[at] ?? { kind: 'end', text: '', line: 1, spaced: false },
    next: () => tokens[at++] ?? { kind: 'end', text: '', line: 1, spaced: false },
    is: (...texts) => texts.includes(cursor.peek().text) && ['operator', 'word', 'newline'].includes(cursor.peek().kind),
    take: (...texts) => (cursor.is(...texts) ? cursor.next().text : undefined),
    expect(text) {
      if (cursor.take(text) === undefined) cursor.fail();
    },
    fail() {
      const { line, text, kind } = cursor.peek();
      throw new AwkSyntaxError(line, kind === 'end' ? 'end of file' : text === '\n' ? 'end of line' : text);
    },
    skipNewlines() {
      while (cursor.is('\n')) cursor.next();
    },
    mark: () => at,
    reset: (to) => void (at = to),
  };
  const { expression, list } = parseExpressions(cursor);
  const rules: Rule[] = [];
  const functions = new Map<string, FunctionDefinition>();

  const skipEnds = () => {
    while (cursor.is('\n', ';')) cursor.next();
  };
  const endSimple = () => {
    if (cursor.is('}') || cursor.peek().kind === 'end') return;
    if (cursor.take(';', '\n') === undefined) cursor.fail();
  };

  function block(): Statement {
    cursor.expect('{');
    const body: Statement[] = [];
    for (skipEnds(); !cursor.is('}'); skipEnds()) {
      if (cursor.peek().kind === 'end') cursor.fail();
      body.push(statement());
    }
    cursor.next();
    return { kind: 'block', body };
  }

  function body(): Statement {
    cursor.skipNewlines();
    if (cursor.take(';') !== undefined) return { kind: 'block', body: [] };
    return statement();
  }

  function simple(): Statement {
    const word = cursor.peek().kind === 'word' ? cursor.peek().text : '';
    if (word === 'print' || word === 'printf') return print();
    if (word === 'delete') {
      cursor.next();
      const { text } = cursor.next();
      if (cursor.take('[') === undefined) return { kind: 'delete', name: text, keys: undefined };
      const keys = list();
      cursor.expect(']');
      return { kind: 'delete', name: text, keys };
    }
    return { kind: 'expression', value: expression() };
  }

  function print(): Statement {
    const formatted = cursor.next().text === 'printf';
    let values: Expression[] = [];
    const start = cursor.mark();
    if (cursor.is('(')) {
      // print (a, b) > "f": the parentheses are around the list only when nothing but a redirection or the end follows.
      cursor.next();
      values = list();
      cursor.expect(')');
      if (!cursor.is('>', '>>', '|', ';', '\n', '}') && cursor.peek().kind !== 'end') {
        cursor.reset(start);
        values = list({ noGreater: true });
      }
    } else if (!cursor.is(';', '\n', '}', '>', '>>', '|') && cursor.peek().kind !== 'end') values = list({ noGreater: true });
    const operator = cursor.take('>', '>>', '|') as '>' | undefined;
    return { kind: 'print', formatted, values, redirect: operator && { operator, target: expression({ noGreater: true, noConcatenation: false }) } };
  }

  function statement(): Statement {
    const { kind, text } = cursor.peek();
    if (text === '{' && kind === 'operator') {
      const made = block();
      cursor.take(';');
      return made;
    }
    if (kind !== 'word') return finished(simple());
    switch (text) {
      case 'if': {
        cursor.next();
        cursor.expect('(');
        const test = expression();
        cursor.expect(')');
        const yes = body();
        const before = cursor.mark();
        skipEnds();
        if (cursor.take('else') !== undefined) return { kind: 'if', test, yes, no: body() };
        cursor.reset(before);
        return { kind: 'if', test, yes, no: undefined };
      }
      case 'while': {
        cursor.next();
        cursor.expect('(');
        const test = expression();
        cursor.expect(')');
        return { kind: 'while', test, body: body(), after: false };
      }
      case 'do': {
        cursor.next();
        const inner = body();
        skipEnds();
        cursor.expect('while');
        cursor.expect('(');
        const test = expression();
        cursor.expect(')');
        return finished({ kind: 'while', test, body: inner, after: true });
      }
      case 'for':
        return loop();
      case 'next':
      case 'nextfile':
      case 'break':
      case 'continue':
        cursor.next();
        return finished({ kind: 'jump', how: text });
      case 'exit':
      case 'return': {
        cursor.next();
        const value = cursor.is(';', '\n', '}') || cursor.peek().kind === 'end' ? undefined : expression();
        return finished({ kind: text, value });
      }
      default:
        return finished(simple());
    }
  }

  function finished(made: Statement): Statement {
    endSimple();
    return made;
  }

  function loop(): Statement {
    cursor.next();
    cursor.expect('(');
    const start = cursor.mark();
    const variable = cursor.next();
    if (variable.kind === 'name' && cursor.take('in') !== undefined) {
      const name = cursor.next();
      if (name.kind === 'name' && cursor.take(')') !== undefined) return { kind: 'forIn', variable: variable.text, name: name.text, body: body() };
    }
    cursor.reset(start);
    const first = cursor.is(';') ? undefined : simple();
    cursor.expect(';');
    cursor.skipNewlines();
    const test = cursor.is(';') ? undefined : expression();
    cursor.expect(';');
    cursor.skipNewlines();
    const step = cursor.is(')') ? undefined : simple();
    cursor.expect(')');
    return { kind: 'for', start: first, test, step, body: body() };
  }

  for (skipEnds(); cursor.peek().kind !== 'end'; skipEnds()) {
    if (cursor.take('function', 'func') !== undefined) {
      const { text } = cursor.next();
      cursor.expect('(');
      const parameters: string[] = [];
      while (!cursor.is(')')) {
        parameters.push(cursor.next().text);
        if (cursor.take(',') === undefined && !cursor.is(')')) cursor.fail();
        cursor.skipNewlines();
      }
      cursor.next();
      cursor.skipNewlines();
      functions.set(text, { parameters, body: block() });
      continue;
    }
    const special = cursor.take('BEGIN', 'END') as 'BEGIN' | 'END' | undefined;
    if (special !== undefined) {
      if (!cursor.is('{')) cursor.fail();
      rules.push({ when: special, body: block() });
      continue;
    }
    if (cursor.is('{')) {
      rules.push({ when: 'record', body: block() });
      continue;
    }
    const first = expression();
    let last: Expression | undefined;
    if (cursor.take(',') !== undefined) {
      cursor.skipNewlines();
      last = expression();
    }
    rules.push({ when: 'record', first, ...(last ? { last } : {}), ...(cursor.is('{') ? { body: block() } : {}) });
  }
  return { rules, functions };
}
