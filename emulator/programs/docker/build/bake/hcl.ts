/** What a definition file says that is not HCL; `line` counts from 1. */
export class HclError extends Error {
  override readonly name = 'HclError';
  constructor(
    readonly line: number,
    message: string,
  ) {
    super(message);
  }
}

/** A value as it is written. Variables are filled in by {@link evaluate}. */
export type HclExpression =
  | { readonly kind: 'literal'; readonly value: string | number | boolean | null }
  | { readonly kind: 'template'; readonly parts: readonly HclExpression[] }
  | { readonly kind: 'variable'; readonly name: string; readonly line: number }
  | { readonly kind: 'list'; readonly items: readonly HclExpression[] }
  | { readonly kind: 'object'; readonly entries: readonly (readonly [string, HclExpression])[] };

/** `type "label" { name = value … }` */
export interface HclBlock {
  readonly type: string;
  readonly labels: readonly string[];
  readonly attributes: ReadonlyMap<string, HclExpression>;
}

interface Token {
  readonly kind: 'name' | 'string' | 'number' | 'mark' | 'newline' | 'end';
  readonly text: string;
  readonly line: number;
}

const tokenForms =
  /(?<space>[ \t\r]+|(?:#|\/\/)[^\n]*|\/\*[^]*?\*\/)|(?<newline>\n)|(?<string>"(?:\\.|\$\{[^}]*\}|[^"\\\n])*")|(?<number>-?\d+(?:\.\d+)?)|(?<name>[A-Za-z_][\w-]*)|(?<mark>[[\]{}=,:])/y;

function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let line = 1;
  for (tokenForms.lastIndex = 0; tokenForms.lastIndex < text.length;) {
    const match = tokenForms.exec(text);
    if (!match) throw new HclError(line, 'Invalid expression; this part of HCL is not available on this machine, or it is a mistake.');
    const [kind, found] = Object.entries(match.groups ?? {}).find(([, value]) => value !== undefined) ?? [];
    if (kind !== 'space' && kind !== undefined) tokens.push({ kind: kind as Token['kind'], text: found ?? '', line });
    line += match[0].split('\n').length - 1;
  }
  return [...tokens, { kind: 'end', text: '', line }];
}

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '"': '"', '\\': '\\' };

function template(text: string, line: number): HclExpression {
  const parts = text
    .split(/(\$\{[^}]*\})/)
    .filter((part) => part !== '')
    .map((part): HclExpression => {
      const name = /^\$\{\s*([A-Za-z_][\w-]*)\s*\}$/.exec(part)?.[1];
      if (name !== undefined) return { kind: 'variable', name, line };
      if (part.startsWith('${')) throw new HclError(line, `Invalid template; expressions such as ${part} are not available on this machine.`);
      return { kind: 'literal', value: part.replace(/\\(.)/g, (_, letter: string) => escapes[letter] ?? letter) };
    });
  return parts.length === 1 && parts[0]?.kind === 'literal' ? parts[0] : { kind: 'template', parts };
}

/** Reads the blocks and top-level attributes (as a block of no type) of a file: the part of HCL that bake files are mostly made of. */
export function parseHcl(text: string): HclBlock[] {
  const tokens = tokenize(text);
  let at = 0;
  const peek = () => tokens[at] as Token;
  const next = () => tokens[at++] as Token;
  const skipLines = () => {
    while (peek().kind === 'newline') at++;
  };
  const isMark = (mark: string) => peek().kind === 'mark' && peek().text === mark;
  const expect = (mark: string) => {
    if (!isMark(mark)) throw new HclError(peek().line, `Invalid expression; expected ${JSON.stringify(mark)}.`);
    return next();
  };

  const expression = (): HclExpression => {
    skipLines();
    const token = next();
    if (token.kind === 'string') return template(token.text.slice(1, -1), token.line);
    if (token.kind === 'number') return { kind: 'literal', value: Number(token.text) };
    if (token.kind === 'name' && (token.text === 'true' || token.text === 'false')) return { kind: 'literal', value: token.text === 'true' };
    if (token.kind === 'name' && token.text === 'null') return { kind: 'literal', value: null };
    if (token.kind === 'name') return { kind: 'variable', name: token.text, line: token.line };
    if (token.text === '[') return { kind: 'list', items: members(']', expression) };
    if (token.text === '{') return { kind: 'object', entries: members('}', entry) };
    throw new HclError(token.line, 'Invalid expression; expected the start of an expression, but found an invalid expression token.');
  };
  const members = <T>(end: string, read: () => T): T[] => {
    const found: T[] = [];
    for (skipLines(); !isMark(end); skipLines()) {
      found.push(read());
      skipLines();
      if (isMark(',')) next();
    }
    next();
    return found;
  };
  const entry = (): [string, HclExpression] => {
    const key = next();
    const name = key.kind === 'string' ? key.text.slice(1, -1) : key.text;
    if (isMark(':')) next();
    else expect('=');
    return [name, expression()];
  };

  const body = (isInside: boolean, opened: number): { attributes: Map<string, HclExpression>; blocks: HclBlock[] } => {
    const attributes = new Map<string, HclExpression>();
    const blocks: HclBlock[] = [];
    for (skipLines(); !(isInside && isMark('}')); skipLines()) {
      const token = next();
      if (token.kind === 'end') {
        if (!isInside) break;
        const hint = 'This may be caused by incorrect brace nesting elsewhere in this file.';
        throw new HclError(opened, `Unclosed configuration block; There is no closing brace for this block before the end of the file. ${hint}`);
      }
      if (token.kind !== 'name') throw new HclError(token.line, 'Argument or block definition required; An argument or block definition is required here.');
      if (isMark('=')) {
        next();
        attributes.set(token.text, expression());
        continue;
      }
      const labels: string[] = [];
      while (peek().kind === 'string' || peek().kind === 'name') labels.push(next().text.replace(/^"|"$/g, ''));
      const { line } = expect('{');
      blocks.push({ type: token.text, labels, attributes: body(true, line).attributes });
    }
    if (isInside) next();
    return { attributes, blocks };
  };

  const { attributes, blocks } = body(false, 1);
  return attributes.size > 0 ? [{ type: '', labels: [], attributes }, ...blocks] : blocks;
}

/** A value as part of a text: nothing for null, JSON for lists and objects. */
export function valueText(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** A value with the variables filled in. */
export function evaluate(value: HclExpression, variables: ReadonlyMap<string, unknown>): unknown {
  switch (value.kind) {
    case 'literal':
      return value.value;
    case 'template':
      return value.parts.map((part) => valueText(evaluate(part, variables))).join('');
    case 'list':
      return value.items.map((item) => evaluate(item, variables));
    case 'object':
      return Object.fromEntries(value.entries.map(([name, item]) => [name, evaluate(item, variables)]));
    case 'variable':
      if (!variables.has(value.name)) throw new HclError(value.line, `Unknown variable; There is no variable named ${JSON.stringify(value.name)}.`);
      return variables.get(value.name);
  }
}
