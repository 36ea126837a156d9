import type { HostConfig } from '../../api/types/host-config';
import type { Process } from '../../process/types';
import { EngineError } from '../error';
import { findByPrefix } from '../identifier';
import { nameOf, type Container } from './container';
import { createLogFile } from './log/log-file';
import type { ContainerRecord } from './record';
import { createOutputHub } from './streams/output-hub';

/** All containers of the daemon, on disk and in memory. */
export interface ContainerStore {
  /** In the order of creation, oldest first. */
  all(): Container[];
  /** By ID, name or the beginning of an ID. */
  find(name: string): Container;
  byName(name: string): Container | undefined;
  /** Takes in a new one, whose name must be free. */
  add(record: ContainerRecord, hostConfig: HostConfig): Container;
  /** Writes what is kept of it. */
  save(container: Container): void;
  /** Forgets it and removes its directory. */
  remove(container: Container): void;
  /** Refuses `name` (without slash) when a container has it. */
  reserve(name: string, container?: Container): void;
}

/** The containers below `root` (`/var/lib/docker`), as they were left. */
export function createContainerStore(process: Process, root: string): ContainerStore {
  const { files } = process;
  const directory = `${root}/containers`;
  const containers = new Map<string, Container>();

  function hold(record: ContainerRecord, hostConfig: HostConfig): Container {
    const own = `${directory}/${record.ID}`;
    const container: Container = {
      id: record.ID,
      record,
      hostConfig,
      directory: own,
      output: createOutputHub(),
      log: createLogFile(process, `${own}/${record.ID}-json.log`, hostConfig.LogConfig),
      execs: new Map(),
      task: undefined,
      starting: false,
      removing: false,
      stopRequested: false,
      restart: { cancel: undefined, delay: 100 },
      onStart: new Set(),
      onExit: new Set(),
      onRemoved: new Set(),
      stopHealthChecks: undefined,
    };
    containers.set(record.ID, container);
    return container;
  }

  function load(): void {
    if (!files.exists(directory)) {
      files.makeDirectory(directory, { parents: true });
      files.changeMode(directory, 0o710);
    }
    const kept = files
      .readDirectory(directory)
      .filter(({ name }) => files.exists(`${directory}/${name}/config.v2.json`))
      .map(({ name }) => ({
        record: JSON.parse(files.readText(`${directory}/${name}/config.v2.json`)) as ContainerRecord,
        hostConfig: JSON.parse(files.readText(`${directory}/${name}/hostconfig.json`)) as HostConfig,
      }));
    kept.sort((a, b) => (a.record.Created < b.record.Created ? -1 : 1));
    for (const { record, hostConfig } of kept) hold(record, hostConfig);
  }

  function save(container: Container): void {
    files.writeFile(`${container.directory}/config.v2.json`, JSON.stringify(container.record), { mode: 0o600 });
    files.writeFile(`${container.directory}/hostconfig.json`, JSON.stringify(container.hostConfig), { mode: 0o600 });
  }

  const byName = (name: string) => {
    for (const container of containers.values()) if (nameOf(container) === name) return container;
    return undefined;
  };

  load();
  return {
    all: () => [...containers.values()],
    byName,
    find(name) {
      const known = containers.get(name) ?? byName(name.startsWith('/') ? name.slice(1) : name);
      if (known) return known;
      const id = name === '' ? undefined : findByPrefix(containers.keys(), name);
      const container = id === undefined ? undefined : containers.get(id);
      if (!container) throw new EngineError('not found', `No such container: ${name}`);
      return container;
    },
    add(record, hostConfig) {
      const own = `${directory}/${record.ID}`;
      files.makeDirectory(`${own}/checkpoints`, { parents: true, mode: 0o700 });
      files.changeMode(own, 0o710);
      const container = hold(record, hostConfig);
      save(container);
      return container;
    },
    save,
    remove(container) {
      files.removeTree(container.directory);
      containers.delete(container.id);
    },
    reserve(name, container) {
      const holder = byName(name);
      if (holder && holder !== container) {
        throw new EngineError(
          'conflict',
          `Conflict. The container name "/${name}" is already in use by container "${holder.id}". You have to remove (or rename) that container to be able to reuse that name.`,
        );
      }
    },
  };
}
