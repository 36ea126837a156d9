import { SystemError } from '../../kernel/errno';
import { encode } from '../../kernel/bytes';
import { placePath } from '../../vfs/path-walk';
import { syntheticDirectory, syntheticText, type SyntheticDirectory, type SyntheticEntry, type SyntheticLink } from '../../vfs/synthetic-file-system';
import type { FileContext, Place } from '../../vfs/types';
import type { Kernel } from '../kernel';
import type { Task } from '../task';
import { controlGroupPath } from './control-group-path';
import { descriptorDirectory, descriptorInfoDirectory } from './descriptor-directory';
import { mountInfo, mountTable } from './mount-table';
import { networkDirectory } from './network-directory';
import { limitsText, mapsText, statmText, statText, statusText } from './process-texts';

/** What paths of a process depend on. */
function contextOf(task: Task): FileContext {
  return { namespace: task.namespaces.mount, root: task.root, cwd: task.cwd, credentials: task.credentials, umask: task.umask };
}

/** A place's path as the process itself sees it. */
function pathIn(task: Task, place: Place): string {
  try {
    return placePath(contextOf(task), place);
  } catch (error) {
    if (error instanceof SystemError) return `${place.entry?.name ?? ''} (deleted)`;
    throw error;
  }
}

/** /proc/PID of `task`, as `asker` sees it. */
export function processDirectory(kernel: Kernel, task: Task, asker: Task): SyntheticDirectory {
  const owner = () => ({ uid: task.credentials.uid, gid: task.credentials.gid });
  const meta = { owner, time: () => task.started };
  /** What only the owner and root may know. */
  const guard = () => {
    const { uid } = asker.credentials;
    if (uid !== 0 && (uid !== task.credentials.uid || uid !== task.realUser)) throw new SystemError('EACCES');
    if (!task.isAlive) throw new SystemError('ENOENT');
  };
  const text = (read: () => string | Uint8Array, mode = 0o444): SyntheticEntry => syntheticText(read, { ...meta, mode });
  const link = (place: () => Place | undefined, shown: () => string): SyntheticLink => ({
    ...meta,
    kind: 'symlink',
    mode: 0o777,
    target() {
      guard();
      return shown();
    },
    jump: () => (asker.credentials.uid === 0 || asker.credentials.uid === task.credentials.uid ? place() : undefined),
  });
  const strings = (words: readonly string[]) => encode(words.map((word) => `${word}\0`).join(''));
  const alive = <T>(value: T, none: T) => (task.isAlive ? value : none);

  const entries: Record<string, SyntheticEntry | (() => SyntheticEntry)> = {
    cgroup: text(() => `0::${controlGroupPath(kernel, task, asker)}\n`),
    cmdline: text(() => alive(strings(task.argv), encode(''))),
    comm: {
      ...meta,
      kind: 'file',
      mode: 0o644,
      read: () => `${task.name}\n`,
      write: (name) => void (task.name = name.replace(/\n.*$/s, '').slice(0, 15)),
    },
    cwd: link(
      () => task.cwd,
      () => pathIn(task, task.cwd),
    ),
    environ: text(() => alive(strings([...task.env].map(([name, value]) => `${name}=${value}`)), encode('')), 0o400),
    exe: link(
      () => task.executablePlace,
      () => (task.executablePlace ? pathIn(task, task.executablePlace) : task.executable),
    ),
    fd: () => descriptorDirectory(kernel, task, { ...meta, guard, pathOf: (place) => pathIn(task, place) }),
    fdinfo: () => descriptorInfoDirectory(task, { ...meta, guard }),
    gid_map: text(() => '         0          0 4294967295\n'),
    limits: text(() => limitsText(task)),
    loginuid: text(() => '4294967295'),
    maps: text(() => mapsText(task)),
    mountinfo: text(() => mountInfo(contextOf(task))),
    mounts: text(() => mountTable(contextOf(task))),
    net: () => networkDirectory(kernel, task.namespaces.network, meta),
    ns: () => namespaceDirectory(task, guard),
    oom_adj: text(() => '0\n'),
    oom_score: text(() => `${Math.min(1000, Math.floor((task.memory / kernel.system.memoryTotal) * 1000) + 666)}\n`),
    oom_score_adj: {
      ...meta,
      kind: 'file',
      mode: 0o644,
      read: () => `${task.oomAdjustment}\n`,
      write: (value) => void (task.oomAdjustment = Number(value) || 0),
    },
    root: link(
      () => task.root,
      () => (asker.namespaces.mount === task.namespaces.mount ? pathIn(asker, task.root) : '/'),
    ),
    sessionid: text(() => '4294967295'),
    setgroups: text(() => 'allow\n'),
    stat: text(() => statText(kernel, task, asker)),
    statm: text(() => statmText(task)),
    status: text(() => statusText(kernel, task, asker)),
    uid_map: text(() => '         0          0 4294967295\n'),
    wchan: text(() => '0'),
  };
  const task1: SyntheticDirectory = {
    ...meta,
    kind: 'directory',
    names: () => [String(task.identity.in(asker.namespaces.pid))],
    lookup: (name) => (name === String(task.identity.in(asker.namespaces.pid)) ? syntheticDirectory(entries, { ...meta, mode: 0o555 }) : undefined),
  };
  return syntheticDirectory({ ...entries, task: task1 }, { ...meta, mode: 0o555 });
}

/** Namespaces that all processes of a machine share here: their numbers on a fresh Linux. */
const sharedNamespaces = { cgroup: 4_026_531_835, ipc: 4_026_531_839, time: 4_026_531_834, user: 4_026_531_837 };

function namespaceDirectory(task: Task, guard: () => void): SyntheticDirectory {
  const { namespaces } = task;
  const numbers: Record<string, [string, number]> = {
    cgroup: ['cgroup', sharedNamespaces.cgroup],
    ipc: ['ipc', sharedNamespaces.ipc],
    mnt: ['mnt', namespaces.mount.id],
    net: ['net', namespaces.network.id],
    pid: ['pid', namespaces.pid.id],
    pid_for_children: ['pid', namespaces.pid.id],
    time: ['time', sharedNamespaces.time],
    time_for_children: ['time', sharedNamespaces.time],
    user: ['user', sharedNamespaces.user],
    uts: ['uts', namespaces.uts.id],
  };
  const entries = Object.entries(numbers).map(([name, [kind, number]]): [string, SyntheticEntry] => [
    name,
    {
      kind: 'symlink',
      target() {
        guard();
        return `${kind}:[${number}]`;
      },
    },
  ]);
  return syntheticDirectory(Object.fromEntries(entries), { mode: 0o511 });
}
