import type { Process } from '../../process/types';
import { loadFile, saveFile, type TextBuffer } from './buffer';

/** What the colon commands see and change. */
export interface ViState {
  readonly process: Process;
  readonly buffer: TextBuffer;
  path: string;
  message: string;
  numbers: boolean;
  pattern: RegExp | undefined;
  /** The editor ends with this code. */
  exit: number | undefined;
}

/** Where `1,5`, `%`, `.`, `$` lead; undefined when there was no range. */
function range(state: ViState, text: string): [number, number] | undefined {
  const place = (word: string): number => {
    const [, base = '', sign, amount] = /^(\d+|[.$])?(?:([+-])(\d+))?$/.exec(word) ?? [];
    const line = base === '$' ? state.buffer.lines.length - 1 : base === '' || base === '.' ? state.buffer.line : Number(base) - 1;
    return sign === undefined ? line : line + (sign === '+' ? 1 : -1) * Number(amount);
  };
  if (text === '') return undefined;
  if (text === '%') return [0, state.buffer.lines.length - 1];
  const [from = '', to] = text.split(',');
  return [place(from), place(to ?? from)];
}

function substitute(state: ViState, [from, to]: readonly [number, number], text: string): void {
  const separator = text[0] ?? '/';
  const [source = '', by = '', flags = ''] = text.slice(1).split(new RegExp(`(?<!\\\\)${separator.replace(/[.*+?^$|]/, '\\$&')}`));
  const pattern = toPattern(source, flags.includes('i'));
  const replacement = by.replaceAll('$', '$$$$').replaceAll(/\\(\d)/g, '$$$1').replaceAll(/(?<!\\)&/g, '$$&').replaceAll('\\/', '/');
  state.buffer.remember();
  let changed = 0;
  for (let line = Math.max(0, from); line <= Math.min(to, state.buffer.lines.length - 1); line++) {
    const old = state.buffer.lines[line] ?? '';
    const next = old.replace(new RegExp(pattern.source, flags.includes('g') ? `${pattern.flags}g` : pattern.flags), replacement);
    if (next === old) continue;
    state.buffer.lines[line] = next;
    state.buffer.move(line, 0);
    changed++;
  }
  if (changed === 0) state.message = `E486: Pattern not found: ${source}`;
  else state.buffer.changed = true;
  state.pattern = pattern;
}

/** vi's basic expressions as JavaScript's: `\(` groups, `(` is itself. */
export function toPattern(source: string, ignoreCase = false): RegExp {
  const text = source.replaceAll(/\\([(){}|+?<>])|([(){}|+?])/g, (_, special: string | undefined, plain: string | undefined) => (special === undefined ? `\\${plain}` : special === '<' || special === '>' ? '\\b' : special));
  try {
    return new RegExp(text, ignoreCase || text.includes('\\c') ? 'i' : '');
  } catch {
    return new RegExp(source.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  }
}

function write(state: ViState, name: string, [from, to]: readonly [number, number] | [undefined, undefined]): boolean {
  const path = name === '' ? state.path : name;
  if (path === '') {
    state.message = 'E32: No file name';
    return false;
  }
  const text = from === undefined || to === undefined ? state.buffer.text : `${state.buffer.lines.slice(from, to + 1).join('\n')}\n`;
  const isNew = !state.process.files.exists(path);
  const trouble = saveFile(state.process, path, text);
  if (trouble !== undefined) {
    state.message = trouble === 'Permission denied' || trouble === 'Read-only file system' ? `"${path}" E212: Can't open file for writing` : `"${path}" ${trouble}`;
    return false;
  }
  if (state.path === '') state.path = path;
  if (path === state.path) state.buffer.changed = false;
  state.message = `"${path}"${isNew ? ' [New]' : ''} ${text === '' ? 0 : text.split('\n').length - 1}L, ${new TextEncoder().encode(text).length}B written`;
  return true;
}

/** Carries out `:command`. */
export function obeyColon(state: ViState, line: string): void {
  const [, where = '', command = '', bang, rest = ''] = /^\s*((?:\d+|[.$%])?(?:[+-]\d+)?(?:,(?:\d+|[.$])(?:[+-]\d+)?)?)\s*([a-zA-Z]*)(!)?\s*(.*)$/.exec(line) ?? [];
  const { buffer } = state;
  const lines = range(state, where);
  const substitution = /^s(?:ubstitute)?([^\w\s].*)$/.exec(line.slice(where.length).trim());
  if (substitution) return substitute(state, lines ?? [buffer.line, buffer.line], substitution[1] ?? '');
  if (command === '' && lines) return buffer.move(lines[1], 0);
  switch (command) {
    case '':
      return;
    case 'w':
    case 'write':
      write(state, rest, lines ?? [undefined, undefined]);
      return;
    case 'wq':
    case 'x':
    case 'xit':
      if (command !== 'wq' && !buffer.changed) state.exit = 0;
      else if (write(state, rest, [undefined, undefined])) state.exit = 0;
      return;
    case 'q':
    case 'quit':
    case 'qa':
      if (buffer.changed && bang === undefined) state.message = 'E37: No write since last change (add ! to override)';
      else state.exit = 0;
      return;
    case 'e':
    case 'edit': {
      if (buffer.changed && bang === undefined) return void (state.message = 'E37: No write since last change (add ! to override)');
      state.path = rest === '' ? state.path : rest;
      const found = loadFile(state.process, state.path);
      buffer.lines = typeof found === 'object' && 'text' in found ? found.text.replace(/\n$/, '').split('\n') : [''];
      buffer.move(0, 0);
      buffer.changed = false;
      state.message = found === 'new' ? `"${state.path}" [New]` : `"${state.path}" ${buffer.lines.length}L, ${buffer.bytes}B`;
      return;
    }
    case 'r':
    case 'read': {
      const found = loadFile(state.process, rest);
      if (typeof found !== 'object' || !('text' in found)) return void (state.message = `E484: Can't open file ${rest}`);
      buffer.remember();
      buffer.lines.splice(buffer.line + 1, 0, ...found.text.replace(/\n$/, '').split('\n'));
      buffer.changed = true;
      return;
    }
    case 'd':
    case 'delete':
      buffer.remember();
      buffer.cutLines(lines?.[0] ?? buffer.line, lines?.[1] ?? buffer.line);
      return;
    case 'se':
    case 'set':
      if (/^(nu|number)$/.test(rest)) state.numbers = true;
      else if (/^(nonu|nonumber)$/.test(rest)) state.numbers = false;
      return;
    case 'noh':
    case 'nohlsearch':
    case 'syntax':
    case 'syn':
      return;
    default:
      state.message = `E492: Not an editor command: ${line}`;
  }
}
