import { assignPrepared } from '../interpret/assignment';
import type { PreparedAssignment } from '../interpret/assignment';
import { printFunction } from '../parser/print';
import { makeArray } from '../state/assign';
import { describeAttributes, describeForSet, describeVariable } from '../state/describe';
import type { Shell } from '../state/shell';
import type { Step } from '../state/step';
import { AssignmentError, isName } from '../state/variables';
import type { Variable } from '../state/variables';
import type { Builtin, BuiltinCall } from './types';

/** What `declare -x +i` asks for. */
interface Attributes {
  readonly on: ReadonlySet<string>;
  readonly off: ReadonlySet<string>;
}

/** Splits `name=value` given as text. */
export function splitAssignment(text: string): PreparedAssignment | string {
  const match = /^([A-Za-z_][A-Za-z0-9_]*)(?:\[(.*?)\])?(\+?)=(.*)$/s.exec(text);
  if (!match) return text;
  return { name: match[1] as string, index: match[2], append: match[3] === '+', value: match[4] as string };
}

/** Sets attributes on a variable, before its value comes. */
export function applyAttributes(variable: Variable, { on, off }: Attributes): void {
  if (on.has('A')) makeArray(variable, true);
  else if (on.has('a')) makeArray(variable, false);
  if (on.has('i')) variable.integer = true;
  if (off.has('i')) variable.integer = false;
  if (on.has('l')) variable.letters = 'lower';
  if (on.has('u')) variable.letters = 'upper';
  if ((off.has('l') && variable.letters === 'lower') || (off.has('u') && variable.letters === 'upper')) variable.letters = undefined;
  if (on.has('x')) variable.exported = true;
  if (off.has('x')) variable.exported = false;
  if (on.has('n')) variable.reference = true;
  if (off.has('n')) variable.reference = false;
}

function* readAttributes(
  call: BuiltinCall,
  letters: string,
  usage: string,
): Step<{ on: Set<string>; off: Set<string>; rest: (string | PreparedAssignment)[] } | undefined> {
  const on = new Set<string>();
  const off = new Set<string>();
  const { declarations, shell, name } = call;
  let i = 0;
  for (; i < declarations.length; i++) {
    const arg = declarations[i];
    if (typeof arg !== 'string' || !/^[-+]./.test(arg)) break;
    if (arg === '--') {
      i++;
      break;
    }
    for (const letter of arg.slice(1)) {
      if (!letters.includes(letter)) {
        yield* shell.complainAs(name, `${arg[0]}${letter}: invalid option`);
        yield* shell.writeError(`${name}: usage: ${usage}\n`);
        return undefined;
      }
      (arg.startsWith('-') ? on : off).add(letter);
    }
  }
  return { on, off, rest: declarations.slice(i) };
}

/** Declares one argument. `scope` finds or makes the variable. */
function* declareOne(call: BuiltinCall, argument: string | PreparedAssignment, attributes: Attributes, scope: (name: string) => Variable): Step<number> {
  const { shell, name: command } = call;
  const split = typeof argument === 'string' ? splitAssignment(argument) : argument;
  const name = typeof split === 'string' ? split.replace(/\[.*\]$/s, '') : split.name;
  if (!isName(name)) {
    if (shell.flavour !== 'bash') {
      yield* shell.complainAs(command, `${name.replace(/=.*$/s, '')}: bad variable name`);
      return 2; // which ends a shell that is not interactive
    }
    yield* shell.complainAs(command, `\`${typeof argument === 'string' ? argument : argument.name}': not a valid identifier`);
    return 1;
  }
  try {
    const existing = shell.variables.findPlain(name);
    if (existing?.readonly && (typeof split !== 'string' || attributes.off.has('r'))) throw new AssignmentError(`${name}: readonly variable`);
    const variable = scope(name);
    if (attributes.on.has('A') && Array.isArray(variable.value)) {
      yield* shell.complainAs(command, `${name}: cannot convert indexed to associative array`);
      return 1;
    }
    if (attributes.on.has('a') && variable.value instanceof Map) {
      yield* shell.complainAs(command, `${name}: cannot convert associative to indexed array`);
      return 1;
    }
    applyAttributes(variable, attributes);
    if (typeof split !== 'string') {
      if (attributes.on.has('n')) variable.value = typeof split.value === 'string' ? split.value : '';
      else assignPrepared(shell, split);
    } else if (/\[.*\]$/s.test(split) && !(variable.value instanceof Map)) makeArray(variable, false);
    if (attributes.on.has('r')) variable.readonly = true;
    shell.variables.onChange(name);
    return 0;
  } catch (error) {
    if (!(error instanceof AssignmentError)) throw error;
    if (command === 'export' || command === 'readonly') yield* shell.complain(error.message);
    else yield* shell.complainAs(command, error.message);
    return 1;
  }
}

