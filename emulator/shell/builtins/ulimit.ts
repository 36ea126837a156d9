import { isSystemError } from '../../kernel/errno';
import type { LimitName } from '../../process/resource-limits';
import type { Flavour } from '../state/messages';
import type { Step } from '../state/step';
import type { Builtin, BuiltinCall } from './types';

/** A limit by its letter: as each shell names it, and the bytes (or whatever it counts) that one of its unit is. */
interface Shown {
  readonly letter: string;
  readonly label: string;
  /** What stands in brackets before the letter. */
  readonly unit?: string;
  readonly resource?: LimitName;
  readonly scale?: number;
  /** For what is no limit of a process and cannot be set. */
  readonly constant?: string;
}

const bash: readonly Shown[] = [
  { letter: 'R', label: 'real-time non-blocking time', unit: 'microseconds', resource: 'rttime' },
  { letter: 'c', label: 'core file size', unit: 'blocks', resource: 'core', scale: 1024 },
  { letter: 'd', label: 'data seg size', unit: 'kbytes', resource: 'data', scale: 1024 },
  { letter: 'e', label: 'scheduling priority', resource: 'nice' },
  { letter: 'f', label: 'file size', unit: 'blocks', resource: 'fsize', scale: 1024 },
  { letter: 'i', label: 'pending signals', resource: 'sigpending' },
  { letter: 'l', label: 'max locked memory', unit: 'kbytes', resource: 'memlock', scale: 1024 },
  { letter: 'm', label: 'max memory size', unit: 'kbytes', resource: 'rss', scale: 1024 },
  { letter: 'n', label: 'open files', resource: 'nofile' },
  { letter: 'p', label: 'pipe size', unit: '512 bytes', constant: '8' },
  { letter: 'q', label: 'POSIX message queues', unit: 'bytes', resource: 'msgqueue' },
  { letter: 'r', label: 'real-time priority', resource: 'rtprio' },
  { letter: 's', label: 'stack size', unit: 'kbytes', resource: 'stack', scale: 1024 },
  { letter: 't', label: 'cpu time', unit: 'seconds', resource: 'cpu' },
  { letter: 'u', label: 'max user processes', resource: 'nproc' },
  { letter: 'v', label: 'virtual memory', unit: 'kbytes', resource: 'as', scale: 1024 },
  { letter: 'x', label: 'file locks', resource: 'locks' },
];

const blocks = 512;
const dash: readonly Shown[] = [
  { letter: 't', label: 'time(seconds)', resource: 'cpu' },
  { letter: 'f', label: 'file(blocks)', resource: 'fsize', scale: blocks },
  { letter: 'd', label: 'data(kbytes)', resource: 'data', scale: 1024 },
  { letter: 's', label: 'stack(kbytes)', resource: 'stack', scale: 1024 },
  { letter: 'c', label: 'coredump(blocks)', resource: 'core', scale: blocks },
  { letter: 'm', label: 'memory(kbytes)', resource: 'rss', scale: 1024 },
  { letter: 'l', label: 'locked memory(kbytes)', resource: 'memlock', scale: 1024 },
  { letter: 'p', label: 'process', resource: 'nproc' },
  { letter: 'n', label: 'nofiles', resource: 'nofile' },
  { letter: 'v', label: 'vmemory(kbytes)', resource: 'as', scale: 1024 },
  { letter: 'w', label: 'locks', resource: 'locks' },
  { letter: 'r', label: 'rtprio', resource: 'rtprio' },
];

const ashUnits: Readonly<Record<string, string>> = { blocks: ' (blocks)', kbytes: ' (kb)', bytes: ' (bytes)', seconds: ' (seconds)' };
const ash: readonly Shown[] = 'cdefilmnqrstuvx'.split('').flatMap((letter) => bash.filter((one) => one.letter === letter)).map((one) => (one.unit === 'blocks' ? { ...one, scale: blocks } : one));

const tables: Readonly<Record<Flavour, readonly Shown[]>> = { bash, dash, ash };
const usage = 'ulimit [-SHabcdefiklmnpqrstuvxPRT] [limit]';

interface Request {
  readonly limits: { readonly shown: Shown; value?: string }[];
  all: boolean;
  soft: boolean;
  hard: boolean;
}

