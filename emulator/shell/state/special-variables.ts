import { printCommand } from '../parser/print';
import { assignElement, assignScalar, calculate, readElement } from './assign';
import { ExpansionError } from './control';
import { shellOptionDefaults, setOptions } from './options';
import type { ShellOption } from './options';
import type { Shell } from './shell';

/** Sets up the variables whose value is worked out when they are read, and what arithmetic reads and writes. For a new shell and each subshell. */
export function bindShell(shell: Shell): void {
  const { process, variables } = shell;
  const { clock } = process.system;
  const random = process.system.random.fork(`shell ${process.pid}`);
  let offset = 0;
  let seeded: number | undefined;
  const define = (name: string, get: () => string | string[] | Map<string, string>, set?: (value: string) => void) => variables.dynamic.set(name, { get, set });
  shell.arithmetic = {
    get(name, index) {
      const value = index === undefined ? variables.get(name) : readElement(name, index, shell);
      if (value === undefined && shell.options.has('nounset')) throw new ExpansionError(shell.messages.unbound(name), true, shell.commandString ? 127 : 1);
      return value;
    },
    subscript: (name, index) => (variables.find(name)?.value instanceof Map ? index : String(calculate(index, shell))),
    set(name, index, value) {
      if (index === undefined) assignScalar(name, value, false, shell);
      else assignElement(name, index, value, false, shell);
    },
  };
  define('LINENO', () => String(shell.line));
  if (shell.flavour === 'dash') return;
  define(
    'RANDOM',
    () => {
      if (seeded === undefined) return String(random.integer(32768));
      seeded = (Math.imul(seeded, 16807) >>> 0) % 2147483647;
      return String(((seeded >> 16) ^ (seeded & 65535)) & 32767);
    },
    (value) => {
      seeded = Number(value) || 0;
    },
  );
  define('EPOCHSECONDS', () => String(Math.floor(clock.now() / 1000)));
  define('EPOCHREALTIME', () => (clock.now() / 1000).toFixed(6));
  if (shell.flavour !== 'bash') return;
  define('SRANDOM', () => String(random.integer(2 ** 31)));
  define(
    'SECONDS',
    () => String(Math.floor((clock.now() - shell.startTime) / 1000) + offset),
    (value) => {
      shell.startTime = clock.now();
      offset = Number(value) || 0;
    },
  );
  define('BASH_COMMAND', () => (shell.currentCommand ? printCommand(shell.currentCommand) : ''));
  define('BASHPID', () => String(process.pid));
  define('BASH_SUBSHELL', () => String(shell.subshellLevel));
  define('PIPESTATUS', () => shell.pipeStatus.map(String));
  define('FUNCNAME', () => (shell.functionDepth + shell.sourceDepth === 0 ? [] : [...shell.calls]).reverse().map((call) => call.name));
  define('BASH_SOURCE', () => [...shell.calls].reverse().map((call) => call.source));
  define('BASH_LINENO', () => [...shell.calls].reverse().map((call) => String(call.line)));
  define('DIRSTACK', () => [variables.get('PWD') ?? process.cwd, ...shell.directories]);
  define('GROUPS', () => [process.credentials.gid, ...process.credentials.groups.filter((group) => group !== process.credentials.gid)].map(String));
  define('SHELLOPTS', () =>
    setOptions
      .map(([name]) => name)
      .filter((name) => shell.options.has(name))
      .join(':'),
  );
  define('BASHOPTS', () => (Object.keys(shellOptionDefaults) as ShellOption[]).filter((name) => shell.options.shell(name)).join(':'));
  define('BASH_ALIASES', () => new Map(shell.aliases));
  define('BASH_CMDS', () => new Map([...shell.hash].map(([name, entry]) => [name, entry.path])));
  define('HISTCMD', () => String(shell.history.nextNumber()));
  define(
    '_',
    () => shell.lastArgument,
    (value) => {
      shell.lastArgument = value;
    },
  );
}
