import type { Filters } from '../../api/types/filter';
import type { Volume, VolumeCreateRequest, VolumeList, VolumesPruneReport } from '../../api/types/volume';
import { isSystemError } from '../../kernel/errno';
import type { Process } from '../../process/types';
import { EngineError } from '../error';
import type { EventBus } from '../event/bus';
import { booleanFilter, checkFilters, hasLabels, lacksLabels, matchesExactly, matchesPattern } from '../filters';
import { sortedKeys } from '../sorted-keys';
import { checkVolumeOptions, createOptionMounts } from './option-mounts';
import { treeSize } from './tree-size';

/** The label that marks a volume nobody named. */
const anonymousLabel = 'com.docker.volume.anonymous';

/** What a local volume remembers (`metadata` of the daemon). */
interface VolumeRecord {
  Name: string;
  CreatedAt: string;
  Driver: string;
  Labels: Record<string, string> | null;
  Options: Record<string, string> | null;
}

/** Who uses volumes: the containers. */
export interface VolumeUsers {
  /** IDs of the containers, running or not, that mount the volume. */
  usersOf(volume: string): readonly string[];
}

/** Named and anonymous volumes of the local driver, under `<root>/volumes/<name>/_data`. */
export interface Volumes {
  list(filters: Filters): VolumeList;
  inspect(name: string): Volume;
  /** Makes a volume or returns the one of that name. Without a name it is anonymous. */
  create(request: VolumeCreateRequest): Volume;
  /** Whether there is a volume of that name. */
  has(name: string): boolean;
  /** Makes the content of a volume with options of its driver stand at its mount point while somebody uses it. Throws `EngineError`. */
  mount(name: string): void;
  unmount(name: string): void;
  remove(name: string, options: { force: boolean }): void;
  prune(filters: Filters): VolumesPruneReport;
  /** With how many containers use each, and its bytes. */
  usage(): Volume[];
}

