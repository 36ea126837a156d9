import { SafeExpression } from '../../kernel/expression/safe-expression';
import { RegularExpressionError, translateExpression } from './regular-expression';
import type { Address, Expression, ReplacementPart, SedCommand } from './sed-script';

/** The script is malformed; `at` is the character that GNU's message names. */
export class SedError extends Error {
  override readonly name = 'SedError';
  constructor(
    readonly at: number,
    message: string,
  ) {
    super(message);
  }
}

/** Reads a script into its commands, blocks as jumps. `silent` when it begins with `#n`. Throws {@link SedError}. */
export function parseScript(script: string, extended: boolean): { list: SedCommand[]; silent: boolean } {
  const list: SedCommand[] = [];
  const blocks: number[] = [];
  let at = 0;
  const fail = (message: string): never => {
    throw new SedError(Math.max(Math.min(at, script.length), 1), message);
  };
  const skipBlanks = () => {
    while (/[ \t]/.test(script[at] ?? '')) at++;
  };

  /** Text up to an unescaped `delimiter`; `\delimiter` is the delimiter itself, `\n` a newline when `newline`. */
  function readDelimited(delimiter: string, unfinished: string): string {
    let text = '';
    let bracket = false;
    for (;;) {
      const character = script[at];
      if (character === undefined || (character === '\n' && unfinished.includes('address'))) fail(unfinished);
      at++;
      if (character === '\\') {
        const next = script[at++] ?? fail(unfinished);
        if (next === delimiter) text += next;
        else if (next === 'n') text += '\\n';
        else text += `\\${next}`;
        continue;
      }
      if (character === '[' && !unfinished.includes('y')) bracket = true;
      if (character === ']') bracket = false;
      if (character === delimiter && !bracket) return text;
      if (character === delimiter && bracket && !script.slice(at).includes(']')) return text;
      text += character;
    }
  }

  function compile(source: string, flags: string): Expression {
    if (source === '') return undefined;
    try {
      return new SafeExpression(translateExpression(source, extended ? 'extended' : 'basic').replaceAll('[^\\n]', '[^]'), flags);
    } catch (error) {
      if (error instanceof RegularExpressionError || error instanceof SyntaxError) return fail(error.message);
      throw error;
    }
  }

  function readAddress(second: boolean): Address | undefined {
    const character = script[at] ?? '';
    if (second && (character === '+' || character === '~')) {
      const digits = /^\d+/.exec(script.slice(at + 1))?.[0] ?? fail('expected number');
      at += 1 + digits.length;
      return character === '+' ? { kind: 'offset', count: Number(digits) } : { kind: 'multiple', of: Number(digits) };
    }
    const number = /^(\d+)(?:~(\d+))?/.exec(script.slice(at));
    if (number) {
      at += number[0].length;
      return number[2] === undefined ? { kind: 'line', line: Number(number[1]) } : { kind: 'step', first: Number(number[1]), step: Number(number[2]) };
    }
    if (character === '$') {
      at++;
      return { kind: 'last' };
    }
    if (character !== '/' && character !== '\\') return undefined;
    const delimiter = character === '/' ? '/' : (script[++at] ?? '');
    at++;
    const source = readDelimited(delimiter, 'unterminated address regex');
    const flags = /^[IM]*/.exec(script.slice(at))?.[0] ?? '';
    at += flags.length;
    return { kind: 'match', expression: compile(source, `${flags.includes('I') ? 'i' : ''}${flags.includes('M') ? 'm' : ''}`) };
  }

  function readSubstitution(): SedCommand['substitution'] {
    const delimiter = script[at++] ?? fail("unterminated `s' command");
    const source = readDelimited(delimiter, "unterminated `s' command");
    const replacement = readReplacement(delimiter);
    let [global, print, ignore, multi, number] = [false, false, '', '', 1];
    let file: string | undefined;
    for (;;) {
      const flag = script[at] ?? '';
      const digits = /^\d+/.exec(script.slice(at))?.[0];
      if (digits !== undefined) {
        number = Number(digits);
        if (number === 0) fail("number option to `s' command may not be zero");
        at += digits.length;
        continue;
      }
      if (flag === 'g') global = true;
      else if (flag === 'p') print = true;
      else if (flag === 'i' || flag === 'I') ignore = 'i';
      else if (flag === 'm' || flag === 'M') multi = 'm';
      else if (flag === 'w') {
        at++;
        file = readLine();
        break;
      } else if (flag === '' || /[;\n}# \t]/.test(flag)) break;
      else {
        at++;
        fail("unknown option to `s'");
      }
      at++;
    }
    return { expression: compile(source, `g${ignore}${multi}`), replacement, global, number, print, file };
  }

  function readReplacement(delimiter: string): ReplacementPart[] {
    const parts: ReplacementPart[] = [];
    const addText = (text: string) => {
      const last = parts.at(-1);
      if (last?.kind === 'text') parts[parts.length - 1] = { kind: 'text', text: last.text + text };
      else parts.push({ kind: 'text', text });
    };
    const cases = { U: 'upper', L: 'lower', u: 'upperNext', l: 'lowerNext', E: 'end' } as const;
    for (;;) {
      const character = script[at++] ?? fail("unterminated `s' command");
      if (character === delimiter) return parts;
      if (character === '&') parts.push({ kind: 'group', group: 0 });
      else if (character !== '\\') addText(character);
      else {
        const next = script[at++] ?? fail("unterminated `s' command");
        if (/\d/.test(next)) parts.push({ kind: 'group', group: Number(next) });
        else if (next in cases) parts.push({ kind: 'case', how: cases[next as keyof typeof cases] });
        else if (next === 'n') addText('\n');
        else if (next === 't') addText('\t');
        else if (next === 'r') addText('\r');
        else addText(next);
      }
    }
  }

  function readMapping(): ReadonlyMap<string, string> {
    const delimiter = script[at++] ?? fail("unterminated `y' command");
    const unescape = (text: string) => [...text.replaceAll('\\n', '\n').replaceAll('\\t', '\t').replaceAll('\\\\', '\\')];
    const from = unescape(readDelimited(delimiter, "unterminated `y' command"));
    const to = unescape(readDelimited(delimiter, "unterminated `y' command"));
    if (from.length !== to.length) fail("strings for `y' command are different lengths");
    return new Map(from.map((character, index) => [character, to[index] ?? '']));
  }

  /** The rest of the line: file names and the like. */
  function readLine(): string {
    skipBlanks();
    const end = script.indexOf('\n', at);
    const text = script.slice(at, end < 0 ? script.length : end);
    at = end < 0 ? script.length : end;
    return text;
  }

  /** Text of a, i, c: one-liner, or after a backslash and newline; lines go on with a backslash at their end. */
  function readText(): string {
    skipBlanks();
    if (script[at] === '\\') {
      at++;
      skipBlanks();
      if (script[at] === '\n') at++;
    }
    if (at >= script.length) fail('expected \\ after `a\', `c\' or `i\'');
    let text = '';
    while (at < script.length && script[at] !== '\n') {
      if (script[at] === '\\' && at + 1 < script.length) at++;
      text += script[at++];
    }
    return `${text}\n`;
  }

  const silent = /^#n(\n|$)/.test(script);
  for (;;) {
    while (/[ \t\n;]/.test(script[at] ?? '')) at++;
    if (at >= script.length) break;
    if (script[at] === '#') {
      readLine();
      continue;
    }
    const first = readAddress(false);
    let second: Address | undefined;
    skipBlanks();
    if (first && script[at] === ',') {
      at++;
      skipBlanks();
      second = readAddress(true) ?? fail("unexpected `,'");
    }
    skipBlanks();
    let negated = false;
    while (script[at] === '!') {
      negated = true;
      at++;
      skipBlanks();
    }
    if (at >= script.length) fail('missing command');
    const name = script[at++] ?? '';
    const base = { first, second, negated, name, argument: '' };
    switch (name) {
      case '{':
        blocks.push(list.length);
        list.push({ ...base });
        continue;
      case '}': {
        const open = blocks.pop();
        if (open === undefined) fail("unexpected `}'");
        else if (list[open]) list[open].end = list.length;
        break;
      }
      case 's':
        list.push({ ...base, substitution: readSubstitution() });
        break;
      case 'y':
        list.push({ ...base, mapping: readMapping() });
        break;
      case 'a':
      case 'i':
      case 'c':
        list.push({ ...base, argument: readText() });
        break;
      case ':':
      case 'b':
      case 't':
      case 'T': {
        skipBlanks();
        const label = /^[^;\n}]*/.exec(script.slice(at))?.[0] ?? '';
        at += label.length;
        if (name === ':' && label.trim() === '') fail('":" lacks a label');
        list.push({ ...base, argument: label.trim() });
        break;
      }
      case 'r':
      case 'R':
      case 'w':
      case 'W': {
        const file = readLine();
        if (file === '') fail('missing filename in r/R/w/W commands');
        list.push({ ...base, argument: file });
        break;
      }
      case 'q':
      case 'Q':
      case 'l':
      case 'L': {
        skipBlanks();
        const digits = /^\d*/.exec(script.slice(at))?.[0] ?? '';
        at += digits.length;
        list.push({ ...base, argument: digits });
        break;
      }
      case '=':
      case 'd':
      case 'D':
      case 'g':
      case 'G':
      case 'h':
      case 'H':
      case 'n':
      case 'N':
      case 'p':
      case 'P':
      case 'x':
      case 'z':
      case 'F':
        list.push({ ...base });
        break;
      default:
        fail(`unknown command: \`${name}'`);
    }
    skipBlanks();
    const next = script[at];
    if (next !== undefined && !/[;\n}#]/.test(next)) {
      at++;
      fail('extra characters after command');
    }
  }
  if (blocks.length > 0) {
    at = 0;
    throw new SedError(0, "unmatched `{'");
  }
  for (const command of list) {
    if (/[btT]/.test(command.name) && command.argument !== '' && !list.some((other) => other.name === ':' && other.argument === command.argument)) fail(`can't find label for jump to \`${command.argument}'`);
  }
  return { list, silent };
}
