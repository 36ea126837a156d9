import { concatenate, decode, encode, noBytes } from '../kernel/bytes';
import type { Signal } from './signal';
import type { TerminalModes } from './terminal';

/** What the discipline works on. */
export interface DisciplineHost {
  modes(): TerminalModes;
  /** Raw input for the readers. */
  deliver(bytes: Uint8Array): void;
  endOfFile(): void;
  echo(bytes: Uint8Array): void;
  signal(signal: Signal): void;
  /** A line (or the end) can be read now. */
  changed(): void;
}

const interrupt = 3;
const endOfFile = 4;
const backspace = 8;
const newline = 10;
const carriageReturn = 13;
const reprint = 18;
const killLine = 21;
const literalNext = 22;
const eraseWord = 23;
const suspend = 26;
const quit = 28;
const erase = 127;

/** What N_TTY does between the keyboard and the readers: editing of lines, echo, signals. */
export function createLineDiscipline(host: DisciplineHost) {
  let editing: string[] = []; // the line being typed, by characters
  let lines: Uint8Array[] = []; // finished ones
  let literal = false;
  const decoder = new TextDecoder();

  const echo = (text: string) => host.modes().echo && host.echo(encode(text));
  const shown = (character: string) => {
    const code = character.charCodeAt(0);
    return code < 32 && code !== 9 ? `^${String.fromCharCode(code + 64)}` : code === 127 ? '^?' : character;
  };
  const width = (character: string) => (/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]|[\u{1f300}-\u{1f64f}\u{1f900}-\u{1f9ff}\u{20000}-\u{3fffd}]/u.test(character) ? 2 : shown(character).length);
  const rubOut = () => {
    const character = editing.pop();
    if (character === undefined) return;
    const columns = character === '\t' ? 8 : width(character);
    echo('\b \b'.repeat(columns));
  };
  const finish = (end: string) => {
    lines.push(encode(editing.join('') + end));
    editing = [];
    host.changed();
  };

  function typeCooked(character: string): void {
    const modes = host.modes();
    const code = character.charCodeAt(0);
    if (literal) {
      literal = false;
      editing.push(character);
      echo(shown(character));
      return;
    }
    if (modes.signals && (code === interrupt || code === quit || code === suspend)) {
      echo(shown(character));
      editing = [];
      lines = [];
      host.signal(code === interrupt ? 'SIGINT' : code === quit ? 'SIGQUIT' : 'SIGTSTP');
      return;
    }
    switch (code) {
      case erase:
      case backspace:
        rubOut();
        return;
      case killLine:
        while (editing.length > 0) rubOut();
        return;
      case eraseWord:
        while (editing.at(-1) === ' ') rubOut();
        while (editing.length > 0 && editing.at(-1) !== ' ') rubOut();
        return;
      case literalNext:
        literal = true;
        return;
      case reprint:
        echo(`^R\r\n${editing.join('')}`);
        return;
      case endOfFile:
        if (editing.length > 0) finish('');
        else {
          host.endOfFile();
          host.changed();
        }
        return;
      case newline:
        echo(modes.newlineToReturn ? '\r\n' : '\n');
        finish('\n');
        return;
    }
    editing.push(character);
    echo(shown(character));
  }

  return {
    /** Whether a finished line waits for its reader. */
    get hasLine(): boolean {
      return lines.length > 0;
    },
    /** Takes what the keyboard sends. */
    type(bytes: Uint8Array): void {
      const modes = host.modes();
      if (modes.canonical) {
        for (const character of decoder.decode(bytes, { stream: true })) typeCooked(host.modes().returnToNewline && character === '\r' ? '\n' : character);
        return;
      }
      let plain = bytes;
      if (modes.signals && (bytes.includes(interrupt) || bytes.includes(quit) || bytes.includes(suspend))) {
        plain = bytes.filter((byte) => byte !== interrupt && byte !== quit && byte !== suspend);
        for (const byte of bytes) if (byte === interrupt || byte === quit || byte === suspend) host.signal(byte === interrupt ? 'SIGINT' : byte === quit ? 'SIGQUIT' : 'SIGTSTP');
      }
      if (modes.returnToNewline) plain = plain.map((byte) => (byte === carriageReturn ? newline : byte));
      if (modes.echo) echo(modes.newlineToReturn ? decode(plain).replaceAll('\n', '\r\n') : decode(plain));
      if (plain.length > 0) host.deliver(plain);
    },
    /** In canonical mode: a finished line, or as much of it as `max` allows. */
    takeLine(max: number): Uint8Array | undefined {
      const line = lines.shift();
      if (!line) return undefined;
      if (line.length > max) lines.unshift(line.subarray(max));
      return line.subarray(0, max);
    },
    /** The terminal is raw now: what was typed ahead becomes readable as it is. */
    releaseLine(): void {
      if (lines.length === 0 && editing.length === 0) return;
      const all = concatenate([...lines, editing.length > 0 ? encode(editing.join('')) : noBytes]);
      lines = [];
      editing = [];
      host.deliver(all);
    },
  };
}
