import { FlagValueError } from '../../cli/flag/definition';

/** A limit as the API takes it. */
export interface Ulimit {
  readonly Name: string;
  readonly Soft: number;
  readonly Hard: number;
}

const names = new Set(['core', 'cpu', 'data', 'fsize', 'locks', 'memlock', 'msgqueue', 'nice', 'nofile', 'nproc', 'rss', 'rtprio', 'rttime', 'sigpending', 'stack']);

/** Reads `nofile=1024:2048`. */
export function parseUlimit(text: string): Ulimit {
  const at = text.indexOf('=');
  if (at < 0) throw new FlagValueError(`invalid ulimit argument: ${text}`);
  const name = text.slice(0, at);
  const parts = text.slice(at + 1).split(':');
  if (parts.length > 2 || parts.includes('')) throw new FlagValueError(`too many limit value arguments - ${text.slice(at + 1)}, can only have up to two, \`soft[:hard]\``);
  const numbers = parts.map((part) => {
    if (!/^[+-]?\d+$/.test(part)) throw new FlagValueError(`strconv.ParseInt: parsing ${JSON.stringify(part)}: invalid syntax`);
    return Number(part);
  });
  if (!names.has(name)) throw new FlagValueError(`invalid ulimit type: ${name}`);
  const [soft = 0, hard = soft] = numbers;
  if (hard !== -1 && soft > hard) throw new FlagValueError(`ulimit soft limit must be less than or equal to hard limit: ${soft} > ${hard}`);
  return { Name: name, Soft: soft, Hard: hard };
}

/** As {@link parseUlimit}, for a flag that keeps the text. */
export function checkUlimit(text: string): string {
  parseUlimit(text);
  return text;
}
