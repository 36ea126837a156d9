import type { ContainerSummary } from '../../api/types/container';
import type { Filters } from '../../api/types/filter';
import { EngineError } from '../error';
import { booleanFilter, checkFilters, hasLabels, matchesExactly, matchesPattern } from '../filters';
import type { EngineParts } from '../parts';
import { nameOf, statusOf, type Container } from './container';
import { summarize } from './describe';

const accepted = ['ancestor', 'before', 'exited', 'expose', 'health', 'id', 'isolation', 'is-task', 'label', 'name', 'network', 'publish', 'since', 'status', 'volume'];
const healths = ['none', 'starting', 'healthy', 'unhealthy'];
const statuses = ['created', 'running', 'paused', 'restarting', 'removing', 'exited', 'dead'];

/** `GET /containers/json`: newest first. */
export function listContainers(parts: EngineParts, { all, size, limit, filters }: { all: boolean; size: boolean; limit: number; filters: Filters }): ContainerSummary[] {
  checkFilters(filters, accepted);
  const { store, images } = parts;
  for (const status of filters.status ?? []) if (!statuses.includes(status)) throw new EngineError('invalid parameter', `invalid filter 'status=${status}': invalid value for state (${status}): must be one of ${statuses.join(', ')}`);
  for (const code of filters.exited ?? []) if (!/^-?\d+$/.test(code)) throw new EngineError('invalid parameter', `invalid filter 'exited=${code}'`);
  for (const health of filters.health ?? []) if (!healths.includes(health)) throw new EngineError('invalid parameter', `invalid filter 'health=${health}': invalid value for health (${health}): must be one of ${healths.join(', ')}`);
  booleanFilter(filters, 'is-task');
  const containers = store.all().reverse();
  const every = all || limit > 0 || ['status', 'exited', 'before', 'since'].some((key) => (filters[key] ?? []).length > 0);
  const position = (name: string | undefined) => (name === undefined ? undefined : containers.indexOf(store.find(name)));
  const before = position(filters.before?.[0]);
  const since = position(filters.since?.[0]);
  const ancestors = (filters.ancestor ?? []).map((name) => {
    try {
      return images.store.find(name).id;
    } catch (error) {
      if (error instanceof EngineError) return name;
      throw error;
    }
  });
  const fits = (container: Container, index: number): boolean => {
    const { record, hostConfig } = container;
    const status = statusOf(container);
    if (!every && !record.State.Running) return false;
    if ((before !== undefined && index <= before) || (since !== undefined && index >= since)) return false;
    if (!matchesExactly(filters, 'status', status) || !matchesPattern(filters, 'name', nameOf(container))) return false;
    if ((filters.id ?? []).length > 0 && !(filters.id ?? []).some((id) => container.id.startsWith(id))) return false;
    if (!hasLabels(record.Config.Labels, filters.label)) return false;
    if ((filters.exited ?? []).length > 0 && (record.State.Running || status === 'created' || !(filters.exited ?? []).includes(String(record.State.ExitCode)))) return false;
    if (!matchesExactly(filters, 'health', record.State.Health?.Status ?? 'none')) return false;
    if (ancestors.length > 0 && !ancestors.some((id) => descends(parts, record.Image, id))) return false;
    if ((filters.network ?? []).length > 0 && !(filters.network ?? []).some((wanted) => Object.entries(record.NetworkSettings.Networks).some(([name, endpoint]) => name === wanted || (endpoint.NetworkID !== '' && endpoint.NetworkID.startsWith(wanted))))) return false;
    if ((filters.volume ?? []).length > 0 && !(filters.volume ?? []).some((wanted) => Object.values(record.MountPoints).some((mount) => mount.Name === wanted || mount.Destination === wanted || mount.Source === wanted))) return false;
    const ports = (key: 'publish' | 'expose', has: (port: string) => boolean) => (filters[key] ?? []).length === 0 || (filters[key] ?? []).some(has);
    if (!ports('expose', (port) => Object.keys(record.Config.ExposedPorts ?? {}).some((one) => one === port || one.split('/')[0] === port))) return false;
    return ports('publish', (port) => Object.values(hostConfig.PortBindings ?? {}).some((bindings) => bindings?.some((binding) => binding.HostPort === port.split('/')[0])));
  };
  const rows = containers.filter(fits).map((container) => summarize(parts, container, size));
  return limit > 0 ? rows.slice(0, limit) : rows;
}

/** Whether an image is `ancestor` or was built on it (their layers begin alike). */
function descends(parts: EngineParts, image: string, ancestor: string): boolean {
  if (image === ancestor) return true;
  const layers = parts.images.store.get(image)?.config.rootfs.diff_ids ?? [];
  const below = parts.images.store.get(ancestor)?.config.rootfs.diff_ids ?? [];
  return below.length > 0 && below.length < layers.length && below.every((id, index) => layers[index] === id);
}
