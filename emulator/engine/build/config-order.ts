import type { ContainerDefaults } from '../image/types';

/** In the order in which the Engine writes them. */
const keys = [
  'User',
  'ExposedPorts',
  'Env',
  'Entrypoint',
  'Cmd',
  'Volumes',
  'WorkingDir',
  'Labels',
  'StopSignal',
  'ArgsEscaped',
  'Healthcheck',
  'OnBuild',
  'Shell',
] as const;

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === '' || value === false || (Array.isArray(value) && value.length === 0);
}

/** Maps with their keys in order, as Go writes them. */
function sorted(value: unknown): unknown {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** An image's config without what says nothing, in the order in which the Engine writes it. */
export function orderConfig(config: ContainerDefaults): ContainerDefaults {
  return Object.fromEntries(keys.flatMap((key) => (isEmpty(config[key]) ? [] : [[key, key === 'Healthcheck' ? config[key] : sorted(config[key])]])));
}
