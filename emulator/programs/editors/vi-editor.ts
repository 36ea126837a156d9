import type { Terminal } from '../../process/terminal';
import type { Process } from '../../process/types';
import { loadFile, TextBuffer, type Point } from './buffer';
import { createKeys, named } from './keys';
import { draw, Viewport } from './screen';
import { obeyColon, toPattern, type ViState } from './vi-colon';
import { motion } from './vi-motion';

/** One run of vi: modes, counts, operators, and what is on the screen. */
export class Vi {
  private readonly buffer = new TextBuffer();
  private readonly view = new Viewport();
  private readonly next: () => Promise<string | undefined>;
  private readonly state: ViState;
  private mode: 'command' | 'insert' | 'replace' = 'command';
  private register = { text: '', lines: false };
  private prompt: string | undefined;
  /** The keys of the change being typed, those of the last one (for `.`), and keys to be taken before typed ones. */
  private recording: string[] = [];
  private lastChange: string[] = [];
  private readonly queue: string[] = [];
  private direction: 1 | -1 = 1;

  constructor(
    process: Process,
    private readonly terminal: Terminal,
    path: string,
  ) {
    this.next = createKeys(process);
    this.state = { process, buffer: this.buffer, path, message: '', numbers: false, pattern: undefined, exit: undefined };
  }

  private async key(): Promise<string> {
    const key = this.queue.shift() ?? (await this.next());
    if (key === undefined) {
      this.state.exit = 1;
      return '\u001b';
    }
    this.recording.push(key);
    return key;
  }

  async run(line: number): Promise<number> {
    const { state, buffer } = this;
    if (state.path !== '') {
      const found = loadFile(state.process, state.path);
      if (found === 'new') state.message = `"${state.path}" [New]`;
      else if ('trouble' in found) state.message = `"${state.path}" ${found.trouble === 'Is a directory' ? 'is a directory' : `[${found.trouble}]`}`;
      else {
        buffer.lines = found.text.replace(/\n$/, '').split('\n');
        state.message = `"${state.path}" ${found.text === '' ? 0 : buffer.lines.length}L, ${buffer.bytes}B`;
      }
    }
    buffer.move(line - 1, 0);
    while (state.exit === undefined) {
      if (this.mode === 'command') buffer.move(buffer.line, Math.min(buffer.column, Math.max(0, buffer.current.length - 1)));
      if (this.queue.length === 0) await this.show();
      if (this.mode === 'command') await this.command();
      else this.insert(await this.key());
    }
    return state.exit;
  }

  private async show(): Promise<void> {
    const { columns, rows } = this.terminal.size;
    const gutter = this.state.numbers ? Math.max(4, String(this.buffer.lines.length).length + 1) : 0;
    const body = this.view.rows(this.buffer, rows - 1, columns - gutter, '~');
    const shown = body.rows.map((row, index) => (gutter > 0 && this.view.top + index < this.buffer.lines.length ? `${String(this.view.top + index + 1).padStart(gutter - 1)} ${row}` : row));
    const place = `${this.buffer.line + 1},${this.buffer.column + 1}`;
    const left = this.prompt ?? (this.mode === 'insert' ? '-- INSERT --' : this.mode === 'replace' ? '-- REPLACE --' : this.state.message);
    const status = this.prompt ?? `${left.slice(0, columns - 18).padEnd(Math.max(0, columns - 18))}${place}`;
    await this.state.process.write(1, draw([...shown, status], this.prompt === undefined ? { row: body.row, column: body.column + gutter } : { row: rows - 1, column: this.prompt.length }));
  }

  /** A line typed at the bottom; undefined when it was given up. */
  private async ask(start: string): Promise<string | undefined> {
    this.prompt = start;
    try {
      for (;;) {
        if (this.queue.length === 0) await this.show();
        const key = await this.key();
        const what = named[key] ?? key;
        if (what === 'enter') return this.prompt.slice(1);
        if (what === 'escape' || key === '\u0003' || (what === 'backspace' && this.prompt.length === 1)) return undefined;
        if (what === 'backspace') this.prompt = this.prompt.slice(0, -1);
        else if (key >= ' ' && !key.startsWith('\u001b')) this.prompt += key;
      }
    } finally {
      this.prompt = undefined;
    }
  }

