import { isSystemError } from '../../kernel/errno';
import type { Shell } from '../state/shell';
import type { Step } from '../state/step';
import { parseOptions } from './options-parser';
import type { Builtin } from './types';

/** The path without `.`, `..` and double slashes, by text alone: what `cd` without -P goes by. */
export function normalizePath(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..') parts.pop();
    else parts.push(part);
  }
  return `/${parts.join('/')}`;
}

/** Changes the directory and keeps PWD and OLDPWD. Throws SystemError. */
export function changeDirectory(shell: Shell, path: string, physical: boolean): void {
  const { process, variables } = shell;
  const from = variables.get('PWD') ?? process.cwd;
  const wanted = path.startsWith('/') ? path : `${from === '/' ? '' : from}/${path}`;
  const target = physical ? path : normalizePath(wanted);
  // `..` of what is no directory is an error, not the parent.
  if (!physical && path.includes('..')) process.files.stat(path.startsWith('/') ? path : wanted.slice(0, wanted.lastIndexOf('..') + 2));
  process.changeDirectory(target);
  variables.set('OLDPWD', from);
  variables.set('PWD', physical ? process.cwd : target);
  for (const name of ['OLDPWD', 'PWD']) {
    const variable = variables.find(name);
    if (variable) variable.exported = true;
  }
}

export const cd: Builtin = {
  flavours: ['bash', 'dash', 'ash'],
  synopsis: '[-L|[-P [-e]] [-@]] [dir]',
  summary: 'Change the shell working directory.',
  *run(call) {
    const { shell, name } = call;
    const parsed = yield* parseOptions(call, 'LPe@', 'cd [-L|[-P [-e]] [-@]] [dir]');
    if (!parsed) return 2;
    const physical = parsed.options.filter(([letter]) => letter === 'L' || letter === 'P').pop()?.[0] === 'P' || shell.options.has('physical');
    if (parsed.rest.length > 1 && shell.flavour === 'bash') {
      yield* shell.complainAs(name, 'too many arguments');
      return 1;
    }
    let [directory] = parsed.rest;
    let show = false;
    if (directory === undefined) {
      directory = shell.variables.get('HOME');
      if (directory === undefined) {
        if (shell.flavour !== 'bash') return 0;
        yield* shell.complainAs(name, 'HOME not set');
        return 1;
      }
      if (directory === '') return 0;
    } else if (directory === '-') {
      directory = shell.variables.get('OLDPWD');
      if (directory === undefined) {
        yield* shell.complainAs(name, 'OLDPWD not set');
        return 1;
      }
      show = true;
    } else if (directory === '') return 0;
    const searched = searchCdPath(shell, directory);
    if (searched) {
      directory = searched;
      show = true;
    }
    try {
      changeDirectory(shell, directory, physical);
    } catch (error) {
      if (!isSystemError(error)) throw error;
      yield* shell.complainAs(
        name,
        shell.flavour === 'bash' ? `${directory}: ${error.message}` : `can't cd to ${directory}${shell.flavour === 'ash' ? `: ${error.message}` : ''}`,
      );
      return shell.flavour === 'bash' ? 1 : 2;
    }
    if (show) yield* shell.write(1, `${shell.variables.get('PWD')}\n`);
    return 0;
  },
};