/** Variables (or functions) with certain attributes, as `declare -p` prints them. */
function* list(shell: Shell, wanted: ReadonlySet<string>, style: 'declare' | 'set'): Step<void> {
  const letters = [...wanted].filter((letter) => !'pgfF'.includes(letter));
  let text = '';
  for (const name of shell.variables.names()) {
    const variable = shell.variables.findPlain(name);
    if (!variable || (variable.value === undefined && describeAttributes(variable) === '')) continue;
    const has = describeAttributes(variable);
    if (!letters.every((letter) => has.includes(letter))) continue;
    text += `${style === 'declare' ? describeVariable(name, variable) : describeForSet(name, variable)}\n`;
  }
  yield* shell.write(1, text);
}

const declareUsage = 'declare [-aAfFgiIlnrtux] [name[=value] ...] or declare -p [-aAfFilnrtux] [name ...]';

function* runDeclare(call: BuiltinCall): Step<number> {
  const { shell, name } = call;
  const parsed = yield* readAttributes(call, 'aAfFgiIlnprtux', declareUsage.replace(/^declare/, name));
  if (!parsed) return 2;
  const { on, off, rest } = parsed;
  if (on.has('f') || on.has('F')) return yield* declareFunctions(call, on, rest);
  if (rest.length === 0) {
    yield* list(shell, on, on.size > 0 ? 'declare' : 'set');
    return 0;
  }
  let status = 0;
  if (on.has('p')) {
    for (const argument of rest) {
      const wanted = typeof argument === 'string' ? argument : argument.name;
      const variable = shell.variables.findPlain(wanted);
      if (variable) yield* shell.write(1, `${describeVariable(wanted, variable)}\n`);
      else {
        yield* shell.complainAs(name, `${wanted}: not found`);
        status = 1;
      }
    }
    return status;
  }
  const scope = (wanted: string) =>
    shell.functionDepth > 0 && !on.has('g')
      ? shell.variables.local(wanted)
      : on.has('g')
        ? shell.variables.global(wanted)
        : (shell.variables.findPlain(wanted) ?? shell.variables.global(wanted));
  for (const argument of rest) status = Math.max(status, yield* declareOne(call, argument, { on, off }, scope));
  return status;
}

function* declareFunctions(call: BuiltinCall, on: ReadonlySet<string>, rest: readonly (string | PreparedAssignment)[]): Step<number> {
  const { shell } = call;
  if (rest.length === 0) {
    for (const [name, definition] of [...shell.functions].sort(([a], [b]) => (a < b ? -1 : 1)))
      yield* shell.write(1, on.has('F') ? `declare -f ${name}\n` : `${printFunction(definition)}\n`);
    return 0;
  }
  let status = 0;
  for (const argument of rest) {
    const name = typeof argument === 'string' ? argument : argument.name;
    const definition = shell.functions.get(name);
    if (!definition) status = 1;
    else if (on.has('r')) shell.readonlyFunctions.add(name);
    else if (on.has('x')) shell.exportedFunctions.add(name);
    else yield* shell.write(1, on.has('F') ? `${name}\n` : `${printFunction(definition)}\n`);
  }
  return status;
}

