import { decode, encode } from '../../../kernel/bytes';
import { JqError, type Json } from './types';
import { described, isArray, isObject } from './values';

/** A value as JSON on one line. */
export const compact = (value: Json): string => JSON.stringify(value);
export const toText = (value: Json): string => (typeof value === 'string' ? value : compact(value));

function row(name: string, value: Json, text: (value: string) => string, separator: string): string {
  if (!isArray(value)) throw new JqError(`${described(value)} cannot be ${name}-formatted, only an array can be`);
  return value
    .map((one) => {
      if (isArray(one) || isObject(one)) throw new JqError(`${described(one)} is not valid in a ${name} row`);
      return one === null ? '' : typeof one === 'string' ? text(one) : String(one);
    })
    .join(separator);
}

const entities: Readonly<Record<string, string>> = { '<': '&lt;', '>': '&gt;', '&': '&amp;', "'": '&#39;', '"': '&quot;' };

function shellWord(value: Json): string {
  if (isArray(value) || isObject(value)) throw new JqError(`${described(value)} can not be escaped for shell`);
  return typeof value === 'string' ? `'${value.replaceAll("'", "'\\''")}'` : compact(value);
}

/** `@base64` and the others. */
export const formats: Readonly<Record<string, (value: Json) => string>> = {
  '@text': toText,
  '@json': compact,
  '@csv': (value) => row('csv', value, (text) => `"${text.replaceAll('"', '""')}"`, ','),
  '@tsv': (value) => row('tsv', value, (text) => text.replaceAll('\\', '\\\\').replaceAll('\t', '\\t').replaceAll('\n', '\\n').replaceAll('\r', '\\r'), '\t'),
  '@html': (value) => toText(value).replaceAll(/[<>&'"]/g, (letter) => entities[letter] ?? letter),
  '@uri': (value) => encodeURIComponent(toText(value)).replaceAll(/[!'()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`),
  '@sh': (value) => (isArray(value) ? value.map(shellWord).join(' ') : shellWord(value)),
  '@base64': (value) => btoa(String.fromCharCode(...encode(toText(value)))),
  '@base64d': (value) => {
    try {
      return decode(Uint8Array.from(atob(toText(value).replace(/=+$/, '')), (letter) => letter.charCodeAt(0)));
    } catch {
      throw new JqError(`${described(value)} is not valid base64 data`);
    }
  },
};
