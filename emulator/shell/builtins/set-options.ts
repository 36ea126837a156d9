import { describeForSet } from '../state/describe';
import { isSetOption, isShellOption, setOptions, shellOptionDefaults } from '../state/options';
import type { ShellOption } from '../state/options';
import { printFunction } from '../parser/print';
import type { Shell } from '../state/shell';
import type { Step } from '../state/step';
import { parseOptions } from './options-parser';
import type { Builtin } from './types';

const usage = '[-abefhkmnptuvxBCEHPT] [-o option-name] [--] [-] [arg ...]';

/** Carries out `set`'s arguments, which a shell's own command line has too. Gives a complaint, or what is left over and whether it replaces `$1`…. */
export function applySetArguments(
  shell: Shell,
  args: readonly string[],
): { complaint: string; showUsage: boolean } | { rest: readonly string[]; replace: boolean; list?: 'plain' | 'commands' } {
  let i = 0;
  for (; i < args.length; i++) {
    const arg = args[i] as string;
    if (arg === '--') return { rest: args.slice(i + 1), replace: true };
    if (arg === '-') {
      shell.options.set('xtrace', false);
      shell.options.set('verbose', false);
      return { rest: args.slice(i + 1), replace: i + 1 < args.length };
    }
    if (!/^[-+]./.test(arg)) break;
    const value = arg.startsWith('-');
    for (const letter of arg.slice(1)) {
      if (letter === 'o') {
        const name = args[i + 1];
        if (name === undefined) return { rest: [], replace: false, list: value ? 'plain' : 'commands' };
        i++;
        if (!isSetOption(name))
          return { complaint: shell.flavour === 'bash' ? `${name}: invalid option name` : `illegal option ${value ? '-' : '+'}o ${name}`, showUsage: false };
        shell.options.set(name, value);
        continue;
      }
      const option = setOptions.find(([, known]) => known === letter);
      if (!option)
        return {
          complaint: shell.flavour === 'bash' ? `${arg[0]}${letter}: invalid option` : `illegal option ${arg[0]}${letter}`,
          showUsage: shell.flavour === 'bash',
        };
      shell.options.set(option[0], value);
    }
  }
  return { rest: args.slice(i), replace: i < args.length };
}

export const set: Builtin = {
  flavours: ['bash', 'dash', 'ash'],
  synopsis: usage,
  summary: 'Set or unset values of shell options and positional parameters.',
  *run({ shell, name, args }) {
    if (args.length === 0) {
      yield* showVariables(shell);
      return 0;
    }
    const result = applySetArguments(shell, args);
    if ('complaint' in result) {
      yield* shell.complainAs(name, result.complaint);
      if (result.showUsage) yield* shell.writeError(`set: usage: set ${usage}\n`);
      return 2;
    }
    if (result.list) {
      const lines = setOptions.map(([option]) =>
        result.list === 'plain'
          ? `${option.padEnd(15)}\t${shell.options.has(option) ? 'on' : 'off'}\n`
          : `set ${shell.options.has(option) ? '-' : '+'}o ${option}\n`,
      );
      yield* shell.write(1, lines.join(''));
      return 0;
    }
    if (result.replace) shell.positional = [...result.rest];
    return 0;
  },
};

function* showVariables(shell: Shell): Step<void> {
  let text = '';
  for (const name of shell.variables.names()) {
    const variable = shell.variables.findPlain(name);
    if (!variable || variable.value === undefined) continue;
    text += `${shell.flavour === 'bash' ? describeForSet(name, variable) : `${name}='${String(shell.variables.get(name) ?? '').replace(/'/g, "'\\''")}'`}\n`;
  }
  if (shell.flavour === 'bash')
    for (const [, definition] of [...shell.functions].sort(([a], [b]) => (a < b ? -1 : 1))) text += `${printFunction(definition)}\n`;
  yield* shell.write(1, text);
}

export const shopt: Builtin = {
  flavours: ['bash'],
  synopsis: '[-pqsu] [-o] [optname ...]',
  summary: 'Set and unset shell options.',
  *run(call) {
    const { shell, name } = call;
    const parsed = yield* parseOptions(call, 'pqsuo', 'shopt [-pqsu] [-o] [optname ...]');
    if (!parsed) return 2;
    const setting = parsed.has('s') ? true : parsed.has('u') ? false : undefined;
    if (parsed.has('s') && parsed.has('u')) {
      yield* shell.complainAs(name, 'cannot set and unset shell options simultaneously');
      return 1;
    }
    const ofSet = parsed.has('o');
    const isOn = (option: string) => (ofSet ? isSetOption(option) && shell.options.has(option) : isShellOption(option) && shell.options.shell(option));
    const show = (option: string) =>
      parsed.has('p')
        ? `${ofSet ? 'set' : 'shopt'} ${ofSet ? (isOn(option) ? '-o' : '+o') : isOn(option) ? '-s' : '-u'} ${option}\n`
        : `${option.padEnd(15)}\t${isOn(option) ? 'on' : 'off'}\n`;
    if (parsed.rest.length === 0) {
      const names: string[] = ofSet ? setOptions.map(([option]) => option) : Object.keys(shellOptionDefaults);
      yield* shell.write(
        1,
        names
          .filter((option) => setting === undefined || isOn(option) === setting)
          .map(show)
          .join(''),
      );
      return 0;
    }
    let status = 0;
    for (const option of parsed.rest) {
      if (ofSet ? !isSetOption(option) : !isShellOption(option)) {
        yield* shell.complainAs(name, `${option}: invalid ${ofSet ? '' : 'shell '}option name`);
        status = 1;
      } else if (setting !== undefined) {
        if (ofSet && isSetOption(option)) shell.options.set(option, setting);
        else shell.options.setShell(option as ShellOption, setting);
      } else {
        if (!isOn(option)) status = 1;
        if (!parsed.has('q')) yield* shell.write(1, show(option));
      }
    }
    return status;
  },
};
