import { findAll, findCommand } from '../interpret/find-command';
import { printFunction } from '../parser/print';
import { singleQuote } from '../expand/quote';
import type { Shell } from '../state/shell';
import type { Step } from '../state/step';
import { parseOptions } from './options-parser';
import type { Builtin } from './types';

const keywords = new Set('if then else elif fi case esac for select while until do done in function time { } ! [[ ]] coproc'.split(' '));

/** What a name means, in the order in which the shell looks. */
type Meaning = { readonly kind: 'alias' | 'function' | 'builtin' | 'keyword' } | { readonly kind: 'file'; readonly path: string; readonly hashed: boolean };

/** Whether the shell has a builtin of that name; handed in, so that this file does not import the list that holds it. */
export type BuiltinTest = (shell: Shell, name: string) => boolean;

function meanings(shell: Shell, name: string, isBuiltin: BuiltinTest, everything: boolean, functions = true): Meaning[] {
  const found: Meaning[] = [];
  if (shell.aliases.has(name) && (shell.interactive || shell.options.shell('expand_aliases') || shell.flavour !== 'bash')) found.push({ kind: 'alias' });
  if (keywords.has(name)) found.push({ kind: 'keyword' });
  if (functions && shell.functions.has(name)) found.push({ kind: 'function' });
  if (isBuiltin(shell, name)) found.push({ kind: 'builtin' });
  const hashed = shell.hash.get(name);
  if (everything) for (const path of name.includes('/') ? single(shell, name) : findAll(shell, name)) found.push({ kind: 'file', path, hashed: false });
  else if (found.length === 0) for (const path of single(shell, name)) found.push({ kind: 'file', path, hashed: hashed?.path === path && hashed.hits > 0 });
  return found;
}

function single(shell: Shell, name: string): string[] {
  if (!name.includes('/') && !shell.hash.has(name)) return findAll(shell, name).slice(0, 1);
  const command = findCommand(shell, name);
  return command.kind === 'found' ? [command.path] : [];
}

function describe(shell: Shell, name: string, meaning: Meaning): string {
  switch (meaning.kind) {
    case 'alias':
      return `${name} is aliased to \`${shell.aliases.get(name)}'\n`;
    case 'keyword':
      return `${name} is a shell keyword\n`;
    case 'function': {
      const definition = shell.functions.get(name);
      return `${name} is a function\n${definition && shell.flavour === 'bash' ? `${printFunction(definition)}\n` : ''}`;
    }
    case 'builtin':
      return `${name} is a shell builtin\n`;
    case 'file':
      return meaning.hashed ? `${name} is hashed (${meaning.path})\n` : `${name} is ${meaning.path}\n`;
  }
}

/** The builtins that tell what names mean and run commands by them. */
export function createCommandBuiltins(isBuiltin: BuiltinTest): { type: Builtin; command: Builtin; builtin: Builtin } {
  const type: Builtin = {
    flavours: ['bash', 'dash', 'ash'],
    synopsis: '[-afptP] name [name ...]',
    summary: 'Display information about command type.',
    *run(call) {
      const { shell, name: command } = call;
      const parsed = shell.flavour === 'bash' ? yield* parseOptions(call, 'afptP', 'type [-afptP] name [name ...]') : { has: () => false, rest: call.args };
      if (!parsed) return 2;
      let status = 0;
      for (const name of parsed.rest) {
        const found = meanings(shell, name, isBuiltin, parsed.has('a'), !parsed.has('f'));
        const shown = parsed.has('a') ? found : found.slice(0, 1);
        if (parsed.has('P') || parsed.has('p')) {
          const first = found[0];
          const paths = parsed.has('P') ? single(shell, name) : first?.kind === 'file' ? [first.path] : [];
          if (paths.length > 0) yield* shell.write(1, paths.map((path) => `${path}\n`).join(''));
          else if (parsed.has('P') || found.length === 0) status = 1;
          continue;
        }
        if (shown.length === 0) {
          if (!parsed.has('t')) {
            if (shell.flavour === 'bash') yield* shell.complainAs(command, `${name}: not found`);
            else yield* shell.write(1, `${name}: not found\n`);
          }
          status = shell.flavour === 'bash' ? 1 : 127;
        }
        for (const meaning of shown) yield* shell.write(1, parsed.has('t') ? `${meaning.kind}\n` : describe(shell, name, meaning));
      }
      return status;
    },
  };
  const command: Builtin = {
    flavours: ['bash', 'dash', 'ash'],
    synopsis: '[-pVv] command [arg ...]',
    summary: 'Execute a simple command or display information about commands.',
    *run(call) {
      const { shell } = call;
      const parsed = yield* parseOptions(call, 'pVv', 'command [-pVv] command [arg ...]');
      if (!parsed) return 2;
      if (parsed.rest.length === 0) return 0;
      if (!parsed.has('v') && !parsed.has('V')) return yield* shell.engine.runWords(shell, parsed.rest, { skipFunctions: true, defaultPath: parsed.has('p') });
      let status = 0;
      for (const name of parsed.rest) status = Math.max(status, yield* tell(shell, name, parsed.has('V')));
      return status;
    },
  };
  function* tell(shell: Shell, name: string, long: boolean): Step<number> {
    const [meaning] = meanings(shell, name, isBuiltin, false);
    if (!meaning) {
      if (long && shell.flavour === 'bash') yield* shell.complainAs('command', `${name}: not found`);
      else if (long) yield* shell.write(1, `${name}: not found\n`);
      return shell.flavour === 'bash' ? 1 : 127;
    }
    if (long) yield* shell.write(1, describe(shell, name, meaning));
    else if (meaning.kind === 'alias') yield* shell.write(1, `alias ${name}=${singleQuote(shell.aliases.get(name) ?? '')}\n`);
    else yield* shell.write(1, `${meaning.kind === 'file' ? meaning.path : name}\n`);
    return 0;
  }
  const builtin: Builtin = {
    flavours: ['bash', 'ash'],
    synopsis: '[shell-builtin [arg ...]]',
    summary: 'Execute shell builtins.',
    *run({ shell, args }) {
      if (args.length === 0) return 0;
      return yield* shell.engine.runWords(shell, args, { skipFunctions: true, onlyBuiltins: true });
    },
  };
  return { type, command, builtin };
}
