import { concatenate, decode } from '../../kernel/bytes';
import { isSystemError } from '../../kernel/errno';
import { readUntil } from '../interpret/read-line';
import { handlePending } from '../interpret/trap';
import { assignElement, assignScalar } from '../state/assign';
import type { Shell } from '../state/shell';
import type { Step } from '../state/step';
import { wait } from '../state/step';
import { isName } from '../state/variables';
import { parseOptions } from './options-parser';
import type { Builtin } from './types';

interface Plan {
  readonly descriptor: number;
  readonly delimiter: number;
  readonly raw: boolean;
  readonly silent: boolean;
  /** `-n`, `-N`: at most so many letters. */
  readonly count: number | undefined;
  readonly exact: boolean;
  readonly timeout: number | undefined;
}

/** Text with what a backslash protected from splitting marked. */
interface Input {
  readonly text: string;
  readonly protectedAt: ReadonlySet<number>;
  readonly complete: boolean;
  readonly timedOut: boolean;
}

const usage = 'read [-ers] [-a array] [-d delim] [-i text] [-n nchars] [-N nchars] [-p prompt] [-t timeout] [-u fd] [name ...]';

export const read: Builtin = {
  flavours: ['bash', 'dash', 'ash'],
  synopsis: usage.slice(5),
  summary: 'Read a line from the standard input and split it into fields.',
  *run(call) {
    const { shell, name: command } = call;
    const letters = { bash: 'ersa:d:i:n:N:p:t:u:', ash: 'rsd:n:p:t:u:', dash: 'rp:' }[shell.flavour];
    const parsed = yield* parseOptions(call, letters, usage);
    if (!parsed) return 2;
    for (const name of parsed.rest) {
      if (isName(name.replace(/\[.*\]$/s, ''))) continue;
      yield* shell.complainAs(command, `\`${name}': not a valid identifier`);
      return 1;
    }
    for (const [letter, value] of parsed.options) {
      if ((letter === 'n' || letter === 'N') && !/^\d+$/.test(value)) {
        yield* shell.complainAs(command, `${value}: invalid number`);
        return 1;
      }
      if (letter === 't' && !/^\d*\.?\d*$/.test(value)) {
        yield* shell.complainAs(command, `${value}: invalid timeout specification`);
        return 1;
      }
    }
    const descriptor = Number(parsed.value('u') ?? 0);
    if (!shell.process.descriptors().includes(descriptor)) {
      yield* shell.complainAs(command, `${descriptor}: invalid file descriptor: Bad file descriptor`);
      return 1;
    }
    const exact = parsed.has('N');
    const count = parsed.value('N') ?? parsed.value('n');
    const timeout = parsed.value('t') ?? shell.variables.get('TMOUT');
    const plan: Plan = {
      descriptor,
      delimiter: exact ? -1 : (parsed.value('d') ?? '\n').charCodeAt(0) || 0,
      raw: parsed.has('r'),
      silent: parsed.has('s'),
      count: count === undefined ? undefined : Number(count),
      exact,
      timeout: timeout === undefined ? undefined : Number(timeout),
    };
    const terminal = shell.process.terminal(descriptor);
    if (parsed.has('p') && terminal) yield* shell.writeError(parsed.value('p') ?? '');
    if (plan.timeout === 0) return (yield* wait(shell.process.poll([{ descriptor, what: 'read' }], 0))).length > 0 ? 0 : 1;
    const modes = terminal?.modes;
    if (terminal && modes && (plan.silent || plan.count !== undefined))
      terminal.modes = { ...modes, echo: !plan.silent && modes.echo, canonical: plan.count === undefined };
    let input: Input;
    try {
      input = yield* readInput(shell, plan);
    } finally {
      if (terminal && modes) terminal.modes = modes;
    }
    store(shell, input, parsed.rest, parsed.value('a'), exact);
    if (input.timedOut) return 142;
    return input.complete ? 0 : 1;
  },
};

