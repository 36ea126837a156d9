import type { Clock } from '../kernel/clock';
import { createFileCalls } from './file-calls';
import { createMountNamespace } from './mount-namespace';
import type { FileCalls, Node } from './types';

/** Root's file calls for which `directory` is `/`, without any mounts: nothing that is done through them, over symlinks or `..`, leads out of it. */
export function callsInside(directory: Node, clock: Clock): FileCalls {
  const namespace = createMountNamespace({ fileSystem: directory.fileSystem, root: directory, source: 'none' });
  const root = { mount: namespace.rootMount, node: directory };
  const credentials = { uid: 0, gid: 0, groups: [] };
  return createFileCalls(() => ({ namespace, root, cwd: root, credentials, umask: 0 }), clock);
}
