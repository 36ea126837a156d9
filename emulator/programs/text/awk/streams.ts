import { decode } from '../../../kernel/bytes';
import type { Process } from '../../../process/types';
import { signalNumbers } from '../../../process/signal';

/** Records of a descriptor, one at a time. */
export class RecordReader {
  private rest = '';
  private ended = false;
  private readonly decoder = new TextDecoder();
  constructor(
    private readonly process: Process,
    readonly descriptor: number,
  ) {}

  /** The next record by the separator `by` (RS), or undefined at the end. */
  async read(by: string): Promise<string | undefined> {
    for (;;) {
      if (by === '') this.rest = this.rest.replace(/^\n+/, '');
      const [end, next] = this.find(by);
      if (end >= 0) {
        const record = this.rest.slice(0, end);
        this.rest = this.rest.slice(next);
        return record;
      }
      if (this.ended) {
        if (this.rest === '') return undefined;
        const record = by === '' || by === '\n' ? this.rest.replace(/\n+$/, '') : this.rest;
        this.rest = '';
        return record;
      }
      const bytes = await this.process.read(this.descriptor);
      this.ended = bytes.length === 0;
      this.rest += this.decoder.decode(bytes, { stream: !this.ended });
    }
  }

  private find(by: string): [number, number] {
    if (by.length === 1) {
      const at = this.rest.indexOf(by);
      return [at, at + 1];
    }
    const match = (by === '' ? /\n\n+/ : new RegExp(by)).exec(this.rest);
    // A separator that reaches the end of what was read may go on.
    if (!match || match[0] === '' || (!this.ended && match.index + match[0].length === this.rest.length)) return [-1, -1];
    return [match.index, match.index + match[0].length];
  }
}

interface Opened {
  readonly descriptor: number;
  readonly pid?: number;
  readonly reader?: RecordReader;
}

/** Files and commands that a program has open, by name, until it closes them or ends. */
export class Streams {
  private readonly open = new Map<string, Opened>();
  constructor(private readonly process: Process) {}

  async output(operator: '>' | '>>' | '|', target: string): Promise<number> {
    const known = this.open.get(target);
    if (known) return known.descriptor;
    let made: Opened;
    if (operator === '|') {
      const [reader, writer] = this.process.pipe();
      const pid = await this.spawn(target, new Map([[0, reader], [1, 1], [2, 2]]));
      this.process.close(reader);
      made = { descriptor: writer, pid };
    } else if (target === '/dev/stdout' || target === '/dev/stderr' || target === '-') made = { descriptor: target === '/dev/stderr' ? 2 : 1 };
    else made = { descriptor: await this.process.open(target, { write: true, create: true, append: operator === '>>', truncate: operator === '>' }) };
    this.open.set(target, made);
    return made.descriptor;
  }

  async input(from: 'file' | 'command', source: string): Promise<RecordReader> {
    const known = this.open.get(source)?.reader;
    if (known) return known;
    let descriptor: number;
    let pid: number | undefined;
    if (from === 'command') {
      const [reader, writer] = this.process.pipe();
      pid = await this.spawn(source, new Map([[0, 0], [1, writer], [2, 2]]));
      this.process.close(writer);
      descriptor = reader;
    } else descriptor = source === '-' ? 0 : await this.process.open(source, { read: true });
    const reader = new RecordReader(this.process, descriptor);
    this.open.set(source, { descriptor, reader, ...(pid === undefined ? {} : { pid }) });
    return reader;
  }

  /** The exit code of a command, 0 for a file, −1 when nothing of that name is open. */
  async close(name: string): Promise<number> {
    const found = this.open.get(name);
    if (!found) return -1;
    this.open.delete(name);
    if (found.descriptor > 2) this.process.close(found.descriptor);
    return found.pid === undefined ? 0 : await this.codeOf(found.pid);
  }

  async closeAll(): Promise<void> {
    for (const name of [...this.open.keys()]) await this.close(name);
  }

  /** Runs a shell command and waits for it. */
  async system(command: string): Promise<number> {
    return await this.codeOf(await this.spawn(command, new Map([[0, 0], [1, 1], [2, 2]])));
  }

  private async spawn(command: string, files: ReadonlyMap<number, number>): Promise<number> {
    return await this.process.spawn({ path: '/bin/sh', argv: ['sh', '-c', command], files });
  }
  private async codeOf(pid: number): Promise<number> {
    const status = (await this.process.wait(pid))?.status;
    return status?.kind === 'exited' ? status.code : status?.kind === 'signaled' ? 256 + signalNumbers[status.signal] : 0;
  }
}

/** All of a file as text, for `-f`. */
export function readProgram(process: Process, path: string): string {
  return decode(process.files.readFile(path));
}