/** The {@link Volumes} below `root` (`/var/lib/docker`), as `process` sees it. */
export function createVolumes(process: Process, root: string, bus: EventBus, users: VolumeUsers): Volumes {
  const { files, system } = process;
  const directory = `${root}/volumes`;
  const register = `${directory}/metadata.json`;
  const records = new Map<string, VolumeRecord>();
  for (const record of readRegister()) records.set(record.Name, record);

  function readRegister(): VolumeRecord[] {
    if (!files.exists(register)) return [];
    return (JSON.parse(files.readText(register)) as VolumeRecord[]).filter(({ Name }) => files.exists(`${directory}/${Name}/_data`));
  }
  const save = () => files.writeFile(register, JSON.stringify([...records.values()]), { mode: 0o600 });
  const optionMounts = createOptionMounts(process);
  const mountpoint = (name: string) => `${directory}/${name}/_data`;
  const describe = (record: VolumeRecord): Volume => ({
    CreatedAt: record.CreatedAt,
    Driver: record.Driver,
    Labels: record.Labels,
    Mountpoint: mountpoint(record.Name),
    Name: record.Name,
    Options: record.Options,
    Scope: 'local',
  });
  const find = (name: string): VolumeRecord => {
    const record = records.get(name);
    if (!record) throw new EngineError('not found', `get ${name}: no such volume`);
    return record;
  };

  function take(record: VolumeRecord): void {
    try {
      files.removeTree(`${directory}/${record.Name}`);
    } catch (error) {
      if (!isSystemError(error)) throw error;
      throw new EngineError('system', `remove ${record.Name}: ${error.message.toLowerCase()}`);
    }
    records.delete(record.Name);
    save();
    bus.publish('volume', 'destroy', record.Name, { driver: 'local' });
  }

  function create(request: VolumeCreateRequest): Volume {
    const anonymous = request.Name === undefined || request.Name === '';
    const name = anonymous ? system.random.hex(32) : (request.Name ?? '');
    const driver = request.Driver || 'local';
    if (driver !== 'local') throw new EngineError('not found', `create ${name}: error looking up volume plugin ${driver}: plugin "${driver}" not found`);
    const known = records.get(name);
    if (known) return describe(known);
    if (name.length === 1) throw new EngineError('invalid parameter', `create ${name}: volume name is too short, names should be at least two alphanumeric characters`);
    if (!/^[a-zA-Z0-9][a-zA-Z0-9_.-]*$/.test(name)) {
      throw new EngineError(
        'invalid parameter',
        `create ${name}: ${JSON.stringify(name)} includes invalid characters for a local volume name, only "[a-zA-Z0-9][a-zA-Z0-9_.-]" are allowed. If you intended to pass a host directory, use absolute path`,
      );
    }
    const options = request.DriverOpts && Object.keys(request.DriverOpts).length > 0 ? sortedKeys(request.DriverOpts) : null;
    checkVolumeOptions(name, options ?? {});
    const asked = { ...request.Labels, ...(anonymous ? { [anonymousLabel]: '' } : {}) };
    const labels = Object.keys(asked).length > 0 ? sortedKeys(asked) : null;
    const record: VolumeRecord = {
      Name: name,
      CreatedAt: `${new Date(system.clock.now()).toISOString().slice(0, 19)}Z`,
      Driver: driver,
      Labels: labels,
      Options: options,
    };
    files.makeDirectory(mountpoint(name), { parents: true });
    files.changeMode(`${directory}/${name}`, 0o701);
    files.changeMode(mountpoint(name), 0o755);
    records.set(name, record);
    save();
    bus.publish('volume', 'create', name, { driver });
    return describe(record);
  }

  return {
    create,
    has: (name) => records.has(name),
    mount: (name) => optionMounts.mount(name, mountpoint(name), records.get(name)?.Options ?? {}),
    unmount: (name) => optionMounts.unmount(name),
    inspect: (name) => describe(find(name)),
    list(filters) {
      checkFilters(filters, ['dangling', 'name', 'driver', 'label']);
      const dangling = booleanFilter(filters, 'dangling');
      const chosen = [...records.values()].filter(
        (record) =>
          matchesPattern(filters, 'name', record.Name) &&
          matchesExactly(filters, 'driver', record.Driver) &&
          hasLabels(record.Labels, filters['label']) &&
          (dangling === undefined || dangling === (users.usersOf(record.Name).length === 0)),
      );
      return { Volumes: chosen.map(describe), Warnings: null };
    },
    remove(name, { force }) {
      const record = records.get(name);
      if (!record && force) return;
      const using = users.usersOf(find(name).Name);
      if (using.length > 0) throw new EngineError('conflict', `remove ${name}: volume is in use - [${using.join(', ')}]`);
      take(find(name));
    },
    prune(filters) {
      checkFilters(filters, ['label', 'label!', 'all']);
      const all = (filters.all ?? []).map(readBoolean).at(-1) ?? false;
      const gone = [...records.values()].filter(
        (record) =>
          (all || record.Labels?.[anonymousLabel] !== undefined) &&
          record.Options === null && // a volume with options of its driver is not Docker's to throw away
          users.usersOf(record.Name).length === 0 &&
          hasLabels(record.Labels, filters['label']) &&
          lacksLabels(record.Labels, filters['label!']),
      );
      let reclaimed = 0;
      for (const record of gone) {
        reclaimed += treeSize(files, mountpoint(record.Name));
        take(record);
      }
      bus.publish('volume', 'prune', '', { reclaimed: String(reclaimed) });
      return { VolumesDeleted: gone.map(({ Name }) => Name), SpaceReclaimed: reclaimed };
    },
    usage: () =>
      [...records.values()].map((record) => ({
        ...describe(record),
        UsageData: { RefCount: users.usersOf(record.Name).length, Size: treeSize(files, mountpoint(record.Name)) },
      })),
  };
}

/** The value of the filter `all`, which is read as Go's strconv reads it. */
function readBoolean(text: string): boolean {
  if (['1', 't', 'T', 'TRUE', 'true', 'True'].includes(text)) return true;
  if (['0', 'f', 'F', 'FALSE', 'false', 'False'].includes(text)) return false;
  throw new EngineError('invalid parameter', `invalid filter 'all': strconv.ParseBool: parsing ${JSON.stringify(text)}: invalid syntax`);
}
