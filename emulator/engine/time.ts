import type { Clock } from '../kernel/clock';

/** What Docker writes for a time that never came. */
export const never = '0001-01-01T00:00:00Z';

/** Nanoseconds since 1970. */
export function nanoseconds(clock: Clock): bigint {
  return BigInt(Math.floor(clock.now())) * 1_000_000n + BigInt(clock.nanoseconds());
}

/** RFC 3339 with as many digits of a second as are not zero (Go's RFC3339Nano), UTC. */
export function formatNanoseconds(time: bigint): string {
  const second = time / 1_000_000_000n;
  const fraction = (time % 1_000_000_000n).toString().padStart(9, '0').replace(/0+$/, '');
  const whole = new Date(Number(second) * 1000).toISOString().slice(0, 19);
  return fraction === '' ? `${whole}Z` : `${whole}.${fraction}Z`;
}

/** The present instant as {@link formatNanoseconds} writes it. */
export function timestamp(clock: Clock): string {
  return formatNanoseconds(nanoseconds(clock));
}

/** Milliseconds since 1970 of an RFC 3339 time; 0 for {@link never}. */
export function parseTimestamp(text: string): number {
  if (text.startsWith('0001-')) return 0;
  return Date.parse(text);
}

/** A span of time as people say it: `5 seconds`, `About a minute`, `3 weeks`. */
export function humanDuration(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000);
  if (seconds < 1) return 'Less than a second';
  if (seconds === 1) return '1 second';
  if (seconds < 60) return `${seconds} seconds`;
  const minutes = Math.floor(seconds / 60);
  if (minutes === 1) return 'About a minute';
  if (minutes < 60) return `${minutes} minutes`;
  const hours = Math.round(seconds / 3600);
  if (hours === 1) return 'About an hour';
  if (hours < 48) return `${hours} hours`;
  if (hours < 24 * 7 * 2) return `${Math.floor(hours / 24)} days`;
  if (hours < 24 * 30 * 2) return `${Math.floor(hours / 24 / 7)} weeks`;
  if (hours < 24 * 365 * 2) return `${Math.floor(hours / 24 / 30)} months`;
  return `${Math.floor(hours / 24 / 365)} years`;
}
