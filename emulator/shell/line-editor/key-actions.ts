import type { HistoryCursor } from './history-cursor';
import type { TextBuffer } from './text-buffer';

/** What a key does to the line; false rings the bell. */
export type KeyAction = (buffer: TextBuffer, history: HistoryCursor) => boolean | void;
export type KeyActions = Readonly<Record<string, KeyAction>>;

/** Goes a line up or down in a text of several lines; false at its edge. */
function moveLine(buffer: TextBuffer, step: 1 | -1): boolean {
  const { text, cursor } = buffer;
  const start = text.lastIndexOf('\n', cursor - 1) + 1;
  const column = cursor - start;
  if (step < 0) {
    if (start === 0) return false;
    const previous = text.lastIndexOf('\n', start - 2) + 1;
    buffer.moveTo(Math.min(previous + column, start - 1));
    return true;
  }
  const end = text.indexOf('\n', cursor);
  if (end < 0) return false;
  const nextEnd = text.indexOf('\n', end + 1);
  buffer.moveTo(Math.min(end + 1 + column, nextEnd < 0 ? text.length : nextEnd));
  return true;
}

function takeUp(buffer: TextBuffer, text: string | undefined): boolean {
  if (text === undefined) return false;
  buffer.reset(text);
  return true;
}

/** The emacs keys of readline. */
export function createKeyActions(): KeyActions {
  const start: KeyAction = (buffer) => buffer.moveTo(0);
  const end: KeyAction = (buffer) => buffer.moveTo(buffer.text.length);
  const left: KeyAction = (buffer) => (buffer.cursor > 0 ? buffer.moveTo(buffer.left()) : false);
  const right: KeyAction = (buffer) => (buffer.cursor < buffer.text.length ? buffer.moveTo(buffer.right()) : false);
  const wordLeft: KeyAction = (buffer) => buffer.moveTo(buffer.wordLeft());
  const wordRight: KeyAction = (buffer) => buffer.moveTo(buffer.wordRight());
  const up: KeyAction = (buffer, history) => moveLine(buffer, -1) || takeUp(buffer, history.move(-1, buffer.text));
  const down: KeyAction = (buffer, history) => moveLine(buffer, 1) || takeUp(buffer, history.move(1, buffer.text));
  const undo: KeyAction = (buffer) => buffer.undo();
  const deleteRight: KeyAction = (buffer) => (buffer.cursor < buffer.text.length ? buffer.delete(buffer.cursor, buffer.right()) : false);
  const killWordLeft: KeyAction = (buffer) => buffer.kill(buffer.wordLeft(), buffer.cursor);
  return {
    'ctrl-a': start,
    home: start,
    'ctrl-e': end,
    end,
    'ctrl-b': left,
    left,
    'ctrl-f': right,
    right,
    'meta-b': wordLeft,
    'ctrl-left': wordLeft,
    'meta-left': wordLeft,
    'meta-f': wordRight,
    'ctrl-right': wordRight,
    'meta-right': wordRight,
    'ctrl-p': up,
    up,
    'ctrl-n': down,
    down,
    'meta-<': (buffer, history) => takeUp(buffer, history.first(buffer.text)),
    'meta->': (buffer, history) => takeUp(buffer, history.last(buffer.text)),
    'page-up': (buffer, history) => takeUp(buffer, history.first(buffer.text)),
    'page-down': (buffer, history) => takeUp(buffer, history.last(buffer.text)),
    backspace: (buffer) => (buffer.cursor > 0 ? buffer.delete(buffer.left(), buffer.cursor) : false),
    delete: deleteRight,
    'ctrl-k': (buffer) => buffer.kill(buffer.cursor, buffer.text.length),
    'ctrl-u': (buffer) => buffer.kill(0, buffer.cursor),
    'ctrl-x backspace': (buffer) => buffer.kill(0, buffer.cursor),
    'ctrl-w': (buffer) => buffer.kill(buffer.blankWordLeft(), buffer.cursor),
    'meta-d': (buffer) => buffer.kill(buffer.cursor, buffer.wordRight()),
    'ctrl-delete': (buffer) => buffer.kill(buffer.cursor, buffer.wordRight()),
    'meta-backspace': killWordLeft,
    'ctrl-y': (buffer) => buffer.yank(),
    'meta-y': (buffer) => buffer.yankPop(),
    'ctrl-t': (buffer) => buffer.transposeLetters(),
    'meta-t': (buffer) => buffer.transposeWords(),
    'meta-u': (buffer) => buffer.changeWord((word) => word.toUpperCase()),
    'meta-l': (buffer) => buffer.changeWord((word) => word.toLowerCase()),
    'meta-c': (buffer) => buffer.changeWord((word) => word.toLowerCase().replace(/[\p{L}\p{N}]/u, (letter) => letter.toUpperCase())),
    'ctrl-_': undo,
    'ctrl-x ctrl-u': undo,
    'meta-r': (buffer) => buffer.revert(),
    'meta-\\': (buffer) => {
      const { text, cursor } = buffer;
      const before = /[ \t]*$/.exec(text.slice(0, cursor))?.[0].length ?? 0;
      const after = /^[ \t]*/.exec(text.slice(cursor))?.[0].length ?? 0;
      buffer.delete(cursor - before, cursor + after);
    },
    // At a prompt these do nothing, and ring no bell.
    'ctrl-z': () => undefined,
    'ctrl-g': (buffer) => buffer.reset(''),
    insert: () => undefined,
    escape: () => undefined,
  };
}
