import type { ParameterOperation, ParameterPart, Word } from '../parser/tree';
import { ExpansionError } from '../state/control';
import { describeAttributes, describeVariable } from '../state/describe';
import type { Shell } from '../state/shell';
import type { Step } from '../state/step';
import type { Field, FieldBuilder } from './field';
import type { ParameterValue } from './parameter-value';
import { compilePattern } from './pattern';
import type { Pattern } from './pattern';
import { ansiQuote, singleQuote, unescape } from './quote';
import { slice } from './slice';

/** What operations need of word expansion. */
export interface WordExpander {
  into(word: Word, builder: FieldBuilder, quoted: boolean, shell: Shell): Step<void>;
  text(word: Word, shell: Shell): Step<string>;
  dynamicText(source: string, shell: Shell): Step<string>;
  pattern(word: Word, shell: Shell): Step<string>;
  field(word: Word, shell: Shell): Step<Field>;
  prompt(text: string, shell: Shell): Step<string>;
}

type Operation = Exclude<ParameterOperation, { type: 'default' | 'names' }>;

/** Applies `#`, `%`, `/`, `:`, `^`, `,` or `@` to a value, or to each element of a list. */
export function* applyOperation(operation: Operation, value: ParameterValue, part: ParameterPart, shell: Shell, expander: WordExpander): Step<ParameterValue> {
  switch (operation.type) {
    case 'slice':
      return yield* slice(value, operation.offset, operation.length, shell, expander.text);
    case 'remove': {
      const pattern = shell.pattern(yield* expander.pattern(operation.word, shell));
      const remove = { '#': removeStart, '##': removeStart, '%': removeEnd, '%%': removeEnd }[operation.operator];
      return map(value, (text) => remove(text, pattern, operation.operator.length === 2));
    }
    case 'replace': {
      // Ash knows no anchors: it looks for the sign itself.
      const anchored = shell.flavour === 'bash' || operation.operator.length === 1 || operation.operator === '//';
      const sign = anchored ? '' : operation.operator.slice(1);
      const pattern = compilePattern(sign + (yield* expander.pattern(operation.pattern, shell)), {
        extended: shell.options.shell('extglob'),
        ignoreCase: shell.options.shell('nocasematch'),
      });
      const replacement = yield* expander.field(operation.replacement, shell);
      const ampersand = shell.options.shell('patsub_replacement');
      return map(value, (text) => replace(text, pattern, anchored ? operation.operator : '/', (match) => fillIn(replacement, match, ampersand)));
    }
    case 'case': {
      const source = operation.word ? yield* expander.pattern(operation.word, shell) : '';
      const pattern = source === '' ? undefined : shell.pattern(source);
      return map(value, (text) => changeCase(text, operation.operator, pattern));
    }
    case 'transform':
      return yield* transform(operation.operator, value, part, shell, expander);
  }
}

function map(value: ParameterValue, change: (text: string) => string): ParameterValue {
  if (value.type === 'scalar') return { type: 'scalar', text: value.text === undefined ? undefined : change(value.text) };
  return { ...value, items: value.items.map(change) };
}

function removeStart(text: string, pattern: Pattern, longest: boolean): string {
  const ends = pattern.ends(text, 0);
  if (ends.length === 0) return text;
  return text.slice(longest ? Math.max(...ends) : Math.min(...ends));
}

function removeEnd(text: string, pattern: Pattern, longest: boolean): string {
  const order = longest ? [0, 1] : [text.length, -1];
  for (let start = order[0] as number; start >= 0 && start <= text.length; start += order[1] as number) {
    if (pattern.literal === undefined ? pattern.matches(text.slice(start)) : text.slice(start) === pattern.literal) return text.slice(0, start);
  }
  return text;
}

