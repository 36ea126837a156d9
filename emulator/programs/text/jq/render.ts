import type { Json } from './types';
import { isArray, isObject } from './values';

/** How values are printed. */
export interface RenderOptions {
  /** What one level is indented by; empty for one line. */
  readonly indent: string;
  readonly sortKeys: boolean;
  readonly colour: boolean;
  readonly ascii: boolean;
}

const colours = { null: '1;30', false: '0;39', true: '0;39', number: '0;39', string: '0;32', array: '1;39', object: '1;39', key: '34;1' } as const;

function number(value: number): string {
  if (Number.isNaN(value)) return 'null';
  if (!Number.isFinite(value)) return value > 0 ? '1.7976931348623157e+308' : '-1.7976931348623157e+308';
  return Object.is(value, -0) ? '-0' : String(value);
}

/** A value as jq prints it, without the newline behind it. */
export function render(value: Json, { indent, sortKeys, colour, ascii }: RenderOptions): string {
  const text = (one: string) => {
    const quoted = JSON.stringify(one).replaceAll('\u007f', '\\u007f');
    return ascii ? quoted.replaceAll(/[\u0080-\uffff]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`) : quoted;
  };
  const paint = (kind: keyof typeof colours, part: string) => (colour ? `\u001b[${colours[kind]}m${part}\u001b[0m` : part);
  const walk = (one: Json, depth: number): string => {
    if (one === null) return paint('null', 'null');
    if (typeof one === 'boolean') return paint(one ? 'true' : 'false', String(one));
    if (typeof one === 'number') return paint('number', number(one));
    if (typeof one === 'string') return paint('string', text(one));
    const kind = isArray(one) ? 'array' : 'object';
    const [open, close] = isArray(one) ? ['[', ']'] : ['{', '}'];
    const keys = isObject(one) ? (sortKeys ? Object.keys(one).sort() : Object.keys(one)) : [];
    const newline = (level: number) => (indent === '' ? '' : `\n${indent.repeat(level)}`);
    const parts = isArray(one)
      ? one.map((item) => walk(item, depth + 1))
      : keys.map((key) => `${colour ? `\u001b[0m${paint('key', text(key))}\u001b[${colours.object}m:${indent === '' ? '' : ' '}\u001b[0m` : `${text(key)}:${indent === '' ? '' : ' '}`}${walk((one as Readonly<Record<string, Json>>)[key] ?? null, depth + 1)}`);
    if (parts.length === 0) return colour ? `\u001b[${colours[kind]}m${open}${close}\u001b[0m` : `${open}${close}`;
    if (!colour) return `${open}${newline(depth + 1)}${parts.join(`,${newline(depth + 1)}`)}${newline(depth)}${close}`;
    const paintOn = `\u001b[${colours[kind]}m`;
    return `${paintOn}${open}${newline(depth + 1)}${parts.join(`${paintOn},${newline(depth + 1)}`)}${paintOn}${newline(depth)}${paintOn}${close}\u001b[0m`;
  };
  return walk(value, 0);
}
