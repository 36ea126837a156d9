import type { Terminal } from '../../process/terminal';
import type { Process, Program } from '../../process/types';
import { loadFile, saveFile, TextBuffer } from './buffer';
import { createKeys, named } from './keys';
import { draw, onOtherScreen, Viewport } from './screen';

const inverse = (text: string) => `\u001b[7m${text}\u001b[27m`;
const help = `Usage: nano [OPTIONS] [[+LINE[,COLUMN]] FILE]...

To place the cursor on a specific line of a file, put the line number with
a '+' before the filename. The column number can be added after a comma.
When a filename is '-', nano reads data from standard input.
`;
const shortcuts = [
  [['^G', 'Help'], ['^O', 'Write Out'], ['^W', 'Where Is'], ['^K', 'Cut'], ['^T', 'Execute'], ['^C', 'Location']],
  [['^X', 'Exit'], ['^R', 'Read File'], ['^\\', 'Replace'], ['^U', 'Paste'], ['^J', 'Justify'], ['^/', 'Go To Line']],
];

/** `nano`: edits a file on the terminal. */
export const nano: Program = async (process: Process): Promise<number> => {
  const words = process.argv.slice(1);
  if (words.includes('--help') || words.includes('-h')) {
    await process.write(1, help);
    return 0;
  }
  if (words.includes('--version') || words.includes('-V')) {
    await process.write(1, ' GNU nano, version 7.2\n');
    return 0;
  }
  const terminal = process.terminal(0);
  if (!terminal || !process.terminal(1)) {
    await process.write(2, 'Standard input is not a terminal\n');
    return 1;
  }
  const operands = words.filter((word) => !word.startsWith('-') && !word.startsWith('+'));
  const at = words.find((word) => /^\+\d/.test(word))?.slice(1).split(',').map(Number) ?? [];
  return await onOtherScreen(process, terminal, async () => await new Nano(process, terminal, operands[0] ?? '').run(at));
};

class Nano {
  private readonly buffer = new TextBuffer();
  private readonly view = new Viewport();
  private readonly next: () => Promise<string | undefined>;
  private message = '';
  private clip: string[] = [];
  private joined = false;
  private pattern = '';

  constructor(
    private readonly process: Process,
    private readonly terminal: Terminal,
    private path: string,
  ) {
    this.next = createKeys(process);
  }

  async run([line = 1, column = 1]: readonly number[]): Promise<number> {
    if (this.path !== '') this.load();
    this.buffer.move(line - 1, column - 1);
    for (;;) {
      await this.show();
      const key = await this.next();
      if (key === undefined) return 1;
      this.message = '';
      if (key === '\u0018') {
        if (!this.buffer.changed || (await this.leave())) return 0;
      } else await this.obey(key);
      if (key !== '\u000b') this.joined = false;
    }
  }

  private load(): void {
    const found = loadFile(this.process, this.path);
    if (found === 'new') this.message = '[ New File ]';
    else if ('trouble' in found) {
      this.message = found.trouble === 'Is a directory' ? `[ ${this.path} is a directory ]` : `[ Error reading ${this.path}: ${found.trouble} ]`;
    } else {
      this.buffer.lines = found.text.replace(/\n$/, '').split('\n');
      const count = found.text === '' ? 0 : this.buffer.lines.length;
      this.message = `[ Read ${count} line${count === 1 ? '' : 's'} ]`;
    }
  }

  private async show(question?: string): Promise<void> {
    const { columns, rows } = this.terminal.size;
    const title = this.path === '' ? 'New Buffer' : this.path;
    const left = Math.max(0, Math.floor((columns - title.length) / 2) - 16);
    const head = `  GNU nano 7.2${' '.repeat(left)}${title}`.padEnd(columns - 9) + (this.buffer.changed ? 'Modified ' : '         ');
    const body = this.view.rows(this.buffer, rows - 4, columns, '');
    const middle = Math.max(0, Math.floor((columns - this.message.length) / 2));
    const status = question === undefined ? (this.message === '' ? '' : ' '.repeat(middle) + inverse(this.message)) : inverse(question.padEnd(columns));
    const width = Math.floor(columns / 6);
    const foot = shortcuts.map((row) => row.map(([key = '', what = '']) => inverse(key) + ` ${what}`.slice(0, width - key.length).padEnd(Math.max(0, width - key.length))).join(''));
    const cursor = question === undefined ? { row: body.row + 1, column: body.column } : { row: rows - 3, column: Math.min(columns - 1, question.length) };
    await this.process.write(1, draw([inverse(head.slice(0, columns)), ...body.rows, status, ...foot], cursor));
  }

  /** Asks for a line of text; undefined when it was cancelled. */
  private async ask(question: string, start = ''): Promise<string | undefined> {
    let text = start;
    for (;;) {
      await this.show(`${question}: ${text}`);
      const key = await this.next();
      if (key === undefined || key === '\u0003') {
        this.message = '[ Cancelled ]';
        return undefined;
      }
      if (named[key] === 'enter') return text;
      if (named[key] === 'backspace') text = text.slice(0, -1);
      else if (key >= ' ' && !key.startsWith('\u001b')) text += key;
    }
  }

