import { tokenize } from './lexer';
import { keywords, TokenReader } from './token-reader';
import { type Definition, type Node, type Pattern } from './types';

const levels: Readonly<Record<string, number>> = { '//': 3, '=': 4, '|=': 4, '+=': 4, '-=': 4, '*=': 4, '/=': 4, '%=': 4, '//=': 4, or: 5, and: 6, '==': 7, '!=': 7, '<': 7, '<=': 7, '>': 7, '>=': 7, '+': 8, '-': 8, '*': 9, '/': 9, '%': 9 };
const identity: Node = { kind: 'identity' };

/** Reads a jq program. Throws {@link JqSyntaxError}. */
export function parseProgram(source: string): Node {
  const parser = new Parser(tokenize(source));
  const body = parser.atEnd() ? identity : parser.pipe();
  parser.finish();
  return body;
}

/** Reads definitions only: the builtins that are written in jq. */
export function parseDefinitions(source: string): Definition[] {
  const parser = new Parser(tokenize(source));
  const all: Definition[] = [];
  while (!parser.atEnd()) all.push(parser.definition());
  return all;
}

class Parser extends TokenReader {
  pipe(): Node {
    if (this.is('def')) {
      const definition = this.definition();
      return { kind: 'define', definition, body: this.atEnd() ? identity : this.pipe() };
    }
    if (this.take('label')) {
      const name = this.takeKind('variable');
      this.expect('|');
      return { kind: 'label', name, body: this.pipe() };
    }
    const left = this.comma();
    if (this.take('as')) return this.binding(left);
    return this.take('|') ? { kind: 'pipe', left, right: this.pipe() } : left;
  }

  definition(): Definition {
    this.expect('def');
    const name = this.takeKind('name');
    const parameters: string[] = [];
    if (this.take('(')) {
      do {
        const token = this.tokens[this.position];
        parameters.push(token?.kind === 'variable' ? `$${this.takeKind('variable')}` : this.takeKind('name'));
      } while (this.take(';'));
      this.expect(')');
    }
    this.expect(':');
    let body = this.pipe();
    this.expect(';');
    // A parameter `$x` is a filter x whose value is bound to the variable.
    for (const parameter of [...parameters].reverse()) {
      if (parameter.startsWith('$')) body = { kind: 'as', source: { kind: 'call', name: parameter.slice(1), args: [] }, pattern: { kind: 'name', name: parameter.slice(1) }, body };
    }
    return { name, parameters: parameters.map((parameter) => parameter.replace('$', '')), body };
  }

  private binding(source: Node): Node {
    const pattern = this.pattern();
    this.expect('|');
    return { kind: 'as', source, pattern, body: this.pipe() };
  }

  private pattern(): Pattern {
    if (this.take('[')) {
      const items: Pattern[] = [];
      do items.push(this.pattern());
      while (this.take(','));
      this.expect(']');
      return { kind: 'array', items };
    }
    if (this.take('{')) {
      const fields: { name?: string; key?: Node; value?: Pattern }[] = [];
      do {
        const token = this.tokens[this.position];
        const field: { name?: string; key?: Node; value?: Pattern } = {};
        if (token?.kind === 'variable') {
          field.name = this.takeKind('variable');
          field.key = { kind: 'literal', value: field.name };
        } else field.key = this.objectKey();
        if (this.take(':')) field.value = this.pattern();
        fields.push(field);
      } while (this.take(','));
      this.expect('}');
      return { kind: 'object', fields };
    }
    return { kind: 'name', name: this.takeKind('variable') };
  }

  private comma(): Node {
    let left = this.binary(3);
    while (this.take(',')) left = { kind: 'comma', left, right: this.binary(3) };
    return left;
  }

  private binary(level: number): Node {
    let left = this.unary();
    for (;;) {
      const token = this.tokens[this.position];
      const own = token && (token.kind === 'punctuation' || token.kind === 'name') ? levels[token.text] : undefined;
      if (!token || own === undefined || own < level) return left;
      this.position++;
      const operator = token.text;
      const right = this.binary(operator === '//' ? own : own + 1);
      left = own === 4 ? { kind: 'assign', operator, left, right } : { kind: 'binary', operator, left, right };
    }
  }

  private unary(): Node {
    if (this.take('-')) return { kind: 'negate', body: this.postfix() };
    if (this.take('reduce')) {
      const source = this.postfix();
      this.expect('as');
      const pattern = this.pattern();
      this.expect('(');
      const start = this.pipe();
      this.expect(';');
      const update = this.pipe();
      this.expect(')');
      return this.suffixes({ kind: 'reduce', source, pattern, start, update });
    }
    if (this.take('foreach')) {
      const source = this.postfix();
      this.expect('as');
      const pattern = this.pattern();
      this.expect('(');
      const start = this.pipe();
      this.expect(';');
      const update = this.pipe();
      const extract = this.take(';') ? this.pipe() : undefined;
      this.expect(')');
      return this.suffixes({ kind: 'foreach', source, pattern, start, update, extract });
    }
    if (this.take('try')) {
      const body = this.unary();
      return { kind: 'try', body, handler: this.take('catch') ? this.unary() : undefined };
    }
    const body = this.postfix();
    if (this.is('as')) {
      this.position++;
      return this.binding(body);
    }
    return body;
  }