/** Reads the words: each letter may have the word after it as its value. The answer is undefined after a complaint. */
function* readRequest(call: BuiltinCall): Step<Request | undefined> {
  const { shell, args } = call;
  const table = tables[shell.flavour];
  const request: Request = { limits: [], all: false, soft: false, hard: false };
  let at = 0;
  for (; at < args.length; at++) {
    const word = args[at] ?? '';
    if (word === '--' || !/^-./.test(word)) break;
    for (const letter of word.slice(1)) {
      const shown = table.find((one) => one.letter === letter);
      if (letter === 'S') request.soft = true;
      else if (letter === 'H') request.hard = true;
      else if (letter === 'a') request.all = true;
      else if (shown) request.limits.push({ shown });
      else {
        yield* refuseLetter(call, letter);
        return undefined;
      }
    }
    const last = request.limits.at(-1);
    if (shell.flavour !== 'dash' && last && /[^SHa]$/.test(word) && at + 1 < args.length && !args[at + 1]?.startsWith('-')) last.value = args[++at];
  }
  if (args[at] === '--') at++;
  const size = table.find((one) => one.letter === 'f');
  if (request.limits.length === 0 && size) request.limits.push({ shown: size });
  const last = request.limits.at(-1);
  if (last && last.value === undefined && args[at] !== undefined) last.value = args[at];
  return request;
}

function* refuseLetter({ shell, name }: BuiltinCall, letter: string): Step<void> {
  if (shell.flavour === 'ash') yield* shell.writeError(`ulimit: invalid option -- '${letter}'\n`);
  else yield* shell.complainAs(name, shell.flavour === 'dash' ? `Illegal option -${letter}` : `-${letter}: invalid option`);
  if (shell.flavour === 'bash') yield* shell.writeError(`ulimit: usage: ${usage}\n`);
}

function describe(flavour: Flavour, { letter, label, unit }: Shown): string {
  if (flavour === 'dash') return label.padEnd(21);
  if (flavour === 'ash') return `${`${label}${ashUnits[unit ?? ''] ?? ''}`.padEnd(32)}(-${letter}) `;
  const shown = `(${unit === undefined ? '' : `${unit}, `}-${letter})`;
  return `${label.padEnd(20)} ${shown.padStart(19)} `;
}

/** Sets one limit; the status, after a complaint when it cannot be. */
function* setLimit(call: BuiltinCall, { soft, hard }: Request, shown: Shown, text: string): Step<number> {
  const { shell, name } = call;
  const { process } = shell;
  const bad = function* (reason: string) {
    if (shell.flavour === 'bash') yield* shell.complainAs(name, `${shown.label}: cannot modify limit: ${reason}`);
    else if (shell.flavour === 'dash') yield* shell.complainAs(name, `error setting limit (${reason})`);
    else yield* shell.complain(`error setting limit: ${reason}`);
    return shell.flavour === 'dash' ? 2 : 1;
  };
  if (shown.resource === undefined) return yield* bad('Invalid argument');
  const now = process.limits[shown.resource];
  let value: number;
  if (text === 'unlimited') value = Infinity;
  else if (shell.flavour === 'bash' && text === 'hard') value = now.hard;
  else if (shell.flavour === 'bash' && text === 'soft') value = now.soft;
  else if (/^\d+$/.test(text)) value = Number(text) * (shown.scale ?? 1);
  else {
    if (shell.flavour === 'ash') yield* shell.complain(`invalid number '${text}'`);
    else yield* shell.complainAs(name, shell.flavour === 'dash' ? 'bad number' : `${text}: invalid number`);
    return shell.flavour === 'dash' ? 2 : 1;
  }
  try {
    process.setLimit(shown.resource, { soft: soft || !hard ? value : now.soft, hard: hard || !soft ? value : now.hard });
    return 0;
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return yield* bad(error.message);
  }
}

export const ulimit: Builtin = {
  flavours: ['bash', 'dash', 'ash'],
  synopsis: '[-SHabcdefiklmnpqrstuvxPRT] [limit]',
  summary: 'Modify shell resource limits.',
  *run(call) {
    const { shell } = call;
    const request = yield* readRequest(call);
    if (!request) return shell.flavour === 'ash' ? 1 : 2;
    const { limits } = shell.process;
    const show = ({ resource, scale = 1, constant = '' }: Shown): string => {
      if (resource === undefined) return constant;
      const value = request.hard && !request.soft ? limits[resource].hard : limits[resource].soft;
      return value === Infinity ? 'unlimited' : String(Math.floor(value / scale));
    };
    if (request.all) {
      yield* shell.write(1, tables[shell.flavour].map((one) => `${describe(shell.flavour, one)}${show(one)}\n`).join(''));
      return 0;
    }
    for (const { shown, value } of request.limits) {
      if (value === undefined) {
        yield* shell.write(1, `${request.limits.length > 1 ? describe(shell.flavour, shown) : ''}${show(shown)}\n`);
        continue;
      }
      const status = yield* setLimit(call, request, shown, value);
      if (status !== 0) return status;
    }
    return 0;
  },
};
