import { goTimeOfRfc3339 } from '../formatter/text';
import { goDuration } from '../units/duration';
import { GoStruct, nilList, nilMap, nilPointer, type GoValue } from './value';

/**
 * What a field of a Go struct holds: its zero value (`''`, `0`, `false`, an empty list or map, `null` for a pointer), a time, a duration, a struct, or a list
 * or a map of structs.
 */
export type FieldKind = '' | 0 | false | null | readonly [] | readonly [StructShape] | 'time' | 'duration' | StructShape | { readonly mapOf: FieldKind } | Readonly<Record<string, never>>;

/** A Go struct: its type's name and its fields in order, each by its Go name. */
export interface StructShape {
  readonly struct: string;
  readonly fields: Readonly<Record<string, FieldKind>>;
  /** Names in JSON where they are others. */
  readonly json?: Readonly<Record<string, string>>;
  /** It is a pointer, nil when the JSON has nothing. */
  readonly pointer?: boolean;
}

const isShape = (kind: FieldKind): kind is StructShape => typeof kind === 'object' && kind !== null && 'struct' in kind;

function field(kind: FieldKind, value: unknown): GoValue {
  if (isShape(kind)) return kind.pointer && (value === undefined || value === null) ? nilPointer : typed(kind, value ?? {});
  if (kind === null && (value === undefined || value === null)) return nilPointer;
  if (kind === 'time') return goTimeOfRfc3339(typeof value === 'string' ? value : '0001-01-01T00:00:00Z');
  if (kind === 'duration') return goDuration(typeof value === 'number' ? value : 0);
  if (Array.isArray(kind)) {
    const [element] = kind as readonly [] | readonly [StructShape];
    if (value === null) return nilList;
    const items = (value ?? []) as readonly unknown[];
    return element ? items.map((item) => typed(element, item)) : (items as GoValue);
  }
  if (typeof kind === 'object' && kind !== null && value === null) return nilMap;
  if (typeof kind === 'object' && kind !== null && 'mapOf' in kind) {
    return Object.fromEntries(Object.entries((value ?? {}) as Record<string, unknown>).map(([key, item]) => [key, field(kind.mapOf, item)]));
  }
  return (value ?? kind) as GoValue;
}

/** A JSON object as the client's own Go type has it: templates print its fields in order, and those that the JSON leaves out are empty. */
export function typed(shape: StructShape, value: unknown): GoStruct {
  const object = value as Readonly<Record<string, unknown>>;
  const members = Object.entries(shape.fields).map(([name, kind]) => [name, () => field(kind, object[shape.json?.[name] ?? name])] as const);
  return new GoStruct(shape.struct, Object.fromEntries(members), () => value);
}
