import { elementPosition } from '../state/assign';
import { AssignmentError, isName } from '../state/variables';
import { parseOptions } from './options-parser';
import type { Builtin } from './types';

export const unset: Builtin = {
  flavours: ['bash', 'dash', 'ash'],
  synopsis: '[-f] [-v] [-n] [name ...]',
  summary: 'Unset values and attributes of shell variables and functions.',
  *run(call) {
    const { shell, name: command } = call;
    const parsed = yield* parseOptions(call, 'fvn', 'unset [-f] [-v] [-n] [name ...]');
    if (!parsed) return 2;
    if (parsed.has('f') && parsed.has('v')) {
      yield* shell.complainAs(command, 'cannot simultaneously unset a function and a variable');
      return 1;
    }
    let status = 0;
    for (const argument of parsed.rest) {
      const subscript = /^([A-Za-z_][A-Za-z0-9_]*)\[(.*)\]$/s.exec(argument);
      const name = subscript ? (subscript[1] as string) : argument;
      // Without -v it could be a function, and those have all sorts of names.
      if (!parsed.has('f') && !isName(name) && (parsed.has('v') || shell.flavour !== 'bash')) {
        yield* shell.complainAs(command, shell.flavour === 'bash' ? `\`${argument}': not a valid identifier` : `${argument}: bad variable name`);
        status = shell.flavour === 'bash' ? 1 : 2;
        continue;
      }
      try {
        if (parsed.has('f')) status = unsetFunction(name, status);
        else if (subscript) unsetElement(name, subscript[2] as string);
        else if (shell.variables.findPlain(name)) shell.variables.unset(parsed.has('n') ? name : shell.variables.target(name));
        else if (!parsed.has('v')) unsetFunction(name, 0);
      } catch (error) {
        if (!(error instanceof AssignmentError)) throw error;
        yield* shell.complainAs(command, error.message);
        status = 1;
      }
    }
    return status;

    function unsetFunction(name: string, before: number): number {
      if (shell.readonlyFunctions.has(name)) throw new AssignmentError(`${name}: cannot unset: readonly function`);
      shell.functions.delete(name);
      return before;
    }
    function unsetElement(name: string, index: string): void {
      const variable = shell.variables.find(name);
      if (!variable) return;
      if (variable.readonly) throw new AssignmentError(`${name}: cannot unset: readonly variable`);
      const { value } = variable;
      if (value instanceof Map) value.delete(index.replace(/^(['"])(.*)\1$/s, '$2'));
      else if (index === '@' || index === '*') shell.variables.unset(name);
      else if (Array.isArray(value)) {
        Reflect.deleteProperty(value, elementPosition(value, index, `[${index}]`, shell));
        // A sparse array forgets its end too.
        while (value.length > 0 && !(value.length - 1 in value)) value.length--;
      } else if (index === '0') shell.variables.unset(name);
    }
  },
};