function searchCdPath(shell: Shell, directory: string): string | undefined {
  const path = shell.variables.get('CDPATH');
  if (!path || /^\.{0,2}\//.test(directory) || directory === '.' || directory === '..') return undefined;
  for (const base of path.split(':')) {
    if (base === '' || base === '.') continue;
    const candidate = `${base}/${directory}`;
    try {
      if (shell.process.files.stat(candidate).kind === 'directory') return candidate;
    } catch (error) {
      if (!isSystemError(error)) throw error;
    }
  }
  return undefined;
}

export const pwd: Builtin = {
  flavours: ['bash', 'dash', 'ash'],
  synopsis: '[-LP]',
  summary: 'Print the name of the current working directory.',
  *run(call) {
    const { shell } = call;
    const parsed = yield* parseOptions(call, 'LP', 'pwd [-LP]');
    if (!parsed) return 2;
    const physical = parsed.options[parsed.options.length - 1]?.[0] === 'P' || shell.options.has('physical');
    yield* shell.write(1, `${physical ? shell.process.cwd : (shell.variables.get('PWD') ?? shell.process.cwd)}\n`);
    return 0;
  },
};

/** `dirs`' line. */
function* showStack(shell: Shell, long = false): Step<void> {
  const home = shell.variables.get('HOME');
  const shorten = (path: string) => (!long && home && home !== '/' && (path === home || path.startsWith(`${home}/`)) ? `~${path.slice(home.length)}` : path);
  yield* shell.write(1, `${stack(shell).map(shorten).join(' ')}\n`);
}

function stack(shell: Shell): string[] {
  return [shell.variables.get('PWD') ?? shell.process.cwd, ...shell.directories];
}

/** The place in the stack that `+n` or `-n` means. */
function stackIndex(shell: Shell, text: string): number | undefined {
  if (!/^[+-]\d+$/.test(text)) return undefined;
  const number = Number(text.slice(1));
  return text.startsWith('+') ? number : shell.directories.length - number;
}

export const dirs: Builtin = {
  flavours: ['bash'],
  synopsis: '[-clpv] [+N] [-N]',
  summary: 'Display directory stack.',
  *run({ shell, name, args }) {
    const long = args.includes('-l');
    const index = args.map((arg) => stackIndex(shell, arg)).find((found) => found !== undefined);
    if (args.includes('-c')) {
      shell.directories = [];
      return 0;
    }
    if (index !== undefined) {
      const path = stack(shell)[index];
      if (path === undefined) {
        yield* shell.complainAs(name, `${args[0]}: directory stack index out of range`);
        return 1;
      }
      yield* shell.write(1, `${path}\n`);
      return 0;
    }
    if (args.includes('-v'))
      yield* shell.write(
        1,
        stack(shell)
          .map((path, i) => `${String(i).padStart(2)}  ${path}\n`)
          .join(''),
      );
    else if (args.includes('-p'))
      yield* shell.write(
        1,
        stack(shell)
          .map((path) => `${path}\n`)
          .join(''),
      );
    else yield* showStack(shell, long);
    return 0;
  },
};

export const pushd: Builtin = {
  flavours: ['bash'],
  synopsis: '[-n] [+N | -N | dir]',
  summary: 'Add directories to stack.',
  *run({ shell, name, args }) {
    const only = args[0] === '-n';
    const [argument] = only ? args.slice(1) : args;
    const all = stack(shell);
    let next: string[];
    const index = argument === undefined ? 1 : stackIndex(shell, argument);
    if (index !== undefined) {
      if (argument === undefined && all.length < 2) {
        yield* shell.complainAs(name, 'no other directory');
        return 1;
      }
      if (index < 0 || index >= all.length) {
        yield* shell.complainAs(name, `${argument}: directory stack index out of range`);
        return 1;
      }
      next = argument === undefined ? [all[1] as string, all[0] as string, ...all.slice(2)] : [...all.slice(index), ...all.slice(0, index)];
    } else next = [argument as string, ...all];
    if (only) {
      shell.directories = [...next.slice(0, 1), ...shell.directories];
      return 0;
    }
    try {
      changeDirectory(shell, next[0] as string, false);
    } catch (error) {
      if (!isSystemError(error)) throw error;
      yield* shell.complainAs(name, `${next[0]}: ${error.message}`);
      return 1;
    }
    shell.directories = next.slice(1);
    yield* showStack(shell);
    return 0;
  },
};

export const popd: Builtin = {
  flavours: ['bash'],
  synopsis: '[-n] [+N | -N]',
  summary: 'Remove directories from stack.',
  *run({ shell, name, args }) {
    const only = args[0] === '-n';
    const [argument] = only ? args.slice(1) : args;
    const all = stack(shell);
    if (all.length < 2) {
      yield* shell.complainAs(name, 'directory stack empty');
      return 1;
    }
    const index = argument === undefined ? 0 : stackIndex(shell, argument);
    if (index === undefined || index < 0 || index >= all.length) {
      yield* shell.complainAs(name, index === undefined ? `${argument}: invalid argument` : `${argument}: directory stack index out of range`);
      return 1;
    }
    const next = all.filter((_, i) => i !== (only && argument === undefined ? 1 : index));
    if (index === 0 && !only) {
      try {
        changeDirectory(shell, next[0] as string, false);
      } catch (error) {
        if (!isSystemError(error)) throw error;
        yield* shell.complainAs(name, `${next[0]}: ${error.message}`);
        return 1;
      }
    }
    shell.directories = next.slice(1);
    yield* showStack(shell);
    return 0;
  },
};
