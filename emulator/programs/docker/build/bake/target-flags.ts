import { buildFlags, type BuildFlags } from '../option/build-flags';
import { parseSize } from '../../units/size';
import { valueText } from './hcl';
import type { BakeTarget } from './resolve-targets';

/** An entry of a list as the command line has it: `{ type = "local", dest = "out" }` is `type=local,dest=out`. */
function entryText(entry: unknown): string {
  if (entry === null || typeof entry !== 'object') return valueText(entry);
  return Object.entries(entry)
    .map(([name, value]) => `${name}=${valueText(value)}`)
    .join(',');
}

const pairs = (value: unknown) =>
  Object.entries((value as Record<string, unknown> | undefined) ?? {}).flatMap(([name, one]) => (one === null ? [] : [`${name}=${valueText(one)}`]));
const entries = (value: unknown) => ((value as readonly unknown[] | undefined) ?? []).map(entryText);
const word = (value: unknown) => valueText(value);

/** A target as the flags of `docker build`. The Dockerfile's path is relative to the target's context. */
export function targetFlags({ attributes }: BakeTarget): { flags: BuildFlags; context: string } {
  const context = word(attributes.context) || '.';
  const dockerfile = word(attributes.dockerfile) || 'Dockerfile';
  const initial = Object.fromEntries(Object.entries(buildFlags).map(([name, flag]) => [name, flag.initial as unknown])) as BuildFlags;
  const flags: BuildFlags = {
    ...initial,
    file: dockerfile.startsWith('/') || context === '.' ? dockerfile : `${context}/${dockerfile}`,
    'build-arg': pairs(attributes.args),
    label: pairs(attributes.labels),
    'build-context': pairs(attributes.contexts),
    tag: entries(attributes.tags),
    platform: entries(attributes.platforms),
    secret: entries(attributes.secret),
    ssh: entries(attributes.ssh),
    output: entries(attributes.output),
    'cache-from': entries(attributes['cache-from']),
    'cache-to': entries(attributes['cache-to']),
    'no-cache-filter': entries(attributes['no-cache-filter']),
    attest: entries(attributes.attest),
    allow: entries(attributes.entitlements),
    target: word(attributes.target),
    network: word(attributes.network) || 'default',
    call: word(attributes.call) || 'build',
    pull: attributes.pull === true,
    'no-cache': attributes['no-cache'] === true,
    'shm-size': attributes['shm-size'] === undefined ? 0 : parseSize(word(attributes['shm-size'])),
  };
  return { flags, context };
}
