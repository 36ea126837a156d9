import { quoteLocale } from '../command-line/quote';
import type { ParsedOptions } from '../command-line/options';
import { UsageError } from '../command-line/tool';
import type { Rounding, Scale } from './numfmt-scale';

/** numfmt's options. */
export const numfmtOptions = {
  debug: 'debug',
  delimiter: 'd,delimiter=',
  field: 'field=',
  format: 'format=',
  from: 'from=',
  fromUnit: 'from-unit=',
  grouping: 'grouping',
  header: 'header[=]',
  invalid: 'invalid=',
  padding: 'padding=',
  round: 'round=',
  suffix: 'suffix=',
  to: 'to=',
  toUnit: 'to-unit=',
  zero: 'z,zero-terminated',
} as const;

/** What a run of numfmt is to do. */
export interface NumfmtSettings {
  readonly from: Scale;
  readonly to: Scale;
  readonly fromUnit: number;
  readonly toUnit: number;
  readonly rounding: Rounding;
  readonly suffix: string;
  /** Undefined: blanks. */
  readonly delimiter: string | undefined;
  readonly fields: (field: number) => boolean;
  readonly header: number;
  readonly invalid: 'abort' | 'fail' | 'warn' | 'ignore';
  /** Width to fill; negative: aligned to the left; 0: as wide as what stood there, where blanks separate. */
  readonly padding: number;
  readonly zeroPadding: number;
  readonly precision: number | undefined;
  readonly before: string;
  readonly after: string;
}

/** A value that cannot be; `message` is the complaint, without a hint. */
export class SettingError extends Error {
  override readonly name = 'SettingError';
}

function choose<Choice extends string>(option: string, given: string | undefined, choices: readonly Choice[], otherwise: Choice): Choice {
  if (given === undefined) return otherwise;
  const matching = choices.filter((choice) => choice.startsWith(given));
  const found = choices.find((choice) => choice === given) ?? (matching.length === 1 ? matching[0] : undefined);
  if (found !== undefined) return found;
  throw new UsageError(`${matching.length > 1 ? 'ambiguous' : 'invalid'} argument ${quoteLocale(given)} for ${quoteLocale(`--${option}`)}\nValid arguments are:${choices.map((choice) => `\n  - ${quoteLocale(choice)}`).join('')}`);
}

function readUnit(text: string | undefined): number {
  if (text === undefined) return 1;
  const [, digits, letter = '', binary] = /^(\d*)(?:([KMGTPEZY])(i?))?$/.exec(text) ?? [];
  if (digits === undefined || (digits === '' && letter === '') || Number(digits || '1') === 0) throw new SettingError(`invalid unit size: ${quoteLocale(text)}`);
  return Number(digits || '1') * (binary ? 1024 : 1000) ** (letter === '' ? 0 : 'KMGTPEZY'.indexOf(letter) + 1);
}

function readFields(text: string | undefined): (field: number) => boolean {
  if (text === undefined) return (field) => field === 1;
  const ranges = text.split(/[, ]/).map((part) => {
    const [, first, dash, last] = /^(\d*)(-?)(\d*)$/.exec(part) ?? [];
    if (first === undefined) throw new UsageError(`invalid field value ${quoteLocale(part.replace(/^[\d-]*/, ''))}`);
    if (first === '' && !dash) throw new UsageError('fields are numbered from 1');
    if (first === '0' || (dash && last === '0')) throw new UsageError('fields are numbered from 1');
    const from = first === '' ? 1 : Number(first);
    const to = dash ? (last === '' ? Infinity : Number(last)) : from;
    if (to < from) throw new UsageError('invalid decreasing range');
    return { from, to };
  });
  return (field) => ranges.some(({ from, to }) => field >= from && field <= to);
}

