/**
 * What a template works on. Objects are Go maps (printed with sorted keys), {@link GoStruct}s are structs: their fields have an order, and one that
 * is not there is an error.
 */
export type GoValue = undefined | null | boolean | number | string | readonly GoValue[] | { readonly [key: string]: GoValue } | GoStruct | GoMethod;

/** A method of a struct: called with the arguments that follow its name. */
export type GoMethod = (...args: GoValue[]) => GoValue;

/** A Go struct (or pointer to one) as a template sees it. */
export class GoStruct {
  constructor(
    /** As Go's messages name it, for example `*formatter.ContainerContext`. */
    readonly type: string,
    /** Fields and methods in Go's order; evaluated when asked for. */
    readonly members: Readonly<Record<string, () => GoValue | GoMethod>>,
    /** What `json` gives; the members' values when absent. */
    readonly json?: () => unknown,
  ) {}
}

/** A nil slice and a nil map: printed as empty ones, `null` in JSON. */
export const nilList: readonly GoValue[] = [];
export const nilMap: Readonly<Record<string, GoValue>> = {};

/** A nil pointer to a struct or a number: `<nil>`, false, `null` in JSON. */
export const nilPointer = new GoStruct('<nil>', {}, () => null);

/** JSON text that {@link goJson} writes as it is. */
export class RawJson {
  constructor(readonly text: string) {}
}

export function isMap(value: GoValue): value is { readonly [key: string]: GoValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof GoStruct);
}

/** Go's name of a value's type, as far as it can be told. */
export function typeName(value: GoValue): string {
  if (value === null || value === undefined) return '<nil>';
  if (value instanceof GoStruct) return value.type;
  if (Array.isArray(value)) return '[]interface {}';
  if (typeof value === 'object') return 'map[string]interface {}';
  if (typeof value === 'number') return Number.isInteger(value) ? 'int' : 'float64';
  return typeof value === 'boolean' ? 'bool' : typeof value === 'function' ? 'func' : 'string';
}

/** Whether `if` and `with` take the value for true. */
export function isTrue(value: GoValue): boolean {
  if (value === null || value === undefined) return false;
  if (value === nilPointer) return false;
  if (Array.isArray(value)) return value.length > 0;
  if (isMap(value)) return Object.keys(value).length > 0;
  return Boolean(value);
}

/** A value as `%v` prints it. */
export function goText(value: GoValue): string {
  if (value === null || value === undefined) return '<nil>';
  if (typeof value === 'function') return goText(value());
  if (Array.isArray(value)) return `[${value.map(goText).join(' ')}]`;
  if (value === nilPointer) return '<nil>';
  if (value instanceof GoStruct) {
    return `{${Object.values(value.members)
      .map((member) => goText(member()))
      .join(' ')}}`;
  }
  if (isMap(value)) {
    const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
    return `map[${entries.map(([key, item]) => `${key}:${goText(item)}`).join(' ')}]`;
  }
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  return typeof value === 'number' ? goNumber(value) : (value as string);
}

/** A number as Go prints it with `%v`. */
function goNumber(value: number): string {
  if (Number.isInteger(value)) return String(value);
  const exponent = Math.floor(Math.log10(Math.abs(value)));
  if (exponent >= -5 && exponent < 21) return String(value);
  const [mantissa = '', power = ''] = value.toExponential().split('e');
  return `${mantissa}e${power[0]}${power.slice(1).padStart(2, '0')}`;
}

/** A value as Go's encoding/json writes it, without a newline and without escaping HTML. */
export function goJson(value: unknown): string {
  if (value instanceof RawJson) return value.text;
  if (value === nilList || value === nilMap) return 'null';
  if (value instanceof GoStruct) {
    if (value.json) return goJson(value.json());
    return `{${Object.entries(value.members)
      .map(([name, member]) => `${JSON.stringify(name)}:${goJson(member())}`)
      .join(',')}}`;
  }
  if (Array.isArray(value)) return `[${value.map(goJson).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    return `{${Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .map(([key, item]) => `${JSON.stringify(key)}:${goJson(item)}`)
      .join(',')}}`;
  }
  if (typeof value === 'function') return goJson((value as GoMethod)());
  return JSON.stringify(value ?? null);
}