  private insert(key: string): void {
    const { buffer } = this;
    const what = named[key] ?? key;
    if (what === 'escape' || key === '\u0003') {
      this.mode = 'command';
      buffer.move(buffer.line, buffer.column - 1);
      this.lastChange = this.recording;
      this.recording = [];
    } else if (what === 'enter') buffer.insert('\n');
    else if (what === 'tab') buffer.insert('\t');
    else if (what === 'backspace') buffer.backspace();
    else if (what === 'delete') buffer.deleteForward();
    else if (['up', 'down', 'left', 'right', 'home'].includes(what)) {
      const found = motion(buffer, what, undefined, 1);
      if (found) buffer.move(found.to.line, found.to.column);
    } else if (what === 'end') buffer.move(buffer.line, Infinity);
    else if (key === '\u0017') buffer.cut(motion(buffer, 'b', 1, 1)?.to ?? buffer, { line: buffer.line, column: buffer.column });
    else if (key === '\u0015') buffer.cut({ line: buffer.line, column: 0 }, { line: buffer.line, column: buffer.column });
    else if (key >= ' ' && what !== 'resize' && !key.startsWith('\u001b')) {
      if (this.mode === 'replace') buffer.deleteForward();
      buffer.insert(key);
    }
  }

  /** One command: count, operator, motion. */
  private async command(): Promise<void> {
    this.recording = [];
    let key = await this.key();
    let digits = '';
    while (/^[1-9]$/.test(key) || (digits !== '' && key === '0')) {
      digits += key;
      key = await this.key();
    }
    const count = digits === '' ? undefined : Number(digits);
    if (key === 'resize') return;
    if ('dcy<>'.includes(key) && key.length === 1) return await this.operate(key, count);
    const moved = await this.motionOf(key, count);
    if (moved) return this.buffer.move(moved.to.line, moved.to.column);
    await this.act(named[key] ?? key, count);
  }

  private async motionOf(key: string, count: number | undefined) {
    const name = named[key] ?? key;
    const letter = /^[fFtT]$/.test(name) ? await this.key() : undefined;
    const whole = name === 'g' ? `g${await this.key()}` : name;
    return motion(this.buffer, whole, count, this.terminal.size.rows - 2, letter);
  }

  private async operate(operator: string, count: number | undefined): Promise<void> {
    const { buffer } = this;
    let key = await this.key();
    let digits = '';
    while (/^[1-9]$/.test(key) || (digits !== '' && key === '0')) {
      digits += key;
      key = await this.key();
    }
    const times = digits === '' ? count : Number(digits) * (count ?? 1);
    const here: Point = { line: buffer.line, column: buffer.column };
    // cw changes to the end of the word, not the space behind it.
    const found = key === operator ? { to: { line: Math.min(buffer.lines.length - 1, buffer.line + (times ?? 1) - 1), column: 0 }, kind: 'lines' as const } : await this.motionOf(operator === 'c' && /^[wW]$/.test(key) ? (key === 'w' ? 'e' : 'E') : key, times);
    if (!found) return;
    const [from, to] = found.to.line < here.line || (found.to.line === here.line && found.to.column < here.column) ? [found.to, here] : [here, found.to];
    buffer.remember();
    if (operator === '<' || operator === '>') {
      for (let line = from.line; line <= to.line; line++) buffer.lines[line] = operator === '>' ? `\t${buffer.lines[line] ?? ''}` : (buffer.lines[line] ?? '').replace(/^(\t| {1,8})/, '');
      buffer.changed = true;
    } else if (found.kind === 'lines') {
      this.register = { text: buffer.lines.slice(from.line, to.line + 1).join('\n'), lines: true };
      if (operator === 'd') buffer.cutLines(from.line, to.line);
      if (operator === 'c') {
        buffer.lines.splice(from.line, to.line - from.line + 1, '');
        buffer.move(from.line, 0);
      }
      if (operator === 'y') buffer.move(from.line, buffer.column);
    } else {
      // dw on the last word of a line stays on the line.
      const end = found.kind === 'inclusive' ? { line: to.line, column: to.column + 1 } : to.line > from.line && key.toLowerCase() === 'w' ? { line: from.line, column: (buffer.lines[from.line] ?? '').length } : to;
      const before = { lines: [...buffer.lines], changed: buffer.changed };
      this.register = { text: buffer.cut(from, end), lines: false };
      if (operator === 'y') Object.assign(buffer, before);
    }
    if (operator === 'c') this.mode = 'insert';
    else if (operator !== 'y') this.lastChange = this.recording;
  }

