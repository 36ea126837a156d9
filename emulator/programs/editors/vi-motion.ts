import type { Point, TextBuffer } from './buffer';

/** Where a motion leads, and what an operator over it takes. */
export interface Motion {
  readonly to: Point;
  /** Whole lines (dj, dG), or up to and with the last character (de, d$). */
  readonly kind: 'lines' | 'inclusive' | 'exclusive';
}

const kindOf = (letter: string | undefined, big: boolean) => (letter === undefined || /\s/.test(letter) ? 0 : big || /\w/.test(letter) ? 1 : 2);

function wordForward(buffer: TextBuffer, start: Point, big: boolean): Point {
  let { line, column } = start;
  const text = () => buffer.lines[line] ?? '';
  const kind = kindOf(text()[column], big);
  while (kind !== 0 && column < text().length && kindOf(text()[column], big) === kind) column++;
  for (;;) {
    while (column < text().length && kindOf(text()[column], big) === 0) column++;
    if (column < text().length || line >= buffer.lines.length - 1) return { line, column };
    line++;
    column = 0;
    if (text() === '') return { line, column };
  }
}

function wordBack(buffer: TextBuffer, start: Point, big: boolean): Point {
  let { line, column } = start;
  const text = () => buffer.lines[line] ?? '';
  do {
    if (--column < 0) {
      if (line === 0) return { line: 0, column: 0 };
      column = (buffer.lines[--line] ?? '').length - 1;
      if (column < 0) return { line, column: 0 };
    }
  } while (kindOf(text()[column], big) === 0);
  const kind = kindOf(text()[column], big);
  while (column > 0 && kindOf(text()[column - 1], big) === kind) column--;
  return { line, column };
}

function wordEnd(buffer: TextBuffer, start: Point, big: boolean): Point {
  let { line, column } = start;
  const text = () => buffer.lines[line] ?? '';
  do {
    if (++column >= text().length) {
      if (line >= buffer.lines.length - 1) return { line, column: Math.max(0, text().length - 1) };
      line++;
      column = 0;
    }
  } while (kindOf(text()[column], big) === 0);
  const kind = kindOf(text()[column], big);
  while (kindOf(text()[column + 1], big) === kind) column++;
  return { line, column };
}

const repeat = (count: number, start: Point, step: (at: Point) => Point): Point => Array.from({ length: count }).reduce<Point>((at) => step(at), start);

/** The motion that `key` is; `count` undefined when none was typed. `undefined` when it is none. `find` gives the letter for f, t, F and T. */
export function motion(buffer: TextBuffer, key: string, count: number | undefined, page: number, letter?: string): Motion | undefined {
  const times = count ?? 1;
  const here = { line: buffer.line, column: buffer.column };
  const { current } = buffer;
  const rows = (line: number): Motion => ({ to: { line: Math.max(0, Math.min(buffer.lines.length - 1, line)), column: buffer.column }, kind: 'lines' });
  const along = (column: number, kind: Motion['kind'] = 'exclusive'): Motion => ({ to: { line: buffer.line, column: Math.max(0, Math.min(current.length, column)) }, kind });
  switch (key) {
    case 'h':
    case 'left':
    case 'backspace':
      return along(buffer.column - times);
    case 'l':
    case 'right':
    case ' ':
      return along(buffer.column + times);
    case 'j':
    case 'down':
      return buffer.line + times < buffer.lines.length || times === 1 ? rows(buffer.line + times) : rows(buffer.lines.length - 1);
    case 'k':
    case 'up':
      return rows(buffer.line - times);
    case 'enter':
    case '+':
      return { ...rows(buffer.line + times), to: { line: rows(buffer.line + times).to.line, column: 0 } };
    case '0':
    case 'home':
      return along(0);
    case '^':
    case '_':
      return along(/^\s*/.exec(current)?.[0].length ?? 0);
    case '$':
    case 'end':
      return along(current.length - 1, 'inclusive');
    case 'w':
    case 'W':
      return { to: repeat(times, here, (at) => wordForward(buffer, at, key === 'W')), kind: 'exclusive' };
    case 'b':
    case 'B':
      return { to: repeat(times, here, (at) => wordBack(buffer, at, key === 'B')), kind: 'exclusive' };
    case 'e':
    case 'E':
      return { to: repeat(times, here, (at) => wordEnd(buffer, at, key === 'E')), kind: 'inclusive' };
    case 'G':
      return rows(count === undefined ? buffer.lines.length - 1 : count - 1);
    case 'gg':
      return rows((count ?? 1) - 1);
    case '\u0006':
    case 'pagedown':
      return rows(buffer.line + page * times);
    case '\u0002':
    case 'pageup':
      return rows(buffer.line - page * times);
    case '\u0004':
      return rows(buffer.line + Math.floor(page / 2));
    case '\u0015':
      return rows(buffer.line - Math.floor(page / 2));
    case '}': {
      const next = buffer.lines.findIndex((text, index) => index > buffer.line && text === '');
      return { to: next < 0 ? { line: buffer.lines.length - 1, column: (buffer.lines.at(-1) ?? '').length } : { line: next, column: 0 }, kind: 'exclusive' };
    }
    case '{':
      return { to: { line: Math.max(0, buffer.lines.findLastIndex((text, index) => index < buffer.line && text === '')), column: 0 }, kind: 'exclusive' };
    case 'f':
    case 't': {
      const found = letter === undefined ? -1 : current.indexOf(letter, buffer.column + 1);
      return found < 0 ? undefined : along(key === 'f' ? found : found - 1, 'inclusive');
    }
    case 'F':
    case 'T': {
      const found = letter === undefined || buffer.column === 0 ? -1 : current.lastIndexOf(letter, buffer.column - 1);
      return found < 0 ? undefined : along(key === 'F' ? found : found + 1);
    }
    default:
      return undefined;
  }
}
