import { FlagValueError } from '../cli/flag/definition';

/** How long something took or is ago, in words: `Less than a second`, `About a minute`, `3 weeks`. */
export function humanDuration(milliseconds: number): string {
  const seconds = Math.trunc(milliseconds / 1000);
  if (seconds < 1) return 'Less than a second';
  if (seconds === 1) return '1 second';
  if (seconds < 60) return `${seconds} seconds`;
  const minutes = Math.trunc(milliseconds / 60_000);
  if (minutes === 1) return 'About a minute';
  if (minutes < 60) return `${minutes} minutes`;
  const hours = Math.floor(milliseconds / 3_600_000 + 0.5);
  if (hours === 1) return 'About an hour';
  if (hours < 48) return `${hours} hours`;
  if (hours < 24 * 7 * 2) return `${Math.trunc(hours / 24)} days`;
  if (hours < 24 * 30 * 2) return `${Math.trunc(hours / 24 / 7)} weeks`;
  if (hours < 24 * 365 * 2) return `${Math.trunc(hours / 24 / 30)} months`;
  return `${Math.trunc(milliseconds / 3_600_000 / 24 / 365)} years`;
}

const nanoseconds: Readonly<Record<string, number>> = { ns: 1, us: 1e3, µs: 1e3, μs: 1e3, ms: 1e6, s: 1e9, m: 6e10, h: 3.6e12 };

/** Reads what Go's time.ParseDuration reads (`1h2m3.5s`), as nanoseconds. */
export function parseDuration(text: string): number {
  const quoted = JSON.stringify(text);
  let left = text.replace(/^[+-]/, '');
  if (left === '0') return 0;
  if (left === '') throw new FlagValueError(`time: invalid duration ${quoted}`);
  let total = 0;
  while (left !== '') {
    const number = /^(\d+\.?\d*|\.\d+)/.exec(left)?.[0];
    if (number === undefined) throw new FlagValueError(`time: invalid duration ${quoted}`);
    left = left.slice(number.length);
    const unit = /^[^\d.]+/.exec(left)?.[0];
    if (unit === undefined) throw new FlagValueError(`time: missing unit in duration ${quoted}`);
    const scale = nanoseconds[unit];
    if (scale === undefined) throw new FlagValueError(`time: unknown unit ${JSON.stringify(unit)} in duration ${quoted}`);
    total += Number(number) * scale;
    left = left.slice(unit.length);
  }
  return Math.round(text.startsWith('-') ? -total : total);
}

/** A length in nanoseconds as Go prints a time.Duration: `1m30s`, `500ms`, `0s`. */
export function goDuration(total: number): string {
  if (total === 0) return '0s';
  const sign = total < 0 ? '-' : '';
  const value = Math.abs(total);
  if (value < 1e3) return `${sign}${value}ns`;
  if (value < 1e6) return `${sign}${value / 1e3}µs`;
  if (value < 1e9) return `${sign}${value / 1e6}ms`;
  const hours = Math.floor(value / 3.6e12);
  const minutes = Math.floor((value % 3.6e12) / 6e10);
  const seconds = (value % 6e10) / 1e9;
  return `${sign}${hours ? `${hours}h` : ''}${hours || minutes ? `${minutes}m` : ''}${seconds}s`;
}