  private async write(): Promise<boolean> {
    const path = await this.ask('File Name to Write', this.path);
    if (path === undefined || path === '') return false;
    const trouble = saveFile(this.process, path, this.buffer.text);
    if (trouble !== undefined) {
      this.message = `[ Error writing ${path}: ${trouble} ]`;
      return false;
    }
    this.path = path;
    this.buffer.changed = false;
    const count = this.buffer.text === '' ? 0 : this.buffer.lines.length;
    this.message = `[ Wrote ${count} line${count === 1 ? '' : 's'} ]`;
    return true;
  }

  private async leave(): Promise<boolean> {
    for (;;) {
      await this.show('Save modified buffer? (Y/N, ^C cancels) ');
      const key = await this.next();
      if (key === undefined || /^[nN]$/.test(key)) return true;
      if (/^[yY]$/.test(key)) return await this.write();
      if (key === '\u0003') return false;
    }
  }

  private async obey(key: string): Promise<void> {
    const { buffer } = this;
    const page = this.terminal.size.rows - 6;
    switch (named[key] ?? key) {
      case 'up':
      case '\u0010':
        return buffer.move(buffer.line - 1, buffer.column);
      case 'down':
      case '\u000e':
        return buffer.move(buffer.line + 1, buffer.column);
      case 'left':
      case '\u0002':
        return buffer.column > 0 || buffer.line === 0 ? buffer.move(buffer.line, buffer.column - 1) : buffer.move(buffer.line - 1, Infinity);
      case 'right':
      case '\u0006':
        return buffer.column < buffer.current.length || buffer.line === buffer.lines.length - 1 ? buffer.move(buffer.line, buffer.column + 1) : buffer.move(buffer.line + 1, 0);
      case 'home':
      case '\u0001':
        return buffer.move(buffer.line, 0);
      case 'end':
      case '\u0005':
        return buffer.move(buffer.line, Infinity);
      case 'pageup':
      case '\u0019':
        return buffer.move(buffer.line - page, buffer.column);
      case 'pagedown':
      case '\u0016':
        return buffer.move(buffer.line + page, buffer.column);
      case '\u000f':
      case '\u0013':
        await this.write();
        return;
      case '\u0017':
        return await this.search();
      case '\u001c':
        return await this.replace();
      case '\u001f': {
        const [line, column] = ((await this.ask('Enter line number, column number')) ?? '').split(',').map(Number);
        if (line !== undefined && line > 0) buffer.move(line - 1, (column ?? 1) - 1);
        return;
      }
      case '\u0003':
        this.message = `[ line ${buffer.line + 1}/${buffer.lines.length} (${Math.round(((buffer.line + 1) / buffer.lines.length) * 100)}%), col ${buffer.column + 1}/${buffer.current.length + 1} ]`;
        return;
      case '\u0007':
        this.message = '[ ^O saves, ^X leaves, ^W searches, ^K cuts a line, ^U pastes it ]';
        return;
      default:
        this.edit(key);
    }
  }

  private edit(key: string): void {
    const { buffer } = this;
    const what = named[key] ?? key;
    if (what === 'resize' || what === 'escape' || (key.startsWith('\u001b') && named[key] === undefined)) return;
    buffer.remember();
    if (what === 'enter') buffer.insert('\n');
    else if (what === 'tab') buffer.insert('\t');
    else if (what === 'backspace') buffer.backspace();
    else if (what === 'delete' || key === '\u0004') buffer.deleteForward();
    else if (key === '\u000b') {
      const cut = buffer.cutLines(buffer.line, buffer.line);
      this.clip = this.joined ? [...this.clip, ...cut] : cut;
      this.joined = true;
    } else if (key === '\u0015') {
      if (this.clip.length > 0) buffer.insert(`${this.clip.join('\n')}\n`);
    } else if (key >= ' ') buffer.insert(key);
  }

  private async search(): Promise<void> {
    const text = await this.ask(`Search${this.pattern === '' ? '' : ` [${this.pattern}]`}`);
    if (text === undefined) return;
    this.pattern = text === '' ? this.pattern : text;
    if (this.pattern === '') return;
    const found = this.buffer.find(new RegExp(escape(this.pattern), 'i'), 1);
    if (found !== 'found') this.message = found === 'wrapped' ? '[ Search Wrapped ]' : `[ "${this.pattern}" not found ]`;
  }

  private async replace(): Promise<void> {
    const text = await this.ask('Search (to replace)');
    if (text === undefined || text === '') return;
    const by = await this.ask('Replace with');
    if (by === undefined) return;
    this.buffer.remember();
    let count = 0;
    this.buffer.lines = this.buffer.lines.map((line) => line.replaceAll(new RegExp(escape(text), 'gi'), () => (count++, by)));
    if (count > 0) this.buffer.changed = true;
    this.message = count === 0 ? `[ "${text}" not found ]` : `[ Replaced ${count} occurrence${count === 1 ? '' : 's'} ]`;
  }
}

const escape = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&');