  private async act(key: string, count: number | undefined): Promise<void> {
    const { buffer, state } = this;
    const times = count ?? 1;
    const begin = (column: number) => {
      buffer.remember();
      buffer.move(buffer.line, column);
      this.mode = 'insert';
    };
    state.message = '';
    switch (key) {
      case 'i':
        return begin(buffer.column);
      case 'a':
        return begin(buffer.column + 1);
      case 'I':
        return begin(/^\s*/.exec(buffer.current)?.[0].length ?? 0);
      case 'A':
        return begin(Infinity);
      case 'o':
      case 'O':
        begin(0);
        buffer.lines.splice(key === 'o' ? buffer.line + 1 : buffer.line, 0, '');
        buffer.changed = true;
        return buffer.move(key === 'o' ? buffer.line + 1 : buffer.line, 0);
      case 'R':
        begin(buffer.column);
        this.mode = 'replace';
        return;
      case 'u':
        for (let left = times; left > 0; left--) if (!buffer.undo()) state.message = 'Already at oldest change';
        return;
      case '\u0012':
        if (!buffer.redo()) state.message = 'Already at newest change';
        return;
      case ':':
        return obeyColon(state, (await this.ask(':')) ?? '');
      case '/':
      case '?': {
        const text = await this.ask(key);
        if (text === undefined) return;
        if (text !== '') state.pattern = toPattern(text);
        this.direction = key === '/' ? 1 : -1;
        return this.search(this.direction);
      }
      case 'n':
      case 'N':
        return this.search(key === 'n' ? this.direction : this.direction === 1 ? -1 : 1);
      case '*':
        state.pattern = new RegExp(`\\b${/^\w*/.exec(buffer.current.slice(buffer.column))?.[0] ?? ''}\\b`);
        return this.search(1);
      case 'Z': {
        const second = await this.key();
        if (second === 'Z') obeyColon(state, 'x');
        if (second === 'Q') state.exit = 0;
        return;
      }
      case '.':
        this.queue.push(...this.lastChange);
        return;
      default:
        await this.change(key, times);
    }
  }

  /** Small changes without a motion. */
  private async change(key: string, times: number): Promise<void> {
    const { buffer } = this;
    const rewrite: Readonly<Record<string, string>> = { x: `${times}dl`, X: `${times}dh`, delete: `${times}dl`, D: 'd$', C: 'c$', s: `${times}cl`, S: 'cc', Y: `${times}yy` };
    const longer = rewrite[key];
    if (longer !== undefined) {
      if (buffer.current !== '' || !'xXsdelete'.includes(key) || key === 's') this.queue.unshift(...longer);
    } else if (key === 'p' || key === 'P') {
      if (this.register.text === '' && !this.register.lines) return;
      buffer.remember();
      const text = Array.from({ length: times }, () => this.register.text);
      if (this.register.lines) {
        const at = key === 'p' ? buffer.line + 1 : buffer.line;
        buffer.lines.splice(at, 0, ...text.flatMap((one) => one.split('\n')));
        buffer.move(at, 0);
      } else {
        buffer.move(buffer.line, key === 'p' ? buffer.column + 1 : buffer.column);
        buffer.insert(text.join(''));
        buffer.move(buffer.line, buffer.column - 1);
      }
      buffer.changed = true;
      this.lastChange = this.recording;
    } else if (key === 'r') {
      const letter = await this.key();
      buffer.remember();
      if (letter >= ' ') buffer.current = buffer.current.slice(0, buffer.column) + letter.repeat(times) + buffer.current.slice(buffer.column + times);
      this.lastChange = this.recording;
    } else if (key === 'J') {
      buffer.remember();
      const next = buffer.lines[buffer.line + 1];
      if (next !== undefined) buffer.lines.splice(buffer.line, 2, `${buffer.current} ${next.trimStart()}`);
      buffer.changed = true;
    } else if (key === '~') {
      buffer.remember();
      const letter = buffer.current[buffer.column] ?? '';
      buffer.current = buffer.current.slice(0, buffer.column) + (letter === letter.toUpperCase() ? letter.toLowerCase() : letter.toUpperCase()) + buffer.current.slice(buffer.column + 1);
      buffer.move(buffer.line, buffer.column + 1);
    }
  }

  private search(direction: 1 | -1): void {
    const { state, buffer } = this;
    if (!state.pattern) return void (state.message = 'E35: No previous regular expression');
    const found = buffer.find(state.pattern, direction);
    if (found === 'none') state.message = `E486: Pattern not found: ${state.pattern.source}`;
    else if (found === 'wrapped') state.message = direction === 1 ? 'search hit BOTTOM, continuing at TOP' : 'search hit TOP, continuing at BOTTOM';
    else state.message = `/${state.pattern.source}`;
  }
}
