import { formats } from './formats';
import { JqError, type Json } from './types';
import { arithmetic, compare } from './values';

/** `@csv`, `@base64` and the like of a value. Throws {@link JqError} for what is no format. */
export function format(name: string, value: Json): string {
  const make = formats[name];
  if (!make) throw new JqError(`${name.slice(1)} is not a valid format`);
  return make(value);
}

/** A comparison or calculation of two values. */
export function operate(operator: string, a: Json, b: Json): Json {
  switch (operator) {
    case '==':
      return compare(a, b) === 0;
    case '!=':
      return compare(a, b) !== 0;
    case '<':
      return compare(a, b) < 0;
    case '<=':
      return compare(a, b) <= 0;
    case '>':
      return compare(a, b) > 0;
    case '>=':
      return compare(a, b) >= 0;
    default:
      return arithmetic(operator, a, b);
  }
}
