import type { Shell } from '../state/shell';
import type { Step } from '../state/step';
import type { Builtin, LaterBuiltin } from './types';

/** The builtins that a shell has, by name; handed in, so that this file does not import the list that holds it. */
export interface BuiltinLists {
  builtinsOf(shell: Shell): [string, Builtin | LaterBuiltin][];
  loadBuiltin(listed: Builtin | LaterBuiltin): Step<Builtin>;
}

/** `help` and `enable`: what the other builtins are. */
export function createBuiltinTables({ builtinsOf, loadBuiltin }: BuiltinLists): { help: Builtin; enable: Builtin } {
  const help: Builtin = {
    flavours: ['bash', 'ash'],
    synopsis: '[-dms] [pattern ...]',
    summary: 'Display information about builtin commands.',
    *run({ shell, name, args }) {
      const table: [string, Builtin][] = [];
      for (const [known, listed] of builtinsOf(shell)) table.push([known, yield* loadBuiltin(listed)]);
      const patterns = args.filter((arg) => !/^-[dms]+$/.test(arg));
      const short = args.includes('-s');
      const descriptions = args.includes('-d');
      if (shell.flavour === 'ash' && patterns.length === 0) {
        yield* shell.write(1, `Built-in commands:\n------------------\n\t${table.map(([known]) => known).join(' ')}\n`);
        return 0;
      }
      if (patterns.length === 0) {
        yield* shell.write(
          1,
          `GNU bash, version ${shell.version} (x86_64-pc-linux-gnu)\nThese shell commands are defined internally.  Type \`help' to see this list.\nType \`help name' to find out more about the function \`name'.\nUse \`info bash' to find out more about the shell in general.\nUse \`man -k' or \`info' to find out more about commands not in this list.\n\n${table.map(([known, builtin]) => ` ${known} ${builtin.synopsis}`.trimEnd()).join('\n')}\n`,
        );
        return 0;
      }
      let status = 0;
      for (const pattern of patterns) {
        const matcher = shell.pattern(pattern);
        const found = table.filter(([known]) => matcher.matches(known) || (!table.some(([exact]) => exact === pattern) && known.startsWith(pattern)));
        if (found.length === 0) {
          yield* shell.complainAs(name, `no help topics match \`${pattern}'.  Try \`help help' or \`man -k ${pattern}' or \`info ${pattern}'.`);
          status = 1;
        }
        for (const [known, builtin] of found) {
          const head = `${known} ${builtin.synopsis}`.trimEnd();
          yield* shell.write(1, descriptions ? `${known} - ${builtin.summary}\n` : `${known}: ${head}\n${short ? '' : `    ${builtin.summary}\n`}`);
        }
      }
      return status;
    },
  };
  const enable: Builtin = {
    flavours: ['bash'],
    synopsis: '[-a] [-dnps] [-f filename] [name ...]',
    summary: 'Enable and disable shell builtins.',
    *run({ shell, name, args }) {
      const off = args.includes('-n');
      const names = args.filter((arg) => !arg.startsWith('-'));
      if (names.length === 0) {
        const all = args.includes('-a');
        const lines = builtinsOf(shell)
          .map(([known]) => known)
          .filter((known) => all || shell.disabledBuiltins.has(known) === off)
          .map((known) => `enable ${shell.disabledBuiltins.has(known) ? '-n ' : ''}${known}\n`);
        yield* shell.write(1, lines.join(''));
        return 0;
      }
      let status = 0;
      for (const wanted of names) {
        if (!builtinsOf(shell).some(([known]) => known === wanted)) {
          yield* shell.complainAs(name, `${wanted}: not a shell builtin`);
          status = 1;
        } else if (off) shell.disabledBuiltins.add(wanted);
        else shell.disabledBuiltins.delete(wanted);
      }
      return status;
    },
  };
  return { help, enable };
}
