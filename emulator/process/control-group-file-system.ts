import { SystemError } from '../kernel/errno';
import type { FileSystem } from '../vfs/types';
import { createSyntheticFileSystem, type SyntheticDirectory, type SyntheticEntry, type SyntheticFile } from '../vfs/synthetic-file-system';
import type { Kernel } from './kernel';
import { visibleRoot } from './proc/control-group-path';
import type { Task } from './task';
import type { ControlGroup } from './types';

const controllers = 'cpuset cpu io memory hugetlb pids rdma misc\n';
const page = 4096;
/** Microseconds in which a group's CPU time is counted. */
const cpuPeriod = 100_000;

/** The number that `text` means, or undefined for `max`. EINVAL for anything else. */
function parseLimit(text: string): number | undefined {
  const word = text.trim();
  if (word === 'max') return undefined;
  const match = /^(\d+)([kmg]?)$/i.exec(word);
  if (!match) throw new SystemError('EINVAL');
  return Number(match[1]) * 1024 ** ' kmg'.indexOf((match[2] || ' ').toLowerCase());
}

/** /sys/fs/cgroup: the control groups of a kernel, as version 2 shows them. In a container its own group is the root. */
export function createControlGroupFileSystem(kernel: Kernel): FileSystem {
  const { controlGroups: groups } = kernel;

  function files(path: string, asker: Task): Record<string, SyntheticFile> {
    const shown = (read: () => string): SyntheticFile => ({ kind: 'file', read });
    const setting = (read: (group: ControlGroup) => string, write: (group: ControlGroup, text: string) => void): SyntheticFile => ({
      kind: 'file',
      mode: 0o644,
      read: () => `${read(groups.get(path))}\n`,
      write: (text) => write(groups.get(path), text),
    });
    const processes: SyntheticFile = {
      kind: 'file',
      mode: 0o644,
      read: () =>
        groups
          .members(path)
          .map((task) => `${task.identity.in(asker.namespaces.pid)}\n`)
          .join(''),
      write(text) {
        if (!/^\d+$/.test(text.trim())) throw new SystemError('EINVAL');
        const task = Number(text) === 0 ? asker : kernel.find(asker.namespaces.pid, Number(text));
        if (!task) throw new SystemError('ESRCH');
        groups.move(task, groups.get(path));
      },
    };
    const common: Record<string, SyntheticFile> = {
      'cgroup.controllers': shown(() => controllers),
      'cgroup.max.depth': shown(() => 'max\n'),
      'cgroup.max.descendants': shown(() => 'max\n'),
      'cgroup.procs': processes,
      'cgroup.stat': shown(
        () =>
          `nr_descendants ${groups.paths().filter((one) => one.startsWith(path === '/' ? '/' : `${path}/`) && one !== path).length}\nnr_dying_descendants 0\n`,
      ),
      'cgroup.subtree_control': { kind: 'file', mode: 0o644, read: () => controllers, write: () => undefined },
      'cgroup.threads': processes,
      'cpu.stat': shown(() => {
        const used = Math.round(groups.cpuTime(path) * 1000);
        return `usage_usec ${used}\nuser_usec ${used}\nsystem_usec 0\nnr_periods 0\nnr_throttled 0\nthrottled_usec 0\n`;
      }),
      'io.stat': shown(() => ''),
      'memory.stat': shown(() => {
        const { current } = groups.memory(path);
        return `anon ${current}\nfile 0\nkernel 0\nshmem 0\ninactive_anon ${current}\nactive_anon 0\ninactive_file 0\nactive_file 0\nunevictable 0\n`;
      }),
    };
    if (path === '/') return common;
    const number = (key: 'memoryMax' | 'pidsMax') =>
      setting(
        (group) => String(group[key] ?? 'max'),
        (group, text) => {
          const limit = parseLimit(text);
          group[key] = key === 'memoryMax' && limit !== undefined ? Math.floor(limit / page) * page : limit;
        },
      );
    return {
      ...common,
      'cgroup.events': shown(() => `populated ${groups.members(path, true).length > 0 ? 1 : 0}\nfrozen ${groups.get(path).frozen ? 1 : 0}\n`),
      'cgroup.freeze': setting(
        (group) => (group.frozen ? '1' : '0'),
        (group, text) => {
          if (!/^[01]\s*$/.test(text)) throw new SystemError('EINVAL');
          group.frozen = text.startsWith('1');
        },
      ),
      'cgroup.kill': {
        kind: 'file',
        mode: 0o200,
        write() {
          for (const task of groups.members(path, true)) kernel.signal(task, 'SIGKILL');
        },
      },
      'cgroup.type': shown(() => 'domain\n'),
      'cpu.max': setting(
        (group) => `${group.cpuMax === undefined ? 'max' : Math.round(group.cpuMax * cpuPeriod)} ${cpuPeriod}`,
        (group, text) => {
          const [quota = '', period = String(cpuPeriod)] = text.trim().split(/\s+/);
          const limit = parseLimit(quota);
          if (!/^[1-9]\d*$/.test(period)) throw new SystemError('EINVAL');
          group.cpuMax = limit === undefined ? undefined : limit / Number(period);
        },
      ),
      'cpu.weight': shown(() => '100\n'),
      'memory.current': shown(() => `${groups.memory(path).current}\n`),
      'memory.events': shown(() => {
        const { oomKills } = groups.get(path);
        return `low 0\nhigh 0\nmax ${oomKills}\noom ${oomKills}\noom_kill ${oomKills}\noom_group_kill 0\n`;
      }),
      'memory.high': shown(() => 'max\n'),
      'memory.low': shown(() => '0\n'),
      'memory.max': number('memoryMax'),
      'memory.min': shown(() => '0\n'),
      'memory.peak': shown(() => `${groups.memory(path).peak}\n`),
      'memory.swap.current': shown(() => '0\n'),
      'memory.swap.max': shown(() => 'max\n'),
      'pids.current': shown(() => `${groups.members(path, true).length}\n`),
      'pids.events': shown(() => 'max 0\n'),
      'pids.max': number('pidsMax'),
    };
  }

  function directory(path: string, asker: Task, asRoot: boolean): SyntheticDirectory {
    const below = (name: string) => (path === '/' ? `/${name}` : `${path}/${name}`);
    const children = () => {
      const prefix = path === '/' ? '/' : `${path}/`;
      return groups
        .paths()
        .flatMap((one) => (one.startsWith(prefix) && one !== path && !one.slice(prefix.length).includes('/') ? [one.slice(prefix.length)] : []));
    };
    let own: Record<string, SyntheticFile> | undefined;
    const ownFiles = () => (own ??= files(path, asker));
    return {
      kind: 'directory',
      mode: 0o755,
      names: () => [...Object.keys(ownFiles()), ...children()],
      lookup(name): SyntheticEntry | undefined {
        if (Object.hasOwn(ownFiles(), name)) return ownFiles()[name];
        return groups.has(below(name)) ? directory(below(name), asker, false) : undefined;
      },
      get links() {
        return asRoot ? 2 + children().length : 2;
      },
      makeDirectory: (name) => groups.make(below(name)),
      removeDirectory: (name) => groups.destroy(below(name)),
    };
  }

  const current = () => {
    const asker = kernel.caller ?? kernel.find(kernel.rootPids, 1);
    if (!asker) throw new SystemError('ENOENT');
    return directory(visibleRoot(kernel, asker), asker, true);
  };
  const root: SyntheticDirectory = {
    kind: 'directory',
    mode: 0o755,
    names: () => current().names(),
    lookup: (name) => current().lookup(name),
    makeDirectory: (name) => current().makeDirectory?.(name),
    removeDirectory: (name) => current().removeDirectory?.(name),
  };
  return createSyntheticFileSystem({ type: 'cgroup2', clock: kernel.system.clock, root });
}
