import type { Clock } from '../../../kernel/clock';
import { isSystemError } from '../../../kernel/errno';
import { createFileCalls } from '../../../vfs/file-calls';
import type { FileCalls, MountNamespace, Place } from '../../../vfs/types';

/** Root's file calls inside a container: its root, its mounts. */
export function filesInside(namespace: MountNamespace, root: Place, clock: Clock): FileCalls {
  const credentials = { uid: 0, gid: 0, groups: [0] };
  return createFileCalls(() => ({ namespace, root, cwd: root, credentials, umask: 0o022 }), clock);
}

/** What running `name` in a container comes to: the file, or why it cannot be run, in runc's words. */
export function findProgram(files: FileCalls, name: string, path: string, cwd: string): { path: string } | { trouble: string } {
  const quoted = JSON.stringify(name);
  if (name.includes('/')) {
    const full = name.startsWith('/') ? name : `${cwd}/${name}`;
    try {
      const { kind } = files.stat(full);
      if (kind === 'directory') return { trouble: `exec: ${quoted}: is a directory: permission denied` };
      if (!files.access(full, { execute: true })) return { trouble: `exec: ${quoted}: permission denied` };
      return { path: full };
    } catch (error) {
      if (!isSystemError(error)) throw error;
      return { trouble: `exec: ${quoted}: stat ${name}: ${error.message.toLowerCase()}` };
    }
  }
  let denied = false;
  for (const directory of path.split(':')) {
    const full = `${directory}/${name}`;
    if (!files.exists(full) || files.stat(full).kind !== 'file') continue;
    if (files.access(full, { execute: true })) return { path: full };
    denied = true;
  }
  return { trouble: denied ? `exec: ${quoted}: permission denied` : `exec: ${quoted}: executable file not found in $PATH` };
}
