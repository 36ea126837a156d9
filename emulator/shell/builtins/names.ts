import { singleQuote } from '../expand/quote';
import { findAll } from '../interpret/find-command';
import { parseOptions } from './options-parser';
import type { Builtin } from './types';

export const alias: Builtin = {
  flavours: ['bash', 'dash', 'ash'],
  synopsis: '[-p] [name[=value] ... ]',
  summary: 'Define or display aliases.',
  *run({ shell, name: command, args }) {
    const list = args[0] === '-p' || args[0] === '--' ? args.slice(1) : args;
    const show = (name: string) => `${shell.flavour === 'bash' ? 'alias ' : ''}${name}=${singleQuote(shell.aliases.get(name) ?? '')}\n`;
    if (list.length === 0) yield* shell.write(1, [...shell.aliases.keys()].sort().map(show).join(''));
    let status = 0;
    for (const argument of list) {
      const at = argument.indexOf('=');
      if (at > 0) {
        const name = argument.slice(0, at);
        if (/[\s$`'"\\|&;()<>/]/.test(name)) {
          yield* shell.complainAs(command, `\`${name}': invalid alias name`);
          status = 1;
        } else shell.aliases.set(name, argument.slice(at + 1));
      } else if (shell.aliases.has(argument)) yield* shell.write(1, show(argument));
      else {
        if (shell.flavour === 'ash') yield* shell.writeError(`alias: ${argument} not found\n`);
        else yield* shell.complainAs(command, `${argument}: not found`);
        status = 1;
      }
    }
    return status;
  },
};

export const unalias: Builtin = {
  flavours: ['bash', 'dash', 'ash'],
  synopsis: '[-a] name [name ...]',
  summary: 'Remove each NAME from the list of defined aliases.',
  *run(call) {
    const { shell, name: command } = call;
    const parsed = yield* parseOptions(call, 'a', 'unalias [-a] name [name ...]');
    if (!parsed) return 2;
    if (parsed.has('a')) shell.aliases.clear();
    else if (parsed.rest.length === 0) {
      yield* shell.writeError('unalias: usage: unalias [-a] name [name ...]\n');
      return 2;
    }
    let status = 0;
    for (const name of parsed.rest) {
      if (shell.aliases.delete(name)) continue;
      yield* shell.complainAs(command, `${name}: not found`);
      status = 1;
    }
    return status;
  },
};

export const hash: Builtin = {
  flavours: ['bash', 'dash', 'ash'],
  synopsis: '[-lr] [-p pathname] [-dt] [name ...]',
  summary: 'Remember or display program locations.',
  *run(call) {
    const { shell, name: command } = call;
    const parsed = yield* parseOptions(call, 'lrp:dt', 'hash [-lr] [-p pathname] [-dt] [name ...]');
    if (!parsed) return 2;
    if (parsed.has('r')) shell.hash.clear();
    if (parsed.rest.length === 0) {
      if (parsed.has('r')) return 0;
      if (shell.hash.size === 0) {
        if (shell.flavour === 'bash') yield* shell.write(1, 'hash: hash table empty\n');
        return 0;
      }
      const entries = [...shell.hash];
      yield* shell.write(
        1,
        parsed.has('l')
          ? entries.map(([name, { path }]) => `builtin hash -p ${path} ${name}\n`).join('')
          : `hits\tcommand\n${entries.map(([, { path, hits }]) => `${String(hits).padStart(4)}\t${path}\n`).join('')}`,
      );
      return 0;
    }
    let status = 0;
    const given = parsed.value('p');
    for (const name of parsed.rest) {
      if (given !== undefined) shell.hash.set(name, { path: given, hits: 0 });
      else if (parsed.has('d')) status = shell.hash.delete(name) ? status : 1;
      else if (parsed.has('t')) {
        const known = shell.hash.get(name);
        if (known) yield* shell.write(1, `${parsed.rest.length > 1 ? `${name}\t` : ''}${known.path}\n`);
        else {
          yield* shell.complainAs(command, `${name}: not found`);
          status = 1;
        }
      } else {
        const [path] = findAll(shell, name);
        if (path) shell.hash.set(name, { path, hits: 0 });
        else {
          yield* shell.complainAs(command, `${name}: not found`);
          status = 1;
        }
      }
    }
    return status;
  },
};