  private postfix(): Node {
    return this.suffixes(this.primary());
  }

  private suffixes(start: Node): Node {
    let node = start;
    for (;;) {
      const token = this.tokens[this.position];
      if (token?.kind === 'field') node = { kind: 'index', of: node, key: { kind: 'literal', value: this.takeKind('field') } };
      else if (this.is('.') && this.tokens[this.position + 1]?.kind === 'string') {
        this.position++;
        node = { kind: 'index', of: node, key: this.text(undefined) };
      } else if (this.is('.') && this.tokens[this.position + 1]?.text === '[') this.position++;
      else if (this.take('[')) node = this.bracket(node);
      else if (this.take('?')) node = { kind: 'try', body: node, handler: undefined };
      else return node;
    }
  }

  private bracket(of: Node): Node {
    if (this.take(']')) return { kind: 'iterate', of };
    if (this.take(':')) {
      const to = this.pipe();
      this.expect(']');
      return { kind: 'slice', of, from: undefined, to };
    }
    const key = this.pipe();
    if (this.take(':')) {
      const to = this.is(']') ? undefined : this.pipe();
      this.expect(']');
      return { kind: 'slice', of, from: key, to };
    }
    this.expect(']');
    return { kind: 'index', of, key };
  }

  private text(format: string | undefined): Node {
    const token = this.tokens[this.position++];
    if (token?.kind !== 'string') return this.unexpected();
    const parts = token.parts.map((part) => {
      if (typeof part === 'string') return part;
      const inner = new Parser(part);
      const body = inner.pipe();
      inner.finish();
      return body;
    });
    return parts.length === 1 && typeof parts[0] === 'string' ? { kind: 'literal', value: parts[0] } : { kind: 'text', parts, format };
  }

  private primary(): Node {
    const token = this.tokens[this.position];
    if (!token) return this.unexpected();
    switch (token.kind) {
      case 'number':
        return { kind: 'literal', value: Number(this.takeKind('number')) };
      case 'string':
        return this.text(undefined);
      case 'format':
        this.position++;
        return this.tokens[this.position]?.kind === 'string' ? this.text(token.text) : { kind: 'format', name: token.text };
      case 'field':
        this.position++;
        return { kind: 'index', of: identity, key: { kind: 'literal', value: token.text } };
      case 'variable':
        this.position++;
        return { kind: 'variable', name: token.text };
      case 'name':
        return this.named();
      default:
    }
    if (this.take('..')) return { kind: 'recurse' };
    if (this.take('.')) {
      if (this.tokens[this.position]?.kind === 'string') return { kind: 'index', of: identity, key: this.text(undefined) };
      return this.take('[') ? this.bracket(identity) : identity;
    }
    if (this.take('(')) {
      const body = this.pipe();
      this.expect(')');
      return body;
    }
    if (this.take('[')) {
      if (this.take(']')) return { kind: 'array', body: undefined };
      const body = this.pipe();
      this.expect(']');
      return { kind: 'array', body };
    }
    return this.take('{') ? this.object() : this.unexpected();
  }

  private named(): Node {
    if (this.take('if')) return this.condition();
    if (this.take('break')) return { kind: 'break', name: this.takeKind('variable') };
    if (this.is('def')) return this.pipe();
    if (keywords.has(this.tokens[this.position]?.text ?? '')) return this.unary();
    const name = this.takeKind('name');
    if (name === 'true' || name === 'false') return { kind: 'literal', value: name === 'true' };
    if (name === 'null') return { kind: 'literal', value: null };
    const args: Node[] = [];
    if (this.take('(')) {
      do args.push(this.pipe());
      while (this.take(';'));
      this.expect(')');
    }
    return { kind: 'call', name, args };
  }

  private condition(): Node {
    const test = this.pipe();
    this.expect('then');
    const yes = this.pipe();
    if (this.take('elif')) return { kind: 'if', test, yes, no: this.condition() };
    const no = this.take('else') ? this.pipe() : undefined;
    this.expect('end');
    return { kind: 'if', test, yes, no };
  }

  private objectKey(): Node {
    const token = this.tokens[this.position];
    if (token?.kind === 'string') return this.text(undefined);
    if (token?.kind === 'number') return { kind: 'literal', value: this.takeKind('number') };
    if (this.take('(')) {
      const key = this.pipe();
      this.expect(')');
      return key;
    }
    return { kind: 'literal', value: this.takeKind('name') };
  }

  private object(): Node {
    const fields: { key: Node; value: Node }[] = [];
    while (!this.take('}')) {
      const token = this.tokens[this.position];
      if (token?.kind === 'variable') {
        this.position++;
        fields.push({ key: { kind: 'literal', value: token.text }, value: { kind: 'variable', name: token.text } });
      } else {
        const format = token?.kind === 'format' ? this.takeKind('format') : undefined;
        const key = format === undefined ? this.objectKey() : this.text(format);
        let value: Node = { kind: 'index', of: identity, key };
        if (this.take(':')) {
          value = this.binary(3);
          while (this.take('|')) value = { kind: 'pipe', left: value, right: this.binary(3) };
        }
        fields.push({ key, value });
      }
      if (!this.take(',') && !this.is('}')) this.unexpected();
    }
    return { kind: 'object', fields };
  }
}
