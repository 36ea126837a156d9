import { expandAssigned, expandText, expandWords } from '../expand/word';
import type { Assignment } from '../parser/tree';
import { assignElement, assignScalar, convertFor, elementPosition, makeArray } from '../state/assign';
import type { Shell } from '../state/shell';
import type { Step } from '../state/step';
import { quoteWhenNeeded } from '../expand/quote';

/** An assignment with everything in it expanded. */
export interface PreparedAssignment {
  readonly name: string;
  readonly index: string | undefined;
  readonly append: boolean;
  readonly value: string | readonly PreparedElement[];
}
export interface PreparedElement {
  readonly key: string | undefined;
  readonly append: boolean;
  readonly value: string;
}

export function* prepareAssignment(shell: Shell, assignment: Assignment): Step<PreparedAssignment> {
  const { name, append, value } = assignment;
  const index = assignment.index && (yield* expandText(assignment.index, shell));
  if ('parts' in value) return { name, index, append, value: yield* expandAssigned(value, shell) };
  const elements: PreparedElement[] = [];
  for (const element of value) {
    if (element.key) {
      const key = yield* expandText(element.key, shell);
      elements.push({ key, append: element.append, value: yield* expandAssigned(element.value, shell) });
    } else for (const text of yield* expandWords([element.value], shell)) elements.push({ key: undefined, append: false, value: text });
  }
  return { name, index, append, value: elements };
}

/** Carries an assignment out on the variable that its name means now. */
export function assignPrepared(shell: Shell, prepared: PreparedAssignment): void {
  const { name, index, append, value } = prepared;
  if (typeof value === 'string') {
    if (index === undefined) assignScalar(name, value, append, shell);
    else assignElement(name, index, value, append, shell);
    return;
  }
  const variable = shell.variables.forAssignment(name);
  if (variable.value instanceof Map) {
    if (!append) variable.value = new Map();
    assignPairs(shell, variable.value, value);
    return;
  }
  if (append) makeArray(variable, false);
  else variable.value = [];
  const array = variable.value as string[];
  let next = array.length;
  for (const element of value) {
    const position: number = element.key === undefined ? next : elementPosition(array, element.key, `[${element.key}]`, shell);
    array[position] = convertFor(variable, element.value, array[position] ?? '', element.append, shell);
    next = position + 1;
  }
  shell.variables.onChange(name);
}

/** `([k]=v …)`, or `(k v k v)`. */
function assignPairs(shell: Shell, map: Map<string, string>, elements: readonly PreparedElement[]): void {
  for (let i = 0; i < elements.length; i++) {
    const element = elements[i] as PreparedElement;
    if (element.key !== undefined) map.set(element.key, element.append ? (map.get(element.key) ?? '') + element.value : element.value);
    else {
      map.set(element.value, elements[i + 1]?.value ?? '');
      i++;
    }
  }
}

/** As `set -x` shows it. */
export function describePrepared(prepared: PreparedAssignment): string {
  const { name, index, append, value } = prepared;
  const text =
    typeof value === 'string'
      ? value === ''
        ? ''
        : quoteWhenNeeded(value)
      : `(${value.map((element) => (element.key === undefined ? '' : `[${element.key}]=`) + quoteWhenNeeded(element.value)).join(' ')})`;
  return `${name}${index === undefined ? '' : `[${index}]`}${append ? '+' : ''}=${text}`;
}