function replace(text: string, pattern: Pattern, operator: '/' | '//' | '/#' | '/%', replacement: (match: string) => string): string {
  if (pattern.literal === '' && operator !== '/#' && operator !== '/%') return text;
  if (operator === '/#') {
    const ends = pattern.ends(text, 0);
    if (ends.length === 0) return text;
    const end = Math.max(...ends);
    return replacement(text.slice(0, end)) + text.slice(end);
  }
  if (operator === '/%') {
    for (let start = 0; start <= text.length; start++) {
      if (pattern.matches(text.slice(start))) return text.slice(0, start) + replacement(text.slice(start));
    }
    return text;
  }
  if (pattern.literal !== undefined) {
    if (operator === '//') return text.split(pattern.literal).join(replacement(pattern.literal));
    const at = text.indexOf(pattern.literal);
    return at < 0 ? text : text.slice(0, at) + replacement(pattern.literal) + text.slice(at + pattern.literal.length);
  }
  if (text === '') return pattern.ends(text, 0).length > 0 ? replacement('') : '';
  let result = '';
  let at = 0;
  while (at < text.length) {
    let end = -1;
    for (const candidate of pattern.ends(text, at)) end = Math.max(end, candidate);
    if (end < at) {
      result += text[at++] as string;
      continue;
    }
    result += replacement(text.slice(at, end));
    // What matches nothing stands before each letter.
    if (end === at && operator === '//') result += text[at++] as string;
    else at = end;
    if (operator === '/') break;
  }
  return result + text.slice(at);
}

/** An unquoted `&` in a replacement is what matched. */
function fillIn(replacement: Field, match: string, ampersand: boolean): string {
  return replacement.chunks.map(({ text, quoted }) => (quoted || !ampersand ? text : text.replace(/\\?&/g, (found) => (found === '&' ? match : '&')))).join('');
}

function changeCase(text: string, operator: '^' | '^^' | ',' | ',,', pattern: Pattern | undefined): string {
  const change = (letter: string) => {
    if (pattern && !pattern.matches(letter)) return letter;
    return operator.startsWith('^') ? letter.toUpperCase() : letter.toLowerCase();
  };
  const letters = [...text];
  if (operator.length === 2) return letters.map(change).join('');
  return letters.map((letter, i) => (i === 0 ? change(letter) : letter)).join('');
}

function* transform(operator: string, value: ParameterValue, part: ParameterPart, shell: Shell, expander: WordExpander): Step<ParameterValue> {
  const variable = shell.variables.find(part.name);
  switch (operator) {
    case 'Q':
      return map(value, (text) => (/[\u0000-\u001f\u007f]/.test(text) ? ansiQuote(text) : singleQuote(text)));
    case 'E':
      return map(value, (text) => unescape(text, 'ansi').text);
    case 'U':
      return map(value, (text) => text.toUpperCase());
    case 'u':
      return map(value, (text) => changeCase(text, '^', undefined));
    case 'L':
      return map(value, (text) => text.toLowerCase());
    case 'P': {
      if (value.type === 'scalar') return { type: 'scalar', text: value.text === undefined ? undefined : yield* expander.prompt(value.text, shell) };
      const items: string[] = [];
      for (const item of value.items) items.push(yield* expander.prompt(item, shell));
      return { ...value, items };
    }
    case 'a':
      return value.type === 'list'
        ? { ...value, items: value.items.map(() => (variable ? describeAttributes(variable) : '')) }
        : { type: 'scalar', text: variable ? describeAttributes(variable) : undefined };
    case 'A': {
      if (!variable || variable.value === undefined) return { type: 'scalar', text: undefined };
      return { type: 'scalar', text: describeVariable(part.name, variable, true) };
    }
    case 'K':
    case 'k': {
      if (value.type === 'scalar' || !value.keys) return map(value, (text) => singleQuote(text));
      const { keys } = value;
      if (operator === 'k') return { ...value, items: value.items.flatMap((item, i) => [keys[i] as string, item]), keys: undefined };
      return { type: 'scalar', text: value.items.map((item, i) => `${keys[i]} "${item.replace(/["\\$`]/g, '\\$&')}"`).join(' ') };
    }
    default:
      throw new ExpansionError(`${part.source}: bad substitution`);
  }
}
