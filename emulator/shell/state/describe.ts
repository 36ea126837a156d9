import { ansiQuote, doubleQuote, quoteWhenNeeded, singleQuote } from '../expand/quote';
import { inHashOrder } from './hash-order';
import type { Variable } from './variables';

/** The attribute letters of `declare -p` and `${x@a}`. */
export function describeAttributes(variable: Variable): string {
  const { value } = variable;
  return [
    Array.isArray(value) ? 'a' : '',
    value instanceof Map ? 'A' : '',
    variable.integer ? 'i' : '',
    variable.reference ? 'n' : '',
    variable.readonly ? 'r' : '',
    variable.exported ? 'x' : '',
    variable.letters === 'lower' ? 'l' : variable.letters === 'upper' ? 'u' : '',
  ].join('');
}

/** The line of `declare -p name`; `assignable` for `${x@A}`, which quotes a plain scalar as `set` does. */
export function describeVariable(name: string, variable: Variable, assignable = false): string {
  const letters = describeAttributes(variable);
  const { value } = variable;
  if (assignable && letters === '' && typeof value === 'string') return `${name}=${singleQuote(value)}`;
  const head = `declare -${letters || '-'} ${name}`;
  if (value === undefined) return head;
  if (typeof value === 'string') return `${head}=${assignable ? singleQuote(value) : doubleQuote(value)}`;
  return `${head}=${describeElements(value)}`;
}

/** `([0]="a" [1]="b")`. */
export function describeElements(value: string[] | Map<string, string>): string {
  if (Array.isArray(value)) {
    const elements: string[] = [];
    value.forEach((element, i) => elements.push(`[${i}]=${doubleQuote(element)}`));
    return `(${elements.join(' ')})`;
  }
  const elements = inHashOrder(value).map(([key, element]) => `[${/^[A-Za-z0-9_.+/:@%-]+$/.test(key) ? key : doubleQuote(key)}]=${doubleQuote(element)} `);
  return `(${elements.join('')})`;
}

/** The line of `set` alone. */
export function describeForSet(name: string, variable: Variable): string {
  const { value } = variable;
  if (value === undefined || typeof value === 'string') return `${name}=${quoteForSet(value ?? '')}`;
  return `${name}=${describeElements(value)}`;
}

function quoteForSet(text: string): string {
  if (text === '') return '';
  return /[\u0000-\u001f\u007f]/.test(text) ? ansiQuote(text) : quoteWhenNeeded(text);
}
