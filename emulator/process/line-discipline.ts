import { concatenate, decode, encode } from '../kernel/bytes';
import { cellWidth } from './cell-width';
import type { Signal } from './signal';
import type { TerminalModes } from './terminal';

/** What the discipline works on. */
export interface DisciplineHost {
  modes(): TerminalModes;
  /** Input for readers of a terminal that is not canonical. */
  deliver(bytes: Uint8Array): void;
  echo(bytes: Uint8Array): void;
  /** Throws away what was typed ahead and what is not shown yet. */
  flush(): void;
  signal(signal: Signal): void;
  /** A line (or the end) can be read now. */
  changed(): void;
}

const endOfFile = 4;
const bell = '\x07';
const newline = 10;
const carriageReturn = 13;
const reprint = 18;
const killLine = 21;
const literalNext = 22;
const eraseWord = 23;
const erase = 127;
const signalKeys: ReadonlyMap<number, Signal> = new Map<number, Signal>([
  [3, 'SIGINT'],
  [26, 'SIGTSTP'],
  [28, 'SIGQUIT'],
]);

/** Bytes of a line that is being typed; Linux takes no more before the newline. */
const lineLimit = 4095;

const isWordCharacter = (character: string) => /[\p{L}\p{N}_]/u.test(character);

/** How the terminal shows a typed character. */
function shownAs(character: string): string {
  const code = character.charCodeAt(0);
  if (code === 127) return '^?';
  return code < 32 && code !== 9 ? `^${String.fromCharCode(code + 64)}` : character;
}

/** What N_TTY does between the keyboard and the readers: editing of lines, echo, signals. */
export class LineDiscipline {
  /** The line being typed, by characters. */
  private editing: string[] = [];
  /** Finished lines; an empty one is the end of the file (Ctrl-D on an empty line). */
  private lines: Uint8Array[] = [];
  private waiting = 0;
  private literal = false;
  private readonly decoder = new TextDecoder();

  constructor(private readonly host: DisciplineHost) {}

  /** Whether a finished line (or the end) waits for its reader. */
  get hasLine(): boolean {
    return this.lines.length > 0;
  }
  /** Bytes in finished lines. */
  get size(): number {
    return this.waiting;
  }

  /** Takes what the keyboard sends. */
  type(bytes: Uint8Array): void {
    if (!this.host.modes().canonical) {
      this.typeRaw(bytes);
      return;
    }
    for (const character of this.decoder.decode(bytes, { stream: true })) this.typeCooked(character);
  }

  /** In canonical mode: a finished line, or as much of it as `max` allows. */
  takeLine(max: number): Uint8Array | undefined {
    const line = this.lines.shift();
    if (!line) return undefined;
    if (line.length > max) this.lines.unshift(line.subarray(max));
    const taken = line.subarray(0, max);
    this.waiting -= taken.length;
    return taken;
  }

  /** The terminal is not canonical any more: what was typed ahead becomes readable as it is. */
  releaseLine(): void {
    if (this.lines.length === 0 && this.editing.length === 0) return;
    const all = concatenate([...this.lines, encode(this.editing.join(''))]);
    this.clear();
    if (all.length > 0) this.host.deliver(all);
  }

  private clear(): void {
    this.lines = [];
    this.editing = [];
    this.waiting = 0;
    this.literal = false;
  }

  private echo(text: string): void {
    if (this.host.modes().echo) this.host.echo(encode(text));
  }

  private sendSignal(signal: Signal, key: string): void {
    this.clear();
    this.host.flush();
    this.echo(shownAs(key));
    this.host.signal(signal);
  }

  private typeRaw(bytes: Uint8Array): void {
    const modes = this.host.modes();
    let rest = bytes;
    if (modes.signals) {
      const at = bytes.findIndex((byte) => signalKeys.has(byte));
      if (at >= 0) {
        if (at > 0) this.typeRaw(bytes.subarray(0, at));
        const key = bytes[at] as number;
        this.sendSignal(signalKeys.get(key) as Signal, String.fromCharCode(key));
        rest = bytes.subarray(at + 1);
        if (rest.length > 0) this.type(rest);
        return;
      }
    }
    if (modes.returnToNewline && rest.includes(carriageReturn)) rest = rest.map((byte) => (byte === carriageReturn ? newline : byte));
    if (modes.echo) this.echo(modes.newlineToReturn ? decode(rest).replaceAll('\n', '\r\n') : decode(rest));
    this.host.deliver(rest);
  }

  private typeCooked(typed: string): void {
    const modes = this.host.modes();
    if (!modes.canonical) {
      this.typeRaw(encode(typed)); // a program made it raw because of a signal from the same piece
      return;
    }
    if (this.literal) {
      this.literal = false;
      this.add(typed);
      return;
    }
    const character = modes.returnToNewline && typed === '\r' ? '\n' : typed;
    const code = character.charCodeAt(0);
    const signal = modes.signals ? signalKeys.get(code) : undefined;
    if (signal) {
      this.sendSignal(signal, character);
      return;
    }
    switch (code) {
      case erase:
        this.rubOut();
        return;
      case killLine:
        while (this.editing.length > 0) this.rubOut();
        return;
      case eraseWord:
        while (this.editing.length > 0 && !isWordCharacter(this.editing.at(-1) as string)) this.rubOut();
        while (this.editing.length > 0 && isWordCharacter(this.editing.at(-1) as string)) this.rubOut();
        return;
      case literalNext:
        this.literal = true;
        this.echo('^\b');
        return;
      case reprint:
        this.echo(`^R\r\n${this.editing.map(shownAs).join('')}`);
        return;
      case endOfFile:
        this.finish('');
        return;
      case newline:
        this.echo(modes.newlineToReturn ? '\r\n' : '\n');
        this.finish('\n');
        return;
    }
    this.add(character);
  }

  private add(character: string): void {
    if (this.editing.length >= lineLimit) {
      this.echo(bell);
      return;
    }
    this.editing.push(character);
    this.echo(shownAs(character));
  }

  private rubOut(): void {
    const character = this.editing.pop();
    if (character === undefined) return;
    const shown = shownAs(character);
    let columns = 0;
    for (const one of shown) columns += one === '\t' ? tabWidth(this.editing) : cellWidth(one);
    this.echo(character === '\t' ? '\b'.repeat(columns) : '\b \b'.repeat(columns));
  }

  private finish(end: string): void {
    const line = encode(this.editing.join('') + end);
    this.lines.push(line);
    this.waiting += line.length;
    this.editing = [];
    this.host.changed();
  }
}

/** Columns that a tab after these characters takes, when the line begins at a tab stop. */
function tabWidth(before: readonly string[]): number {
  let column = 0;
  for (const character of before) for (const one of shownAs(character)) column += one === '\t' ? 8 - (column % 8) : cellWidth(one);
  return 8 - (column % 8);
}
