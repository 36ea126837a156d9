import { lex, unquote, type Token } from './lexer';
import { TemplateError, type Operand, type Pipeline, type Template, type TemplateCommand, type TemplateNode } from './syntax';

/** Words that are no functions. */
const keywords = new Set(['if', 'else', 'end', 'range', 'with', 'template', 'define', 'block', 'break', 'continue', 'nil', 'true', 'false']);

/** Parses a Go template; `functions` are the names that it may call. Throws a {@link TemplateError} with Go's text. */
export function parseTemplate(name: string, text: string, functions: ReadonlySet<string>): Template {
  return new Parser(name, text, functions).template();
}

class Parser {
  private readonly pieces;
  private piece = 0;
  private tokens: readonly Token[] = [];
  private position = 0;
  private variables: string[] = ['$'];
  private loops = 0;
  private readonly defined = new Map<string, readonly TemplateNode[]>();

  constructor(
    private readonly name: string,
    private readonly text: string,
    private readonly functions: ReadonlySet<string>,
  ) {
    this.pieces = lex(text, (at, message) => this.fail(message, at));
  }

  template(): Template {
    const { nodes, ended } = this.list();
    if (ended) throw this.fail(`unexpected {{${ended}}}`);
    return { name: this.name, text: this.text, nodes, defined: this.defined };
  }

  private fail(message: string, at = this.tokens[this.position]?.at ?? this.text.length): TemplateError {
    const line = this.text.slice(0, at).split('\n').length;
    return new TemplateError(`template: ${this.name}:${line}: ${message}`);
  }

  private peek(): Token {
    return this.tokens[this.position] ?? { kind: 'end', text: '}}', at: this.text.length };
  }
  private next(): Token {
    const token = this.peek();
    this.position++;
    return token;
  }
  private skipSpace(): void {
    if (this.peek().kind === 'space') this.position++;
  }
  private unexpected(token: Token, context: string): TemplateError {
    const shown = token.kind === 'end' ? '"}}"' : token.kind === 'identifier' && keywords.has(token.text) ? `<${token.text}>` : JSON.stringify(token.text);
    return this.fail(`unexpected ${shown} in ${context}`, token.at);
  }

  /** Nodes up to `{{end}}` or `{{else}}`, which is told. */
  private list(): { nodes: TemplateNode[]; ended: 'end' | 'else' | undefined } {
    const nodes: TemplateNode[] = [];
    for (;;) {
      const piece = this.pieces[this.piece];
      if (!piece) return { nodes, ended: undefined };
      this.piece++;
      if (piece.kind === 'text') {
        nodes.push({ kind: 'text', text: piece.text, at: piece.at });
        continue;
      }
      this.tokens = piece.tokens;
      this.position = 0;
      this.skipSpace();
      const word = this.peek().kind === 'identifier' ? this.peek().text : '';
      if (word === 'end' || word === 'else') {
        this.position++;
        this.skipSpace();
        if (word === 'end') this.close('end');
        return { nodes, ended: word };
      }
      const node = this.action(word, piece.at);
      if (node) nodes.push(node);
    }
  }

  private close(context: string): void {
    this.skipSpace();
    const token = this.next();
    if (token.kind !== 'end') throw this.unexpected(token, context);
  }

  private action(word: string, start: number): TemplateNode | undefined {
    const { at } = this.peek();
    switch (word) {
      case 'if':
      case 'with':
      case 'range':
        this.position++;
        return this.control(word, at);
      case 'break':
      case 'continue':
        this.position++;
        if (this.loops === 0) throw this.fail(`{{${word}}} outside {{range}}`, at);
        this.close(`{{${word}}}`);
        return { kind: word, at };
      case 'template':
      case 'define':
      case 'block':
        this.position++;
        return this.named(word, at);
      default: {
        const pipeline = this.pipeline('command');
        this.close('command');
        return { kind: 'action', pipeline, at: start };
      }
    }
  }

  private control(kind: 'if' | 'with' | 'range', at: number): TemplateNode {
    const known = this.variables.length;
    const pipeline = this.pipeline(kind);
    this.close(kind);
    if (kind === 'range') this.loops++;
    const { nodes: body, ended } = this.list();
    if (kind === 'range') this.loops--;
    let otherwise: readonly TemplateNode[] = [];
    if (ended === 'else') {
      const chained = this.peek().text;
      if ((chained === 'if' && kind === 'if') || (chained === 'with' && kind === 'with')) {
        this.position++;
        otherwise = [this.control(kind, this.peek().at)];
      } else {
        this.close('else');
        const rest = this.list();
        otherwise = rest.nodes;
        if (rest.ended === 'else') throw this.fail('expected end; found {{else}}');
        if (!rest.ended) throw this.fail('unexpected EOF', this.text.length);
      }
    } else if (!ended) throw this.fail('unexpected EOF', this.text.length);
    this.variables.length = known;
    return { kind, pipeline, body, otherwise, at };
  }

