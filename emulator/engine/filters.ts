import type { Filters } from '../api/types/filter';
import { EngineError } from './error';

/** Refuses a filter that is not among `accepted`. */
export function checkFilters(filters: Filters, accepted: readonly string[]): void {
  const unknown = Object.keys(filters).find((key) => !accepted.includes(key));
  if (unknown !== undefined) throw new EngineError('invalid parameter', `invalid filter '${unknown}'`);
}

/** Whether `value` is one of those asked for under `key`; true when nothing was asked. */
export function matchesExactly(filters: Filters, key: string, value: string): boolean {
  const wanted = filters[key];
  return wanted === undefined || wanted.length === 0 || wanted.includes(value);
}

/** As {@link matchesExactly}, where each wanted value is a regular expression or a part of the value. */
export function matchesPattern(filters: Filters, key: string, value: string): boolean {
  const wanted = filters[key];
  if (wanted === undefined || wanted.length === 0) return true;
  return wanted.some((pattern) => value === pattern || toPattern(pattern)?.test(value) === true);
}

function toPattern(text: string): RegExp | undefined {
  try {
    return new RegExp(text);
  } catch {
    return undefined; // no expression, as in Docker: it matches nothing
  }
}

/** Whether `labels` have all of `wanted`, each `key` or `key=value`. */
export function hasLabels(labels: Readonly<Record<string, string>> | null | undefined, wanted: readonly string[] | undefined): boolean {
  return (wanted ?? []).every((label) => hasLabel(labels, label));
}

/** Whether `labels` have none of `unwanted` (`label!=`). */
export function lacksLabels(labels: Readonly<Record<string, string>> | null | undefined, unwanted: readonly string[] | undefined): boolean {
  return !(unwanted ?? []).some((label) => hasLabel(labels, label));
}

function hasLabel(labels: Readonly<Record<string, string>> | null | undefined, label: string): boolean {
  const at = label.indexOf('=');
  const value = labels?.[at < 0 ? label : label.slice(0, at)];
  return value !== undefined && (at < 0 || value === label.slice(at + 1));
}

/** A yes or no filter: undefined when not asked. */
export function booleanFilter(filters: Filters, key: string): boolean | undefined {
  const values = filters[key];
  if (values === undefined || values.length === 0) return undefined;
  const meanings = values.map((value) => (['1', 'true'].includes(value) ? true : ['0', 'false'].includes(value) ? false : undefined));
  const [first] = meanings;
  if (first === undefined || meanings.some((meaning) => meaning !== first)) {
    throw new EngineError('invalid parameter', `invalid filter '${key}=[${values.join(' ')}]'`);
  }
  return first;
}

/** The time of an `until` filter (a Go duration before now, seconds since 1970, or RFC 3339) in milliseconds; undefined when not asked. */
export function untilFilter(filters: Filters, now: number): number | undefined {
  const values = filters['until'];
  if (values === undefined || values.length === 0) return undefined;
  if (values.length > 1) throw new EngineError('invalid parameter', 'more than one until filter specified');
  const text = values[0] ?? '';
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text) * 1000;
  const span = parseDuration(text);
  if (span !== undefined) return now - span;
  const date = Date.parse(text);
  if (!Number.isNaN(date)) return date;
  throw new EngineError('invalid parameter', `failed to parse value as time or duration: ${JSON.stringify(text)}`);
}

const units: Readonly<Record<string, number>> = { ns: 1e-6, us: 1e-3, µs: 1e-3, ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

function parseDuration(text: string): number | undefined {
  if (!/^([0-9.]+(ns|us|µs|ms|s|m|h))+$/.test(text)) return undefined;
  let sum = 0;
  for (const [, number, unit] of text.matchAll(/([0-9.]+)(ns|us|µs|ms|s|m|h)/g)) sum += Number(number) * (units[unit ?? ''] ?? 0);
  return sum;
}
