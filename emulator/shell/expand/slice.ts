import type { Word } from '../parser/tree';
import { calculate } from '../state/assign';
import { ExpansionError } from '../state/control';
import type { Shell } from '../state/shell';
import type { Step } from '../state/step';
import type { ParameterValue } from './parameter-value';

/** `${list:offset:length}` and `${text:offset:length}`. */
export function* slice(
  value: ParameterValue,
  offsetWord: Word,
  lengthWord: Word | undefined,
  shell: Shell,
  text: (word: Word, shell: Shell) => Step<string>,
): Step<ParameterValue> {
  const offset = Number(calculate(yield* text(offsetWord, shell), shell));
  const length = lengthWord && Number(calculate(yield* text(lengthWord, shell), shell));
  if (value.type === 'scalar') {
    const letters = [...(value.text ?? '')];
    const from = offset < 0 ? letters.length + offset : offset;
    if (from < 0) return { type: 'scalar', text: '' };
    const end = length === undefined ? letters.length : length < 0 ? letters.length + length : from + length;
    if (end < from && length !== undefined && length < 0) throw new ExpansionError(`${lengthWord?.source}: substring expression < 0`);
    return { type: 'scalar', text: letters.slice(from, end).join('') };
  }
  if (length !== undefined && length < 0) throw new ExpansionError(`${lengthWord?.source}: substring expression < 0`);
  if (value.keys) {
    // Offsets into an array are subscripts, not places in the list.
    const last = Number(value.keys[value.keys.length - 1] ?? -1);
    const isMap = value.keys.some((key) => !/^\d+$/.test(key));
    const from = offset < 0 ? (isMap ? value.items.length + offset : last + 1 + offset) : offset;
    if (from < 0) return { ...value, items: [], keys: undefined };
    const first = isMap ? from : value.keys.findIndex((key) => Number(key) >= from);
    return { ...value, items: first < 0 ? [] : value.items.slice(first, length === undefined ? undefined : first + length), keys: undefined };
  }
  const all = value.positional ? [shell.name, ...value.items] : [...value.items];
  const from = offset < 0 ? all.length + offset : offset;
  if (from < 0) return { ...value, items: [] };
  return { ...value, items: all.slice(value.positional && offset === 0 ? 0 : from, length === undefined ? undefined : from + length) };
}
