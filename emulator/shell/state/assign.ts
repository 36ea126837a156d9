import { ArithmeticError } from '../arithmetic/parse';
import type { Integer } from '../arithmetic/evaluate';
import { evaluateArithmetic } from '../arithmetic/evaluate';
import { ExpansionError } from './control';
import { inHashOrder } from './hash-order';
import type { Shell } from './shell';
import { AssignmentError, createVariable } from './variables';
import type { Variable } from './variables';

/** Evaluates an expression with the shell's variables; an {@link ExpansionError} when it is wrong. */
export function calculate(text: string, shell: Shell): Integer {
  try {
    return evaluateArithmetic(text, shell.arithmetic);
  } catch (error) {
    if (error instanceof ArithmeticError) throw new ExpansionError(shell.messages.arithmetic(error.message));
    if (error instanceof AssignmentError) throw new ExpansionError(error.message);
    throw error;
  }
}

/** What `value` becomes when a variable with these attributes takes it. */
export function convertFor(variable: Variable, value: string, before: string, append: boolean, shell: Shell): string {
  if (variable.integer)
    return String(append ? BigInt(calculate(before === '' ? '0' : before, shell)) + BigInt(calculate(value, shell)) : calculate(value, shell));
  const text = append ? before + value : value;
  if (variable.letters === 'lower') return text.toLowerCase();
  return variable.letters === 'upper' ? text.toUpperCase() : text;
}

/** `name=value` and `name+=value`. */
export function assignScalar(name: string, value: string, append: boolean, shell: Shell): void {
  const target = shell.variables.target(name);
  const subscript = /^([A-Za-z_][A-Za-z0-9_]*)\[(.*)\]$/s.exec(target);
  if (subscript) {
    assignElement(subscript[1] as string, subscript[2] as string, value, append, shell);
    return;
  }
  if (shell.variables.dynamic.has(target)) {
    shell.variables.set(target, value);
    return;
  }
  const variable = shell.variables.forAssignment(target);
  const { value: old } = variable;
  const before = typeof old === 'string' ? old : Array.isArray(old) ? (old[0] ?? '') : (old?.get('0') ?? '');
  const text = convertFor(variable, value, before, append, shell);
  if (Array.isArray(old)) old[0] = text;
  else if (old instanceof Map) old.set('0', text);
  else variable.value = text;
  if (shell.options.has('allexport')) variable.exported = true;
  shell.variables.onChange(target);
}

/** `name[index]=value`; `index` has been expanded but not yet evaluated. */
export function assignElement(name: string, index: string, value: string, append: boolean, shell: Shell): void {
  const variable = shell.variables.forAssignment(name);
  if (variable.value instanceof Map) {
    if (index === '') throw new ExpansionError(`${name}[${index}]: bad array subscript`);
    variable.value.set(index, convertFor(variable, value, variable.value.get(index) ?? '', append, shell));
    return;
  }
  if (!Array.isArray(variable.value)) variable.value = variable.value === undefined ? [] : [variable.value];
  const position = elementPosition(variable.value, index, `${name}[${index}]`, shell);
  variable.value[position] = convertFor(variable, value, variable.value[position] ?? '', append, shell);
  shell.variables.onChange(name);
}

/** The place in an array that a subscript means: negative ones count from the end. */
export function elementPosition(array: readonly string[], index: string, shown: string, shell: Shell): number {
  const number = Number(calculate(index, shell));
  const position = number < 0 ? array.length + number : number;
  if (position < 0 || index.trim() === '') throw new ExpansionError(`${shown}: bad array subscript`);
  return position;
}

/** The element behind a subscript; undefined when it is unset. */
export function readElement(name: string, index: string, shell: Shell): string | undefined {
  const variable = shell.variables.find(name);
  const value = variable?.value;
  if (value instanceof Map) return value.get(index);
  if (value === undefined) {
    if (variable === undefined || index.trim() !== '') calculate(index, shell);
    return undefined;
  }
  const array = Array.isArray(value) ? value : [value];
  const number = Number(calculate(index, shell));
  const position = number < 0 ? array.length + number : number;
  if (position < 0) throw new ExpansionError(`${name}: bad array subscript`);
  return array[position];
}

/** Makes `variable` an array or a map, keeping a scalar as element 0. */
export function makeArray(variable: Variable, map: boolean): void {
  const { value } = variable;
  if (map) {
    if (!(value instanceof Map)) variable.value = new Map(typeof value === 'string' ? [['0', value]] : []);
  } else if (!Array.isArray(value) && !(value instanceof Map)) variable.value = typeof value === 'string' ? [value] : [];
}

/** Elements of an array or map in order, as [subscript, value]. A scalar is its own element 0. */
export function elementsOf(value: Variable['value']): [string, string][] {
  if (value === undefined) return [];
  if (typeof value === 'string') return [['0', value]];
  if (value instanceof Map) return inHashOrder(value);
  const elements: [string, string][] = [];
  value.forEach((element, i) => elements.push([String(i), element]));
  return elements;
}

/** Puts a variable from the environment there. */
export function importVariable(name: string, value: string, shell: Shell): void {
  const variable = shell.variables.global(name);
  Object.assign(variable, createVariable(value), { exported: true });
}
