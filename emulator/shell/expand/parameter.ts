import type { ParameterPart, Word } from '../parser/tree';
import { assignElement, assignScalar, elementsOf, readElement } from '../state/assign';
import { ExpansionError } from '../state/control';
import type { Shell } from '../state/shell';
import type { Step } from '../state/step';
import type { FieldBuilder } from './field';
import { applyOperation } from './parameter-operation';
import type { WordExpander } from './parameter-operation';
import type { ParameterValue } from './parameter-value';

const scalar = (text: string | undefined): ParameterValue => ({ type: 'scalar', text });

/** Whether the part can give any number of fields, none too. */
export function isList(part: ParameterPart): boolean {
  if (part.prefix === '#') return false;
  return part.name === '@' || part.index?.source === '@' || (part.operation?.type === 'names' && part.operation.operator === '@');
}

/** Expands a `$…` part into `builder`. */
export function* expandParameter(part: ParameterPart, builder: FieldBuilder, quoted: boolean, shell: Shell, expander: WordExpander): Step<void> {
  if (part.bad || (shell.flavour !== 'bash' && isOfBash(part, shell.flavour))) throw new ExpansionError(shell.messages.badSubstitution(part.source), false);
  const value = yield* resolve(part, shell, expander);
  if (part.prefix === '#') {
    builder.add(String(lengthOf(value, part, shell)), quoted);
    return;
  }
  const { operation } = part;
  if (operation && operation.type === 'default') {
    const isSet = value.type === 'scalar' ? value.text !== undefined : value.items.length > 0;
    const text = value.type === 'scalar' ? (value.text ?? '') : value.items.join(' ');
    const use = isSet && !(operation.colon && text === '');
    if (operation.operator === '+') {
      if (use) yield* expander.into(operation.word, builder, quoted, shell);
      return;
    }
    if (!use) {
      yield* useDefault(part, operation.operator, operation.colon, operation.word, builder, quoted, shell, expander);
      return;
    }
  } else requireSet(part, value, shell);
  const result =
    operation && operation.type !== 'default' && operation.type !== 'names' ? yield* applyOperation(operation, value, part, shell, expander) : value;
  emit(result, builder, quoted, shell);
}

/** Whether only bash knows this form. dash lacks more than ash. */
function isOfBash(part: ParameterPart, flavour: 'dash' | 'ash'): boolean {
  const type = part.operation?.type;
  if (part.prefix === '!' || part.index || type === 'case' || type === 'transform' || type === 'names') return true;
  return flavour === 'dash' && (type === 'slice' || type === 'replace');
}

function requireSet(part: ParameterPart, value: ParameterValue, shell: Shell): void {
  if (!shell.options.has('nounset') || value.type !== 'scalar' || value.text !== undefined) return;
  if (part.operation?.type === 'names') return;
  const shown = part.index ? `${part.name}[${part.index.source}]` : part.name;
  throw new ExpansionError(shell.messages.unbound(part.prefix === '!' ? `!${shown}` : shown), true, shell.commandString ? 127 : 1);
}

function* useDefault(
  part: ParameterPart,
  operator: '-' | '=' | '?',
  colon: boolean,
  word: Word,
  builder: FieldBuilder,
  quoted: boolean,
  shell: Shell,
  expander: WordExpander,
): Step<void> {
  if (operator === '-') {
    yield* expander.into(word, builder, quoted, shell);
    return;
  }
  const text = yield* expander.text(word, shell);
  const shown = part.index ? `${part.name}[${part.index.source}]` : part.name;
  if (operator === '?') {
    const message = word.source === '' ? `parameter ${colon ? 'null or ' : ''}not set` : text;
    throw new ExpansionError(`${shown}: ${message}`, true, shell.commandString ? 127 : 1);
  }
  if (!/^[A-Za-z_]/.test(part.name)) throw new ExpansionError(`$${part.name}: cannot assign in this way`, false);
  const name = part.prefix === '!' ? (shell.variables.get(part.name) ?? '') : part.name;
  if (part.index) assignElement(name, yield* expander.text(part.index, shell), text, false, shell);
  else assignScalar(name, text, false, shell);
  if (quoted) builder.add(text, true);
  else builder.addSplit(text);
}

/** Puts a value into the fields. */
function emit(value: ParameterValue, builder: FieldBuilder, quoted: boolean, shell: Shell): void {
  if (value.type === 'scalar') {
    if (quoted) builder.add(value.text ?? '', true);
    else builder.addSplit(value.text ?? '');
    return;
  }
  const { items, star } = value;
  const joint = shell.separators[0] ?? '';
  if (!builder.split) {
    if (items.length > 0 || star) builder.add(items.join(star ? joint : ' '), quoted);
    return;
  }
  if (quoted && star) {
    builder.add(items.join(joint), true);
    return;
  }
  for (const [i, item] of items.entries()) {
    if (i > 0) builder.end();
    if (quoted) builder.add(item, true);
    else builder.addSplit(item);
  }
}