export const declare: Builtin = {
  flavours: ['bash'],
  synopsis: '[-aAfFgiIlnrtux] [name[=value] ...] or declare -p [-aAfFilnrtux] [name ...]',
  summary: 'Set variable values and attributes.',
  run: runDeclare,
};
export const typeset: Builtin = {
  flavours: ['bash'],
  synopsis: '[-aAfFgiIlnrtux] name[=value] ... or typeset -p [-aAfFilnrtux] [name ...]',
  summary: 'Set variable values and attributes.',
  run: runDeclare,
};

export const local: Builtin = {
  flavours: ['bash', 'dash', 'ash'],
  synopsis: '[option] name[=value] ...',
  summary: 'Define local variables.',
  *run(call) {
    const { shell, name } = call;
    if (shell.functionDepth === 0) {
      yield* shell.complainAs(name, shell.flavour === 'bash' ? 'can only be used in a function' : 'not in a function');
      return 1;
    }
    const parsed = yield* readAttributes(call, 'aAfFgiIlnprtux', 'local [option] name[=value] ...');
    if (!parsed) return 2;
    if (parsed.rest.length === 0) {
      for (const known of shell.variables.localNames()) {
        const variable = shell.variables.findPlain(known);
        if (variable) yield* shell.write(1, `${describeVariable(known, variable)}\n`);
      }
      return 0;
    }
    let status = 0;
    for (const argument of parsed.rest) {
      status = Math.max(
        status,
        yield* declareOne(call, argument, parsed, (wanted) => {
          const outer = shell.variables.get(wanted);
          const made = shell.variables.local(wanted);
          // ash and dash keep the outer value, as does `local -I`.
          if (made.value === undefined && (shell.flavour !== 'bash' || parsed.on.has('I'))) made.value = outer;
          return made;
        }),
      );
    }
    return status;
  },
};

export const exportVariable: Builtin = {
  flavours: ['bash', 'dash', 'ash'],
  synopsis: '[-fn] [name[=value] ...] or export -p',
  summary: 'Set export attribute for shell variables.',
  *run(call) {
    const { shell, name } = call;
    const parsed = yield* readAttributes(call, 'fnp', 'export [-fn] [name[=value] ...] or export -p');
    if (!parsed) return 2;
    const { on, rest } = parsed;
    if (rest.length === 0) {
      if (shell.flavour === 'bash') yield* list(shell, new Set(['x']), 'declare');
      else
        for (const [known, value] of [...shell.variables.exported()].sort(([a], [b]) => (a < b ? -1 : 1)))
          yield* shell.write(1, `export ${known}='${value.replace(/'/g, "'\\''")}'\n`);
      return 0;
    }
    let status = 0;
    for (const argument of rest) {
      const wanted = typeof argument === 'string' ? argument : argument.name;
      if (on.has('f')) {
        if (shell.functions.has(wanted)) shell.exportedFunctions.add(wanted);
        else {
          yield* shell.complainAs(name, `${wanted}: not a function`);
          status = 1;
        }
        continue;
      }
      const attributes = on.has('n') ? { on: new Set<string>(), off: new Set(['x']) } : { on: new Set(['x']), off: new Set<string>() };
      status = Math.max(status, yield* declareOne(call, argument, attributes, (known) => shell.variables.findPlain(known) ?? shell.variables.global(known)));
    }
    return status;
  },
};

export const readonly: Builtin = {
  flavours: ['bash', 'dash', 'ash'],
  synopsis: '[-aAf] [name[=value] ...] or readonly -p',
  summary: 'Mark shell variables as unchangeable.',
  *run(call) {
    const { shell } = call;
    const parsed = yield* readAttributes(call, 'aAfp', 'readonly [-aAf] [name[=value] ...] or readonly -p');
    if (!parsed) return 2;
    const { on, rest } = parsed;
    if (rest.length === 0) {
      yield* list(shell, new Set(['r']), 'declare');
      return 0;
    }
    let status = 0;
    for (const argument of rest) {
      if (on.has('f')) {
        shell.readonlyFunctions.add(typeof argument === 'string' ? argument : argument.name);
        continue;
      }
      status = Math.max(
        status,
        yield* declareOne(
          call,
          argument,
          { on: new Set([...on, 'r']), off: new Set() },
          (known) => shell.variables.findPlain(known) ?? shell.variables.global(known),
        ),
      );
    }
    return status;
  },
};
