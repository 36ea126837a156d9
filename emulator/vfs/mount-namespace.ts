import { SystemError } from '../kernel/errno';
import type { Mount, MountNamespace, MountRequest, Node, Place } from './types';

/** Whether two nodes are one file. */
export function sameNode(a: Node, b: Node): boolean {
  return a === b || (a.inode === b.inode && a.fileSystem === b.fileSystem);
}

/** Whether two places are one: the same file in the same mount. */
export function samePlace(a: Place, b: Place): boolean {
  return a.mount === b.mount && sameNode(a.node, b.node);
}

/** Numbers for mounts and namespaces; shared by all namespaces that come from one. */
interface Numbers {
  mount: number;
  namespace: number;
}
const numbersOf = new WeakMap<MountNamespace, Numbers>();

/** Mounts by the mount and inode that they stand on, the uppermost last. */
type Index = Map<number, Map<number, Mount[]>>;

/**
 * A mount namespace with one file system in it, at `/`. `like` is another namespace of the same machine: ids go on from there
 * (a mount's id is unique among them).
 */
export function createMountNamespace(rootRequest: MountRequest, like?: MountNamespace): MountNamespace {
  const numbers = (like && numbersOf.get(like)) ?? { mount: 21, namespace: 4026531841 };
  return assemble(numbers, [makeMount(numbers, rootRequest, undefined)]);
}

function makeMount(numbers: Numbers, request: MountRequest, at: Place | undefined): Mount {
  const { fileSystem } = request;
  return {
    id: numbers.mount++,
    fileSystem,
    root: request.root ?? fileSystem.root,
    source: request.source,
    rootPath: request.rootPath ?? '/',
    options: request.options ?? [],
    readOnly: request.readOnly ?? false,
    at,
  };
}

function assemble(numbers: Numbers, initial: readonly Mount[]): MountNamespace {
  const mounts: Mount[] = [];
  const index: Index = new Map();

  const stack = (place: Place) => index.get(place.mount.id)?.get(place.node.inode);
  const add = (mount: Mount) => {
    mounts.push(mount);
    if (!mount.at) return;
    const { mount: below, node } = mount.at;
    const byInode = index.get(below.id) ?? new Map<number, Mount[]>();
    index.set(below.id, byInode);
    const standing = byInode.get(node.inode);
    if (standing) standing.push(mount);
    else byInode.set(node.inode, [mount]);
  };
  const remove = (mount: Mount) => {
    mounts.splice(mounts.indexOf(mount), 1);
    if (!mount.at) return;
    const standing = stack(mount.at);
    if (!standing) return;
    standing.splice(standing.indexOf(mount), 1);
    if (standing.length === 0) index.get(mount.at.mount.id)?.delete(mount.at.node.inode);
    if (index.get(mount.at.mount.id)?.size === 0) index.delete(mount.at.mount.id);
  };
  for (const mount of initial) add(mount);

  const namespace: MountNamespace = {
    id: numbers.namespace++,
    get rootMount() {
      return mounts[0] as Mount;
    },
    mounts,
    mount(at, request) {
      const root = request.root ?? request.fileSystem.root;
      if ((root.kind === 'directory') !== (at.node.kind === 'directory')) throw new SystemError('ENOTDIR');
      const mount = makeMount(numbers, request, at);
      add(mount);
      return mount;
    },
    unmount(mount, options = {}) {
      if (!mounts.includes(mount) || !mount.at) throw new SystemError('EINVAL');
      const standing = mounts.filter((other) => other.at?.mount === mount);
      if (standing.length > 0 && !options.lazy) throw new SystemError('EBUSY');
      for (const other of standing) namespace.unmount(other, options);
      remove(mount);
    },
    setReadOnly(mount, readOnly) {
      (mount as { readOnly: boolean }).readOnly = readOnly;
    },
    mountedOn(place) {
      return index.size === 0 ? undefined : stack(place)?.at(-1);
    },
    clone: () => assemble(numbers, mounts),
  };
  numbersOf.set(namespace, numbers);
  return namespace;
}

/** The place that shows at `place`: the root of what is mounted over it, or itself. */
export function coveredPlace(namespace: MountNamespace, place: Place): Place {
  let top = place;
  for (let mount = namespace.mountedOn(top); mount; mount = namespace.mountedOn(top)) top = { mount, node: mount.root, entry: place.entry };
  return top;
}

/** Whether nothing may be changed through `mount`. */
export function isReadOnly(mount: Mount): boolean {
  return mount.readOnly || mount.fileSystem.readOnly;
}
