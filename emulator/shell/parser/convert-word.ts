import type * as unbash from 'unbash';
import { parse } from 'unbash';
import type { ArrayElement, Assignment, ParameterOperation, ParameterPart, Script, Word, WordPart } from './tree';

/** What the conversion carries along: where positions point to, and what to do with a nested script. */
export interface WordContext {
  readonly source: string;
  script(parsed: unbash.ParsedScript | undefined, context: WordContext): Script;
}

const globCharacters = /[*?[\]{}~]|[+@!]\(|^~/;

/** Puts neighbours of one kind together and works out what is known beforehand. */
export function makeWord(parts: readonly WordPart[], source: string): Word {
  const merged: WordPart[] = [];
  for (const part of parts) {
    const last = merged[merged.length - 1];
    if (part.type === 'text' && last?.type === 'text') merged[merged.length - 1] = { type: 'text', text: last.text + part.text };
    else if (part.type === 'text' && part.text === '') continue;
    else merged.push(part);
  }
  let literal: string | undefined = '';
  for (const part of merged) {
    const text = constant(part);
    if (text === undefined) {
      literal = undefined;
      break;
    }
    literal += text;
  }
  const braces = merged.some((part) => part.type === 'text' && part.text.includes('{'));
  return { parts: merged, source, literal, braces };
}

function constant(part: WordPart): string | undefined {
  if (part.type === 'quoted') return part.text;
  if (part.type === 'text') return globCharacters.test(part.text) ? undefined : part.text;
  if (part.type === 'double')
    return part.parts.every((inner) => inner.type === 'quoted') ? part.parts.map((inner) => (inner as { text: string }).text).join('') : undefined;
  return undefined;
}

/** A word that stands for `text` as it is. */
export function literalWord(text: string): Word {
  return makeWord([{ type: 'quoted', text }], text);
}

/** Unquoted source: a backslash quotes what follows it. */
function unquotedParts(text: string): WordPart[] {
  if (!text.includes('\\')) return [{ type: 'text', text }];
  const parts: WordPart[] = [];
  let from = 0;
  for (let at = text.indexOf('\\'); at >= 0; at = text.indexOf('\\', from)) {
    if (at > from) parts.push({ type: 'text', text: text.slice(from, at) });
    const next = text[at + 1];
    if (next === undefined) parts.push({ type: 'quoted', text: '\\' });
    else if (next !== '\n') parts.push({ type: 'quoted', text: next });
    from = at + 2;
  }
  if (from < text.length) parts.push({ type: 'text', text: text.slice(from) });
  return parts;
}

export function convertWord(word: unbash.Word, context: WordContext): Word {
  if (!word.parts) return makeWord(unquotedParts(word.text), word.text);
  return makeWord(fill(word.parts, word.pos, word.end, context), word.text);
}

/** Converts `parts` of the range from `start` to `end`; what lies between them is unquoted text. */
function fill(parts: readonly unbash.WordPart[], start: number, end: number, context: WordContext): WordPart[] {
  const made: WordPart[] = [];
  let at = start;
  for (const part of parts) {
    if (part.pos > at) made.push(...unquotedParts(context.source.slice(at, part.pos)));
    made.push(...convertPart(part, context));
    at = part.end;
  }
  if (end > at) made.push(...unquotedParts(context.source.slice(at, end)));
  return made;
}

function convertPart(part: unbash.WordPart, context: WordContext): WordPart[] {
  switch (part.type) {
    case 'Literal':
      return unquotedParts(part.text);
    case 'Glob':
      return part.parts ? fill(part.parts, part.pos, part.end, context) : [{ type: 'text', text: part.text }];
    case 'ExtendedGlob':
    case 'BraceExpansion':
      return part.parts ? fill(part.parts, part.pos, part.end, context) : unquotedParts(part.text);
    case 'SingleQuoted':
    case 'AnsiCQuoted':
      return [{ type: 'quoted', text: part.value }];
    case 'DoubleQuoted':
    case 'LocaleString':
      return [{ type: 'double', parts: part.parts.flatMap((inner) => convertQuoted(inner, context)) }];
    default:
      return [convertExpansion(part, context, false)];
  }
}

function convertQuoted(part: unbash.WordPart, context: WordContext): WordPart[] {
  if (part.type === 'Literal') return [{ type: 'quoted', text: part.value }];
  if (part.type === 'SimpleExpansion' || part.type === 'ParameterExpansion' || part.type === 'CommandExpansion' || part.type === 'ArithmeticExpansion') {
    return [convertExpansion(part, context, true)];
  }
  return convertPart(part, context);
}

type Expansion =
  unbash.SimpleExpansionPart | unbash.ParameterExpansionPart | unbash.CommandExpansionPart | unbash.ArithmeticExpansionPart | unbash.ProcessSubstitutionPart;

function convertExpansion(part: Expansion, context: WordContext, quoted: boolean): WordPart {
  switch (part.type) {
    case 'SimpleExpansion':
      return { type: 'parameter', name: part.text.slice(1), prefix: undefined, index: undefined, operation: undefined, source: part.text };
    case 'ParameterExpansion':
      return convertParameter(part, context, quoted);
    case 'CommandExpansion':
      if (part.text.startsWith('`') && part.script?.errors)
        return { type: 'command', body: { statements: [] }, source: part.text, broken: part.script.source ?? part.text.slice(1, -1) };
      return { type: 'command', body: context.script(part.script, context), source: part.text };
    case 'ArithmeticExpansion': {
      const inner = part.text.startsWith('$[') ? part.text.slice(2, -1) : part.text.slice(3, -2);
      return { type: 'arithmetic', expression: parseExpandable(inner.replace(/"/g, '')) };
    }
    case 'ProcessSubstitution':
      return { type: 'process', operator: part.operator, body: context.script(part.script, context), source: part.text };
  }
}

function convertParameter(part: unbash.ParameterExpansionPart, context: WordContext, quoted: boolean): ParameterPart {
  const operand = (word: unbash.Word, pattern: boolean): Word => {
    if (quoted && !pattern && word.parts)
      return makeWord(
        word.parts.flatMap((inner) => convertQuoted(inner, context)),
        word.text,
      );
    if (quoted && !pattern) return literalWord(word.value);
    return convertWord(word, context);
  };
  const name = part.parameter;
  const validName = /^([A-Za-z_][A-Za-z0-9_]*|[0-9]+|[@*#?$!-])$/.test(name);
  const operation = part.operation && convertOperation(part.operation, operand);
  return {
    type: 'parameter',
    name,
    prefix: part.prefix,
    index: part.index && convertWord(part.index, context),
    operation,
    source: part.text,
    ...(validName && !(part.operation && !operation) ? {} : { bad: true }),
  };
}

function convertOperation(operation: unbash.ParameterOperation, operand: (word: unbash.Word, pattern: boolean) => Word): ParameterOperation | undefined {
  switch (operation.type) {
    case 'Default': {
      const operator = operation.operator.slice(-1) as '-' | '=' | '+' | '?';
      return { type: 'default', operator, colon: operation.operator.length === 2, word: operand(operation.operand, false) };
    }
    case 'Remove':
      return { type: 'remove', operator: operation.operator, word: operand(operation.operand, true) };
    case 'Replace':
      return { type: 'replace', operator: operation.operator, pattern: operand(operation.pattern, true), replacement: operand(operation.replacement, true) };
    case 'Slice':
      return { type: 'slice', offset: operand(operation.offset, true), length: operation.length && operand(operation.length, true) };
    case 'CaseModification':
      return { type: 'case', operator: operation.operator, word: operation.operand && operand(operation.operand, true) };
    case 'Transform':
      return { type: 'transform', operator: operation.operand.text };
    case 'Names':
      return { type: 'names', operator: operation.operator };
    case 'Unknown':
      return undefined;
  }
}

const hereMark = 'DRYDOCK_END_OF_TEXT';

/**
 * A word out of text in which only `$…`, backticks and backslashes before those count, as in a here-document: for arithmetic,
 * prompts and subscripts that are only known at run time.
 */
export function parseExpandable(text: string, nested?: WordContext['script']): Word {
  if (!/[$`\\]/.test(text)) return makeWord([{ type: 'quoted', text }], text);
  const source = `:<<${hereMark}\n${text}\n${hereMark}\n`;
  const parsed = parse(source);
  const command = parsed.commands[0]?.command;
  const here = command?.type === 'Command' ? command.redirects[0] : undefined;
  if (here?.type !== 'HereDoc' || !here.body.parts)
    return makeWord([{ type: 'quoted', text: here?.type === 'HereDoc' ? withoutEscapes(here.body.text.slice(0, -1)) : text }], text);
  const context: WordContext = { source, script: nested ?? nestedScript.convert };
  const parts = here.body.parts.flatMap((part) => convertQuoted(part, context));
  return makeWord(withoutLastNewline(parts), text);
}

/** Set by convert-command, which knows scripts; here because words and scripts hold each other. */
export const nestedScript: { convert: WordContext['script'] } = { convert: () => ({ statements: [] }) };

function withoutLastNewline(parts: WordPart[]): WordPart[] {
  const last = parts[parts.length - 1];
  if (last?.type === 'quoted' && last.text.endsWith('\n')) return [...parts.slice(0, -1), { type: 'quoted', text: last.text.slice(0, -1) }];
  return parts;
}

/** Text in which nothing is expanded, as double quotes have it: a backslash protects `$`, a backquote and itself, and takes a line's end away. */
function withoutEscapes(text: string): string {
  return text.replace(/\\(\n|[$`\\])/g, (_, next: string) => (next === '\n' ? '' : next));
}

/** The body of a here-document. */
export function convertHereBody(body: unbash.HereDocBody, quoted: boolean, stripTabs: boolean, context: WordContext): Word {
  // An input that ends within the document still ends it with a newline.
  if (body.text !== '' && !body.text.endsWith('\n'))
    return convertHereBody(
      { ...body, text: `${body.text}\n`, parts: body.parts && [...body.parts, { type: 'Literal', pos: body.end, end: body.end, value: '\n', text: '\n' }] },
      quoted,
      stripTabs,
      context,
    );
  if (stripTabs) {
    const strip = (text: string, first: boolean) => text.replace(first ? /(^|\n)\t+/g : /(\n)\t+/g, '$1');
    const parts = body.parts?.map((part, i) =>
      part.type === 'Literal' ? { ...part, value: strip(part.value, i === 0), text: strip(part.text, i === 0) } : part,
    );
    return convertHereBody({ ...body, text: strip(body.text, true), parts }, quoted, false, context);
  }
  if (quoted || !body.parts) return literalWord(quoted ? body.text : withoutEscapes(body.text));
  return makeWord(
    body.parts.flatMap((part) => convertQuoted(part, context)),
    body.text,
  );
}

export function convertAssignment(assignment: unbash.Assignment, context: WordContext): Assignment {
  const { name, index, append = false, value, text } = assignment;
  return {
    name,
    index: index && convertWord(index, context),
    append,
    value: value.type === 'ArrayValue' ? value.elements.map((element) => convertElement(convertWord(element, context))) : convertWord(value, context),
    source: text,
  };
}

/** Cuts `[key]=value` apart. */
function convertElement(word: Word): ArrayElement {
  const first = word.parts[0];
  if (first?.type !== 'text' || !first.text.startsWith('[')) return { key: undefined, append: false, value: word };
  let depth = 0;
  for (const [i, part] of word.parts.entries()) {
    if (part.type !== 'text') continue;
    for (let at = 0; at < part.text.length; at++) {
      if (part.text[at] === '[') depth++;
      else if (part.text[at] === ']' && --depth === 0) {
        const rest = part.text.slice(at + 1);
        const sign = /^\+?=/.exec(rest)?.[0];
        if (!sign) return { key: undefined, append: false, value: word };
        const before =
          i === 0
            ? [{ type: 'text' as const, text: part.text.slice(1, at) }]
            : [{ type: 'text' as const, text: first.text.slice(1) }, ...word.parts.slice(1, i), { type: 'text' as const, text: part.text.slice(0, at) }];
        const key = makeWord(before, word.source);
        const value = makeWord([{ type: 'text', text: rest.slice(sign.length) }, ...word.parts.slice(i + 1)], word.source);
        return { key, append: sign === '+=', value };
      }
    }
  }
  return { key: undefined, append: false, value: word };
}