function* readInput(shell: Shell, plan: Plan): Step<Input> {
  if (plan.timeout !== undefined || plan.count !== undefined) return yield* readSlowly(shell, plan);
  let text = '';
  const protectedAt = new Set<number>();
  for (;;) {
    const found = yield* readUntil(shell, plan.descriptor, plan.delimiter);
    const line = found ? decode(found.line).replace(/\u0000/g, '') : '';
    const complete = found?.complete === true;
    if (plan.raw) return { text: line, protectedAt, complete, timedOut: false };
    let continued = false;
    for (let at = 0; at < line.length; at++) {
      if (line[at] === '\\') {
        if (at === line.length - 1) {
          continued = complete && plan.delimiter === 10;
          break;
        }
        at++;
        protectedAt.add(text.length);
      }
      text += line[at];
    }
    if (!continued) return { text, protectedAt, complete, timedOut: false };
  }
}

/** Byte by byte, for `-n`, `-N` and `-t`. */
function* readSlowly(shell: Shell, plan: Plan): Step<Input> {
  const { process } = shell;
  const end = plan.timeout === undefined ? undefined : process.system.clock.uptime() + plan.timeout * 1000;
  const bytes: Uint8Array[] = [];
  let complete = false;
  let timedOut = false;
  const letters = () => decode(concatenate(bytes.length > 0 ? bytes : [new Uint8Array(0)]));
  while (plan.count === undefined || plan.count === 0 || [...letters()].length < plan.count || letters().endsWith('\ufffd')) {
    if (plan.count === 0) break;
    try {
      if (end !== undefined) {
        const left = end - process.system.clock.uptime();
        const ready = left > 0 ? yield* wait(process.poll([{ descriptor: plan.descriptor, what: 'read' }], left)) : [];
        if (ready.length === 0) {
          timedOut = true;
          break;
        }
      }
      const chunk = yield* wait(process.read(plan.descriptor, 1));
      if (chunk.length === 0) break;
      if (chunk[0] === plan.delimiter) {
        complete = true;
        break;
      }
      bytes.push(chunk.slice());
    } catch (error) {
      if (!isSystemError(error, 'EINTR')) throw error;
      yield* handlePending(shell);
    }
  }
  const text = letters();
  if (plan.count !== undefined && [...text].length >= plan.count) complete = true;
  return { text, protectedAt: new Set(), complete, timedOut };
}

/** Puts fields into variables; the last one gets the rest. */
function store(shell: Shell, input: Input, names: readonly string[], array: string | undefined, exact: boolean): void {
  const assign = (name: string, value: string) => {
    const subscript = /^(\w+)\[(.*)\]$/s.exec(name);
    if (subscript) assignElement(subscript[1] as string, subscript[2] as string, value, false, shell);
    else assignScalar(name, value, false, shell);
  };
  if (array !== undefined) {
    shell.variables.setValue(array, splitFields(input, shell.separators, Infinity));
    return;
  }
  if (names.length === 0) {
    assign('REPLY', input.text);
    return;
  }
  const fields = exact ? [input.text] : splitFields(input, shell.separators, names.length);
  for (const [i, name] of names.entries()) assign(name, fields[i] ?? '');
}

function splitFields({ text, protectedAt }: Input, separators: string, limit: number): string[] {
  const isSeparator = (at: number) => separators.includes(text[at] as string) && !protectedAt.has(at);
  const isSpace = (at: number) => isSeparator(at) && ' \t\n'.includes(text[at] as string);
  let from = 0;
  let end = text.length;
  while (from < end && isSpace(from)) from++;
  while (end > from && isSpace(end - 1)) end--;
  const fields: string[] = [];
  let at = from;
  while (at < end) {
    if (fields.length === limit - 1) {
      // A single separator at the very end belongs to the field before it.
      const rest = text.slice(at, end);
      const only = [...rest].filter((_, i) => isSeparator(at + i)).length;
      fields.push(only === 1 && isSeparator(end - 1) ? rest.slice(0, -1) : rest);
      return fields;
    }
    let stop = at;
    while (stop < end && !isSeparator(stop)) stop++;
    fields.push(text.slice(at, stop));
    at = stop;
    while (at < end && isSpace(at)) at++;
    if (at < end && isSeparator(at) && !isSpace(at)) {
      at++;
      while (at < end && isSpace(at)) at++;
    }
  }
  return fields;
}
