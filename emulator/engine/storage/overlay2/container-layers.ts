import type { Process } from '../../../process/types';
import { createOverlay } from '../../../vfs/overlay-file-system';
import type { Node } from '../../../vfs/types';
import type { ContainerLayer, Digest } from '../../image/types';
import { layerChanges } from './changes';
import type { LayerStore } from './layer-store';

const mountsRoot = '/var/lib/docker/image/overlay2/layerdb/mounts';

/** What Docker puts into a container's `-init` layer: places that are mounted over. */
const initDirectories = ['dev', 'dev/pts', 'dev/shm', 'etc', 'proc', 'sys'];
const initFiles = ['.dockerenv', 'dev/console', 'etc/hostname', 'etc/hosts', 'etc/resolv.conf'];

/** The writable layers of containers, on the read-only ones of their images. */
export interface ContainerLayers {
  create(containerId: string, diffIds: readonly Digest[]): ContainerLayer;
  get(containerId: string): ContainerLayer;
  remove(containerId: string): void;
  /** Whether a container stands on a layer: then it must not be deleted. */
  uses(layerDirectory: string): boolean;
}

interface Mounted {
  count: number;
}

/** The container layers of a daemon; what was made before is found again under /var/lib/docker. */
export function createContainerLayers(process: Process, store: LayerStore): ContainerLayers {
  const { files, system, namespaces } = process;
  const mounted = new Map<string, Mounted>();
  files.makeDirectory(mountsRoot, { parents: true });

  const record = (containerId: string) => `${mountsRoot}/${containerId}`;
  const directory = (name: string) => store.directory({ cacheId: name });
  /** Names of the directories below a layer, uppermost first, by its `lower` file. */
  const lowerOf = (name: string): string[] =>
    files.exists(`${directory(name)}/lower`)
      ? files
          .readText(`${directory(name)}/lower`)
          .split(':')
          .map((short) => files.realPath(`/var/lib/docker/overlay2/${short}`).split('/').at(-2) ?? '')
      : [];

  function layerOf(name: string): ContainerLayer {
    const path = directory(name);
    const lower = lowerOf(name);
    const node = (at: string): Node => files.resolve(at).node;
    return {
      directory: path,
      data: { ID: containerOf(name), LowerDir: lower.map((one) => `${directory(one)}/diff`).join(':'), MergedDir: `${path}/merged`, UpperDir: `${path}/diff`, WorkDir: `${path}/work` },
      mount() {
        const state = mounted.get(name) ?? { count: 0 };
        mounted.set(name, state);
        if (state.count++ > 0) return;
        if (!files.exists(`${path}/merged`)) files.makeDirectory(`${path}/merged`, { mode: 0o755 });
        const fileSystem = createOverlay({ lower: lower.map((one) => node(`${directory(one)}/diff`)), upper: node(`${path}/diff`), work: node(`${path}/work`), clock: system.clock });
        const short = lower.map((one) => `/var/lib/docker/overlay2/${store.shortName(one)}`).join(':');
        namespaces.mount.mount(files.resolve(`${path}/merged`), { fileSystem, source: 'overlay', options: ['relatime', `lowerdir=${short}`, `upperdir=${path}/diff`, `workdir=${path}/work`] });
      },
      unmount() {
        const state = mounted.get(name);
        if (!state || --state.count > 0) return;
        mounted.delete(name);
        const top = namespaces.mount.mounts.findLast((mount) => mount.at !== undefined && mount.fileSystem.type === 'overlay' && mount.options.includes(`upperdir=${path}/diff`));
        if (top) namespaces.mount.unmount(top, { lazy: true });
        if (files.exists(`${path}/merged`)) files.removeDirectory(`${path}/merged`);
      },
      changes: () => layerChanges(files, `${path}/diff`, lower.map((one) => `${directory(one)}/diff`)),
      size: () => treeSize(`${path}/diff`),
    };
  }

  function containerOf(name: string): string {
    for (const entry of files.readDirectory(mountsRoot)) if (files.readText(`${mountsRoot}/${entry.name}/mount-id`) === name) return entry.name;
    return '';
  }

  function treeSize(path: string): number {
    let sum = 0;
    for (const { name, kind } of files.readDirectory(path)) {
      if (kind === 'directory') sum += treeSize(`${path}/${name}`);
      else if (kind === 'file') sum += files.lstat(`${path}/${name}`).size;
    }
    return sum;
  }

  return {
    create(containerId, diffIds) {
      const lower = store.stack(diffIds).map((layer) => layer.cacheId).reverse();
      const name = system.random.hex(32);
      const init = `${name}-init`;
      store.makeDirectory(init, lower.length > 0 ? lower : []);
      const base = `${directory(init)}/diff`;
      for (const path of initDirectories) files.makeDirectory(`${base}/${path}`);
      for (const path of initFiles) files.writeFile(`${base}/${path}`, '', { mode: 0o755 });
      files.symlink('/proc/mounts', `${base}/etc/mtab`);
      files.writeFile(`${directory(init)}/committed`, '');
      store.makeDirectory(name, [init, ...lower]);
      files.makeDirectory(record(containerId), { parents: true });
      files.writeFile(`${record(containerId)}/init-id`, init);
      files.writeFile(`${record(containerId)}/mount-id`, name);
      return layerOf(name);
    },
    get: (containerId) => layerOf(files.readText(`${record(containerId)}/mount-id`)),
    remove(containerId) {
      if (!files.exists(record(containerId))) return;
      const name = files.readText(`${record(containerId)}/mount-id`);
      for (const one of [name, `${name}-init`]) {
        if (!files.exists(directory(one))) continue;
        files.removeTree(`/var/lib/docker/overlay2/${store.shortName(one)}`);
        files.removeTree(directory(one));
      }
      files.removeTree(record(containerId));
    },
    uses(layerDirectory) {
      const name = layerDirectory.split('/').at(-1) ?? '';
      return files.readDirectory(mountsRoot).some((entry) => lowerOf(files.readText(`${mountsRoot}/${entry.name}/mount-id`)).includes(name));
    },
  };
}
