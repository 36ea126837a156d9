import { isSystemError } from '../../../kernel/errno';
import type { Process } from '../../../process/types';
import { wait, type Step } from '../../../shell/state/step';
import { Output } from '../../command-line/output';
import { Record } from './record';
import { RecordReader, Streams } from './streams';
import { InputText, toNumber, toText, type Value } from './value';

type AwkArray = Map<string, Value>;
/** What a name stands for; a function's parameter may become either. */
export interface Cell {
  value: Value;
  array?: AwkArray;
}

/** Leaves loops, rules, functions, the program. */
export class Jump {
  constructor(
    readonly how: 'next' | 'nextfile' | 'break' | 'continue' | 'exit' | 'return',
    readonly value?: Value,
  ) {}
}

/** The program did something that cannot be; ends it with exit code 2. */
export class AwkError extends Error {
  override readonly name = 'AwkError';
}

/** What a run has: its variables, its record, its files. */
export class AwkState {
  readonly globals = new Map<string, Cell>();
  readonly record: Record;
  readonly streams: Streams;
  readonly out: Output;
  protected locals: Map<string, Cell> | undefined;
  protected input: RecordReader | undefined;
  private readonly operands: string[];
  private usedFile = false;

  constructor(
    readonly process: Process,
    operands: readonly string[],
    /** Dividing by zero is an error, as in busybox; else infinity, as in mawk. */
    protected readonly strict: boolean,
  ) {
    this.operands = [...operands];
    this.streams = new Streams(process);
    this.out = new Output(process, 1);
    this.record = new Record((name) => this.cell(name));
    const initial: [string, Value][] = [['FS', ' '], ['OFS', ' '], ['ORS', '\n'], ['RS', '\n'], ['NR', 0], ['FNR', 0], ['NF', 0], ['SUBSEP', '\u001c'], ['CONVFMT', '%.6g'], ['OFMT', '%.6g'], ['RSTART', 0], ['RLENGTH', -1], ['ARGC', operands.length + 1]];
    for (const [name, value] of initial) this.globals.set(name, { value });
    this.globals.set('ENVIRON', { value: undefined, array: new Map([...process.env].map(([name, value]) => [name, new InputText(value)])) });
    this.globals.set('ARGV', { value: undefined, array: new Map(['awk', ...operands].map((word, index) => [String(index), new InputText(word)])) });
  }

  assign(name: string, value: Value): void {
    this.cell(name).value = value;
    if (name === 'NF') this.record.resize(toNumber(value));
  }

  protected *flush(): Step<void> {
    yield* wait(this.out.flush());
  }

  /** The next record of the operands' files (or standard input); undefined at the end. */
  protected *nextRecord(): Step<string | undefined> {
    for (;;) {
      if (!this.input && !(yield* this.openNext())) return undefined;
      const text = this.input && (yield* wait(this.input.read(this.textOf('RS'))));
      if (text === undefined) {
        if (this.input && this.input.descriptor !== 0) this.process.close(this.input.descriptor);
        this.input = undefined;
        continue;
      }
      this.cell('NR').value = toNumber(this.cell('NR').value) + 1;
      this.cell('FNR').value = toNumber(this.cell('FNR').value) + 1;
      return text;
    }
  }

  private *openNext(): Step<boolean> {
    for (let operand = this.operands.shift(); operand !== undefined; operand = this.operands.shift()) {
      const assignment = /^([A-Za-z_]\w*)=([^]*)$/.exec(operand);
      if (assignment) {
        this.assign(assignment[1] ?? '', new InputText(assignment[2] ?? ''));
        continue;
      }
      this.usedFile = true;
      this.cell('FILENAME').value = operand;
      this.cell('FNR').value = 0;
      try {
        this.input = new RecordReader(this.process, operand === '-' ? 0 : yield* wait(this.process.open(operand, { read: true })));
        return true;
      } catch (error) {
        if (!isSystemError(error)) throw error;
        throw new AwkError(`cannot open ${operand} (${error.message})`);
      }
    }
    if (this.usedFile) return false;
    this.usedFile = true;
    this.input = new RecordReader(this.process, 0);
    return true;
  }

  cell(name: string): Cell {
    const local = this.locals?.get(name);
    if (local) return local;
    let found = this.globals.get(name);
    if (!found) this.globals.set(name, (found = { value: undefined }));
    return found;
  }
  array(name: string): AwkArray {
    const cell = this.cell(name);
    return (cell.array ??= new Map<string, Value>());
  }
  textOf(name: string): string {
    return toText(this.cell(name).value);
  }
}