/** What `--format` says: text around, width, precision. */
function readFormat(format: string): Pick<NumfmtSettings, 'before' | 'after' | 'precision'> & { padding: number; zero: number; grouping: boolean } {
  const quoted = quoteLocale(format);
  const start = /^(?:[^%]|%%)*/.exec(format)?.[0].length ?? 0;
  if (start === format.length) throw new SettingError(`format ${quoted} has no % directive`);
  const match = /^%([0' -]*)(\d*)(?:\.(\d*))?/.exec(format.slice(start)) ?? [''];
  const [directive, flags = '', width = '', precision] = match;
  const rest = format.slice(start + directive.length);
  if (rest === '') throw new SettingError(`format ${quoted} ends in %`);
  if (!rest.startsWith('f')) throw new SettingError(`invalid format ${quoted}, directive must be %[0]['][-][N][.][N]f`);
  const after = rest.slice(1);
  if (/^(?:[^%]|%%)*%(?!%)/.test(after)) throw new SettingError(`format ${quoted} has too many % directives`);
  const zero = flags.includes('0');
  return { before: format.slice(0, start).replaceAll('%%', '%'), after: after.replaceAll('%%', '%'), precision: precision === undefined ? undefined : Number(precision), padding: zero ? 0 : Number(width) * (flags.includes('-') ? -1 : 1), zero: zero ? Number(width) : 0, grouping: flags.includes("'") };
}

/** Reads the options. Throws {@link SettingError} or `UsageError`. */
export function readNumfmtSettings(options: ParsedOptions<keyof typeof numfmtOptions>): NumfmtSettings {
  const scales = ['none', 'auto', 'si', 'iec', 'iec-i'] as const;
  const from = choose('from', options.value('from'), scales, 'none');
  const to = choose('to', options.value('to'), ['none', 'si', 'iec', 'iec-i'] as const, 'none');
  const rounding = choose('round', options.value('round'), ['up', 'down', 'from-zero', 'towards-zero', 'nearest'] as const, 'from-zero');
  const invalid = choose('invalid', options.value('invalid'), ['abort', 'fail', 'warn', 'ignore'] as const, 'abort');
  const padding = options.value('padding');
  if (padding !== undefined && (!/^-?\d+$/.test(padding) || Number(padding) === 0)) throw new SettingError(`invalid padding value ${quoteLocale(padding)}`);
  const header = options.has('header') ? (options.value('header') ?? '1') : '0';
  if (options.has('header') && (!/^\d+$/.test(header) || Number(header) === 0)) throw new SettingError(`invalid header value ${quoteLocale(header)}`);
  const delimiter = options.value('delimiter');
  if (delimiter !== undefined && Array.from(delimiter).length > 1) throw new SettingError('the delimiter must be a single character');
  const format = options.value('format');
  const read = format === undefined ? undefined : readFormat(format);
  if (read && options.has('grouping')) throw new SettingError('--grouping cannot be combined with --format');
  if ((options.has('grouping') || read?.grouping) && to !== 'none') throw new SettingError('grouping cannot be combined with --to');
  return {
    from,
    to,
    rounding,
    invalid,
    delimiter,
    fromUnit: readUnit(options.value('fromUnit')),
    toUnit: readUnit(options.value('toUnit')),
    suffix: options.value('suffix') ?? '',
    fields: readFields(options.value('field')),
    header: Number(header),
    padding: read?.padding || Number(padding ?? 0),
    zeroPadding: read?.zero ?? 0,
    precision: read?.precision,
    before: read?.before ?? '',
    after: read?.after ?? '',
  };
}

/** What `--debug` says of options that do nothing. */
export function debugNotes(options: ParsedOptions<keyof typeof numfmtOptions>, hasOperands: boolean): string[] {
  const converts = ['from', 'to', 'grouping', 'padding', 'format', 'fromUnit', 'toUnit', 'suffix'].some((key) => options.has(key as keyof typeof numfmtOptions));
  return [
    ...(converts ? [] : ['no conversion option specified']),
    ...(options.has('grouping') ? ['grouping has no effect in this locale'] : []),
    ...(options.has('header') && hasOperands ? ['--header ignored with command-line input'] : []),
    ...(options.has('padding') && /%[-0']*\d/.test(options.value('format') ?? '') ? [`--format padding overriding --padding`] : []),
  ];
}

