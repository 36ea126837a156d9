import { isSystemError } from '../../kernel/errno';
import { searchPath } from '../interpret/find-command';
import { launch } from '../interpret/launch';
import { ExitShell, locateFailure, ReturnFrom } from '../state/control';
import type { Shell } from '../state/shell';
import { parseOptions } from './options-parser';
import type { Builtin } from './types';

export const evalText: Builtin = {
  flavours: ['bash', 'dash', 'ash'],
  synopsis: '[arg ...]',
  summary: 'Execute arguments as a shell command.',
  *run({ shell, args }) {
    const list = args[0] === '--' ? args.slice(1) : args;
    const text = list.join(' ');
    if (text.trim() === '') return 0;
    const name = shell.sourceName ?? shell.name;
    return yield* shell.engine.runText(shell, text, { firstLine: shell.line, name: shell.interactive ? `${name}: ` : `${name}: eval: ` });
  },
};

/** The file that `source` reads: one with a slash as it is, else the first in PATH, else in the working directory. */
function findSource(shell: Shell, name: string): string {
  if (name.includes('/')) return name;
  for (const directory of shell.options.shell('sourcepath') ? searchPath(shell) : []) {
    const path = `${directory}/${name}`;
    try {
      if (shell.process.files.stat(path).kind === 'file' && shell.process.files.access(path, { read: true })) return path;
    } catch (error) {
      if (!isSystemError(error)) throw error;
    }
  }
  return name;
}

export const source: Builtin = {
  flavours: ['bash', 'dash', 'ash'],
  synopsis: 'filename [arguments]',
  summary: 'Execute commands from a file in the current shell.',
  *run({ shell, name, args }) {
    const [given, ...positional] = args[0] === '--' ? args.slice(1) : args;
    if (given === undefined) {
      yield* shell.complainAs(name, 'filename argument required');
      yield* shell.writeError(`${name}: usage: ${name} filename [arguments]\n`);
      return 2;
    }
    const path = findSource(shell, given);
    let text: string;
    try {
      if (shell.process.files.stat(path).kind === 'directory') {
        yield* shell.complainAs(name, `${given}: is a directory`);
        return 1;
      }
      text = shell.process.files.readText(path);
    } catch (error) {
      if (!isSystemError(error)) throw error;
      if (shell.flavour === 'bash') yield* shell.complain(`${given}: ${error.message}`);
      else {
        yield* shell.complainAs(
          name,
          shell.flavour === 'dash' ? `cannot open ${given}: No such file` : given.includes('/') ? `can't open '${given}': ${error.message}` : `${given}: not found`,
        );
        throw new ExitShell(2);
      }
      return 1;
    }
    const before = { positional: shell.positional, calls: shell.calls, sourceName: shell.sourceName, line: shell.line, loopDepth: shell.loopDepth };
    if (positional.length > 0) shell.positional = positional;
    shell.calls = [...shell.calls, { name: 'source', source: path, line: shell.line }];
    shell.sourceName = path;
    shell.sourceDepth++;
    try {
      return yield* shell.engine.runText(shell, text, { firstLine: 1 });
    } catch (error) {
      if (error instanceof ReturnFrom) return error.status;
      throw locateFailure(error, shell.where());
    } finally {
      shell.sourceDepth--;
      const { line, ...state } = before;
      if (positional.length === 0) state.positional = shell.positional;
      Object.assign(shell, state);
      shell.line = line;
    }
  },
};

export const exec: Builtin = {
  flavours: ['bash', 'dash', 'ash'],
  synopsis: '[-cl] [-a name] [command [argument ...]]',
  summary: 'Replace the shell with the given command.',
  *run(call) {
    const { shell } = call;
    const parsed = yield* parseOptions(call, 'cla:', 'exec [-cl] [-a name] [command [argument ...]] [redirection ...]');
    if (!parsed) return 2;
    if (parsed.rest.length === 0) return 0;
    const environment = parsed.has('c') ? new Map<string, string>() : shell.environment();
    const words = [...parsed.rest];
    const given = parsed.value('a') ?? words[0] ?? '';
    const argv0 = parsed.has('l') ? `-${given}` : given;
    const launched = yield* launch(shell, words, { environment, replace: true, byExec: true, argv0 });
    const status = 'status' in launched ? launched.status : 0;
    if (shell.interactive || shell.options.shell('execfail')) return status;
    throw new ExitShell(status);
  },
};