  private named(word: 'template' | 'define' | 'block', at: number): TemplateNode | undefined {
    this.skipSpace();
    const token = this.next();
    if (token.kind !== 'string') throw this.unexpected(token, word === 'define' ? 'define clause' : `${word} clause`);
    const name = unquote(token.text);
    this.skipSpace();
    if (word === 'template') {
      const pipeline = this.peek().kind === 'end' ? undefined : this.pipeline('template');
      this.close('template');
      return { kind: 'template', name, pipeline, at };
    }
    const pipeline = word === 'block' ? this.pipeline('block') : undefined;
    this.close(word);
    const outer = this.variables;
    this.variables = ['$'];
    const { nodes, ended } = this.list();
    if (ended !== 'end') throw this.fail('unexpected EOF', this.text.length);
    this.variables = outer;
    this.defined.set(name, nodes);
    return pipeline && { kind: 'template', name, pipeline, at };
  }

  private pipeline(context: string): Pipeline {
    this.skipSpace();
    const { at } = this.peek();
    const variables: string[] = [];
    let assigns = false;
    const start = this.position;
    while (this.peek().kind === 'variable') {
      const { text } = this.next();
      this.skipSpace();
      const operator = this.peek().text;
      if (operator !== ':=' && operator !== '=' && !(operator === ',' && context === 'range' && variables.length < 2)) {
        this.position = start;
        variables.length = 0;
        break;
      }
      this.position++;
      variables.push(text);
      if (operator === ':=') this.variables.push(...variables);
      assigns = operator === '=';
      this.skipSpace();
      if (operator !== ',') break;
    }
    const commands: TemplateCommand[] = [];
    for (;;) {
      this.skipSpace();
      const token = this.peek();
      if (token.kind === 'end' || token.text === ')') {
        if (commands.length === 0) throw this.fail(`missing value for ${context}`, token.at);
        return { variables, assigns, commands, at };
      }
      commands.push(this.command(context));
    }
  }

  private command(context: string): TemplateCommand {
    const operands: Operand[] = [];
    const { at } = this.peek();
    for (;;) {
      this.skipSpace();
      const operand = this.operand();
      if (operand) operands.push(operand);
      const token = this.peek();
      if (token.kind === 'space') {
        this.position++;
        continue;
      }
      if (token.kind === 'end' || token.text === ')') break;
      if (token.text === '|') {
        this.position++;
        this.skipSpace();
        if (this.peek().kind === 'end' || this.peek().text === ')') throw this.fail(`missing value for ${context}`, this.peek().at);
        break;
      }
      throw this.unexpected(token, 'operand');
    }
    if (operands.length === 0) throw this.fail('empty command', at);
    return { operands, at };
  }

  private operand(): Operand | undefined {
    const term = this.term();
    if (!term) return undefined;
    const names: string[] = [];
    const { at } = this.peek();
    while (this.peek().kind === 'field') names.push(this.next().text.slice(1));
    if (names.length === 0) return term;
    if (term.kind === 'field') return { ...term, names: [...term.names, ...names], at };
    if (term.kind === 'variable') return { ...term, names: [...term.names, ...names], at };
    if (term.kind === 'dot') throw this.fail(`unexpected . after term ${JSON.stringify('.')}`, at);
    if (term.kind === 'boolean' || term.kind === 'number' || term.kind === 'string' || term.kind === 'nil') {
      throw this.fail(`unexpected . after term ${JSON.stringify(this.text.slice(term.at, at))}`, at);
    }
    return { kind: 'chain', of: term, names, at };
  }

  private term(): Operand | undefined {
    const token = this.next();
    const { at, text } = token;
    switch (token.kind) {
      case 'dot':
        return { kind: 'dot', at };
      case 'field':
        return { kind: 'field', names: [text.slice(1)], at };
      case 'variable':
        if (!this.variables.includes(text)) throw this.fail(`undefined variable ${JSON.stringify(text)}`, at);
        return { kind: 'variable', name: text, names: [], at };
      case 'string':
        return { kind: 'string', quoted: text, value: unquote(text), at };
      case 'character':
        return { kind: 'number', text, value: unquote(text).codePointAt(0) ?? 0, at };
      case 'number':
        return { kind: 'number', text, value: Number(text.replaceAll('_', '')), at };
      case 'identifier':
        if (text === 'nil') return { kind: 'nil', at };
        if (text === 'true' || text === 'false') return { kind: 'boolean', value: text === 'true', at };
        if (keywords.has(text)) throw this.unexpected(token, 'command');
        if (!this.functions.has(text)) throw this.fail(`function ${JSON.stringify(text)} not defined`, at);
        return { kind: 'function', name: text, at };
      case 'operator':
        if (text === '(') {
          const pipeline = this.pipeline('parenthesized pipeline');
          const close = this.next();
          if (close.text !== ')') throw this.unexpected(close, 'parenthesized pipeline');
          return { kind: 'pipeline', pipeline, at };
        }
        break;
      case 'end':
      case 'space':
        break;
    }
    this.position--;
    return undefined;
  }
}
