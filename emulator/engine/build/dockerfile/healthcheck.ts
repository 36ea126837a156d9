import { parseDuration } from '../duration';
import type { HealthcheckSettings } from './command';
import { DockerfileError } from './error';
import { readFlags } from './flags';
import type { Node } from './node';
import { jsonList } from './words';

const spans = { Interval: 'interval', Timeout: 'timeout', StartPeriod: 'start-period', StartInterval: 'start-interval' } as const;

/** HEALTHCHECK: NONE, or CMD with how often and how long. Throws {@link DockerfileError}. */
export function parseHealthcheck(node: Node): HealthcheckSettings {
  const [, type = '', rest = ''] = /^(\S*)\s*([\s\S]*)$/.exec(node.rest) ?? [];
  if (type === '') throw new DockerfileError('HEALTHCHECK requires at least one argument');
  if (type.toUpperCase() === 'NONE') {
    if (rest !== '') throw new DockerfileError('HEALTHCHECK NONE takes no arguments');
    return { Test: ['NONE'] };
  }
  const flags = readFlags(node.flags, { interval: 'string', timeout: 'string', 'start-period': 'string', 'start-interval': 'string', retries: 'string' });
  if (type.toUpperCase() !== 'CMD') throw new DockerfileError(`Unknown type ${JSON.stringify(type.toUpperCase())} in HEALTHCHECK (try CMD)`);
  const words = jsonList(rest);
  if (rest === '' || words?.length === 0) throw new DockerfileError('Missing command after HEALTHCHECK CMD');
  const settings: { -readonly [Key in keyof HealthcheckSettings]: HealthcheckSettings[Key] } = { Test: words ? ['CMD', ...words] : ['CMD-SHELL', rest] };
  for (const [key, flag] of Object.entries(spans) as [keyof typeof spans, string][]) {
    const text = flags.text(flag);
    if (text === undefined) continue;
    const span = parseDuration(text);
    if (span === undefined) throw new DockerfileError(`time: invalid duration ${JSON.stringify(text)}`);
    if (span !== 0 && span < 1e6) throw new DockerfileError(`Interval ${JSON.stringify(flag)} cannot be less than 1ms`);
    if (span !== 0) settings[key] = span;
  }
  const retries = flags.text('retries');
  if (retries !== undefined) {
    if (!/^[+-]?\d+$/.test(retries)) throw new DockerfileError(`strconv.ParseInt: parsing ${JSON.stringify(retries)}: invalid syntax`);
    if (Number(retries) < 0) throw new DockerfileError(`--retries cannot be negative (${Number(retries)})`);
    if (Number(retries) > 0) settings.Retries = Number(retries);
  }
  return settings;
}
