import { CliError } from '../cli/error';
import { parseDuration } from './duration';

/** A time that a user gives (`42m` before now, seconds since 1970, RFC 3339, a date) as the API wants it: seconds with a fraction; undefined when it is empty. `flag` names what is complained about. */
export function timeParameter(text: string, now: number, flag?: string): string | undefined {
  if (text === '') return undefined;
  if (/^\d+(\.\d+)?$/.test(text)) return text;
  try {
    // Durations are nanoseconds.
    return (now / 1000 - parseDuration(text) / 1e9).toFixed(9);
  } catch {
    const time = Date.parse(/[zZ]|[+-]\d\d:\d\d$/.test(text) ? text : `${text.includes('T') ? text : `${text}T00:00:00`}Z`);
    if (Number.isNaN(time)) throw new CliError(`${flag === undefined ? '' : `invalid value for ${JSON.stringify(flag)}: `}failed to parse value as time or duration: "${text}"`);
    return (time / 1000).toFixed(9);
  }
}
