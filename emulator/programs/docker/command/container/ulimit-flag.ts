import type { Ulimit } from '../../../../api/types/host-config';
import { FlagValueError } from '../../cli/flag/definition';

const types = ['core', 'cpu', 'data', 'fsize', 'locks', 'memlock', 'msgqueue', 'nice', 'nofile', 'nproc', 'rss', 'rtprio', 'rttime', 'sigpending', 'stack'];

/** Reads `--ulimit nofile=1024:2048` (soft and hard limit; one number is both). Throws `FlagValueError` with Docker's sentence. */
export function parseUlimit(text: string): Ulimit {
  const invalid = (why: string) => new FlagValueError(why);
  const at = text.indexOf('=');
  if (at < 0 || text.slice(at + 1) === '') throw invalid(`invalid ulimit argument: ${text}`);
  const name = text.slice(0, at);
  if (!types.includes(name)) throw invalid(`invalid ulimit type: ${name}`);
  const limits = text.slice(at + 1).split(':');
  if (limits.length > 2) throw invalid(`too many limit value arguments - ${text.slice(at + 1)}, can only have up to two, \`soft[:hard]\``);
  const [soft = 0, hard = soft] = limits.map((limit) => {
    if (!/^-?\d+$/.test(limit)) throw invalid(`strconv.ParseInt: parsing "${limit}": invalid syntax`);
    return Number(limit);
  });
  if (hard !== -1 && (soft === -1 || soft > hard)) throw invalid(`ulimit soft limit must be less than or equal to hard limit: ${soft} > ${hard}`);
  return { Name: name, Hard: hard, Soft: soft };
}