function lengthOf(value: ParameterValue, part: ParameterPart, shell: Shell): number {
  if (value.type === 'list') return value.items.length;
  if (value.text === undefined) {
    if (shell.options.has('nounset')) throw new ExpansionError(shell.messages.unbound(part.name), true, shell.commandString ? 127 : 1);
    return 0;
  }
  return /^[\x00-\x7f]*$/.test(value.text) ? value.text.length : [...value.text].length;
}

function* resolve(part: ParameterPart, shell: Shell, expander: WordExpander): Step<ParameterValue> {
  const { name, index, prefix } = part;
  if (prefix === '!') {
    if (part.operation?.type === 'names') {
      const items = shell.variables.names().filter((known) => known.startsWith(name) && shell.variables.find(known)?.value !== undefined);
      return { type: 'list', items, star: part.operation.operator === '*', positional: false };
    }
    if (index && (index.source === '@' || index.source === '*')) {
      const items = elementsOf(shell.variables.find(name)?.value).map(([key]) => key);
      return { type: 'list', items, star: index.source === '*', positional: false };
    }
    return yield* resolveIndirect(part, shell, expander);
  }
  return yield* lookUp(name, index, shell, expander);
}

/** `${!x}`: what x names. */
function* resolveIndirect(part: ParameterPart, shell: Shell, expander: WordExpander): Step<ParameterValue> {
  const variable = shell.variables.findPlain(part.name);
  if (variable?.reference && typeof variable.value === 'string') return scalar(variable.value);
  const first = yield* lookUp(part.name, part.index, shell, expander);
  const target = first.type === 'scalar' ? first.text : first.items.join(' ');
  if (target === undefined) {
    if (part.operation?.type === 'default') return scalar(undefined);
    throw new ExpansionError(`${part.name}: invalid indirect expansion`);
  }
  const subscript = /^([A-Za-z_][A-Za-z0-9_]*)\[(.*)\]$/s.exec(target);
  if (subscript) {
    const [, name = '', key = ''] = subscript;
    if (key === '@' || key === '*') return listOf(name, key === '*', shell);
    return scalar(readElement(name, yield* expander.dynamicText(key, shell), shell));
  }
  if (!/^([A-Za-z_][A-Za-z0-9_]*|[0-9]+|[@*#?$!-])$/.test(target)) throw new ExpansionError(`${target}: invalid variable name`);
  return yield* lookUp(target, undefined, shell, expander);
}

function listOf(name: string, star: boolean, shell: Shell): ParameterValue {
  const elements = elementsOf(shell.variables.find(name)?.value);
  return { type: 'list', items: elements.map(([, value]) => value), keys: elements.map(([key]) => key), star, positional: false };
}

function* lookUp(name: string, index: Word | undefined, shell: Shell, expander: WordExpander): Step<ParameterValue> {
  if (index) {
    if (index.source === '@' || index.source === '*') return listOf(name, index.source === '*', shell);
    try {
      return scalar(readElement(name, yield* expander.text(index, shell), shell));
    } catch (error) {
      if (!(error instanceof ExpansionError) || !error.message.endsWith('bad array subscript')) throw error;
      yield* shell.complain(error.message);
      return scalar(undefined);
    }
  }
  if (name === '@' || name === '*') return { type: 'list', items: shell.positional, star: name === '*', positional: true };
  const special = specialParameter(name, shell);
  if (special !== undefined) return scalar(special);
  if (name >= '0' && name <= '99999999' && /^\d+$/.test(name)) return scalar(name === '0' ? shell.name : shell.positional[Number(name) - 1]);
  const target = shell.variables.target(name);
  if (target !== name && target.includes('[')) {
    const [, base = '', key = ''] = /^(\w+)\[(.*)\]$/s.exec(target) ?? [];
    return scalar(readElement(base, key, shell));
  }
  return scalar(shell.variables.get(name));
}

function specialParameter(name: string, shell: Shell): string | undefined {
  switch (name) {
    case '#':
      return String(shell.positional.length);
    case '?':
      return String(shell.status);
    case '$':
      return String(shell.pid);
    case '!':
      return shell.lastBackground === undefined ? undefined : String(shell.lastBackground);
    case '-':
      return shell.flagLetters();
    default:
      return undefined;
  }
}
