import type { ContainerCreateRequest } from '../../../api/types/container';
import type { HostConfig, Mount } from '../../../api/types/host-config';
import type { FileCalls } from '../../../vfs/types';
import { EngineError } from '../../error';
import type { ContainerDefaults } from '../../image/types';
import type { Volumes } from '../../volume/volumes';
import type { MountRecord } from '../record';

const invalid = (message: string) => new EngineError('invalid parameter', message);
const volumeName = /^[a-zA-Z0-9][a-zA-Z0-9_.-]*$/;

const absolute = (path: string) => (path.startsWith('/') ? undefined : `invalid mount path: '${path}' mount path must be absolute`);
const propagations = /^r?(shared|slave|private)$/;

/** The words after the second colon of a bind; undefined when they are none or contradict each other. */
function bindMode(mode: string): string[] | undefined {
  const words = mode.split(',').filter((word) => word !== '');
  const groups = [/^(rw|ro)$/, /^[zZ]$/, /^nocopy$/, propagations, /^(consistent|cached|delegated)$/];
  const wrong = words.some((word) => !groups.some((group) => group.test(word))) || groups.some((group) => words.filter((word) => group.test(word)).length > 1);
  return wrong ? undefined : words;
}

function checkMount({ Type: type, Source: source = '', Target: target, BindOptions: bind, VolumeOptions: volume }: Mount, files: FileCalls): void {
  const wrong = (why: string) => invalid(`invalid mount config for type "${String(type)}": ${why}`);
  if (!['bind', 'volume', 'tmpfs'].includes(type)) throw wrong('mount type unknown');
  if (target === '/') throw wrong("invalid specification: destination can't be '/'");
  const relative = absolute(target);
  if (relative !== undefined) throw wrong(relative);
  if (type === 'tmpfs' && source !== '') throw wrong('field Source must not be specified');
  const subpath = volume?.Subpath ?? '';
  if (subpath.startsWith('/') || subpath.split('/').includes('..')) throw wrong('subpath must be a relative path within the volume');
  if (type !== 'bind') return;
  if (source === '') throw wrong('field Source must not be empty');
  if (bind?.Propagation && !propagations.test(bind.Propagation)) throw wrong(`invalid propagation mode: ${bind.Propagation}`);
  const relativeSource = absolute(source);
  if (relativeSource !== undefined) throw wrong(relativeSource);
  if (!files.exists(source) && !bind?.CreateMountpoint) throw wrong(`bind source path does not exist: ${source}`);
}

const tmpfsOptions = /^(ro|rw|(no)?(exec|suid|dev|atime|diratime)|(rel|strict)atime|sync|async|dirsync|remount|mand|nomand|(r?(un)?bindable)|r?(private|shared|slave)|defaults|(size|mode|uid|gid|nr_inodes|nr_blocks|mpol)=.*)$/;

function checkTmpfs(destination: string, options: string): void {
  const unknown = options.split(',').find((option) => option !== '' && !tmpfsOptions.test(option));
  if (unknown !== undefined) throw invalid(`invalid tmpfs option ${JSON.stringify(unknown)}`);
  const relative = absolute(destination);
  if (relative !== undefined) throw invalid(relative);
}

/** What is to be mounted into a new container, by destination: binds, `--mount`s, and anonymous volumes of the image. Makes the volumes. */
export function planMounts(request: ContainerCreateRequest, hostConfig: HostConfig, defaults: ContainerDefaults, volumes: Volumes, files: FileCalls, fromOther: (container: string) => Record<string, MountRecord>): Record<string, MountRecord> {
  const plan: Record<string, MountRecord> = {};
  const base = { RW: true, Name: '', Driver: '', Relabel: '', Propagation: '', Source: '' };
  const volume = (name: string, destination: string, extra: Partial<MountRecord>, options?: Mount['VolumeOptions']): MountRecord => {
    const driver = options?.DriverConfig?.Name || hostConfig.VolumeDriver || 'local';
    const made = volumes.create({ ...(name === '' ? {} : { Name: name }), Driver: driver, DriverOpts: options?.DriverConfig?.Options ?? null, Labels: options?.Labels ?? null });
    return { ...base, Type: 'volume', Name: made.Name, Source: made.Mountpoint, Destination: destination, Driver: made.Driver, ...(name === '' ? { Anonymous: true } : {}), ...extra };
  };
  for (const [destination, options] of Object.entries(hostConfig.Tmpfs ?? {})) checkTmpfs(destination, options);
  for (const mount of hostConfig.Mounts ?? []) checkMount(mount, files);
  for (const other of hostConfig.VolumesFrom ?? []) {
    const [name = '', mode = ''] = other.split(':');
    if (bindMode(mode) === undefined) throw invalid(`invalid mode: ${mode}`);
    for (const record of Object.values(fromOther(name)).filter(({ Unlisted: unlisted }) => !unlisted)) plan[record.Destination] = { ...record, Anonymous: false, Relabel: '', RW: record.RW && mode !== 'ro' };
  }
  const taken = new Set(Object.keys(hostConfig.Tmpfs ?? {}).map(normalize));
  const put = (record: MountRecord) => {
    if (taken.has(record.Destination)) throw invalid(`Duplicate mount point: ${record.Destination}`);
    taken.add(record.Destination);
    plan[record.Destination] = record;
  };
  for (const bind of hostConfig.Binds ?? []) put(bindRecord(bind, base, volume));
  for (const mount of hostConfig.Mounts ?? []) {
    const common = { Destination: normalize(mount.Target), RW: !mount.ReadOnly };
    if (taken.has(common.Destination)) throw invalid(`Duplicate mount point: ${mount.Target}`);
    if (mount.Type === 'tmpfs') {
      const { SizeBytes, Mode } = mount.TmpfsOptions ?? {};
      put({ ...base, ...common, Type: 'tmpfs', Options: [...(SizeBytes ? [`size=${SizeBytes}`] : []), ...(Mode ? [`mode=${Mode.toString(8)}`] : [])].join(',') });
    } else if (mount.Type === 'bind') {
      put({ ...base, ...common, Type: 'bind', Source: normalize(mount.Source ?? ''), Propagation: mount.BindOptions?.Propagation ?? 'rprivate', MustExist: !mount.BindOptions?.CreateMountpoint });
    } else {
      const { VolumeOptions: options } = mount;
      put({ ...volume(mount.Source ?? '', common.Destination, { Relabel: 'z' }, options), RW: common.RW, ...(options?.NoCopy ? { NoCopy: true } : {}), ...(options?.Subpath ? { Subpath: options.Subpath } : {}) });
    }
  }
  for (const [destination, options] of Object.entries(hostConfig.Tmpfs ?? {})) plan[normalize(destination)] = { ...base, Type: 'tmpfs', Destination: normalize(destination), Options: options, Unlisted: true };
  for (const destination of [...Object.keys(defaults.Volumes ?? {}), ...Object.keys(request.Volumes ?? {})]) {
    const clean = normalize(destination);
    if (!plan[clean]) plan[clean] = volume('', clean, {});
  }
  return plan;
}

/** One `-v SOURCE:DESTINATION[:MODE]`. */
function bindRecord(bind: string, base: Omit<MountRecord, 'Type' | 'Destination'>, volume: (name: string, destination: string, extra: Partial<MountRecord>) => MountRecord): MountRecord {
  const parts = bind.split(':');
  if (parts.length < 2 || parts.length > 3 || parts.some((part) => part === '')) throw invalid(`invalid volume specification: '${bind}'`);
  const [source = '', destination = '', mode = ''] = parts;
  const words = bindMode(mode);
  if (!words) throw invalid(`invalid mode: ${mode}`);
  const type = source.startsWith('/') ? 'bind' : 'volume';
  const trouble = normalize(destination) === '/' && destination.startsWith('/') ? "invalid specification: destination can't be '/'" : absolute(destination);
  if (trouble !== undefined) throw invalid(`invalid volume specification: '${bind}': invalid mount config for type "${type}": ${trouble}`);
  const common = { RW: !words.includes('ro'), Relabel: mode, ...(words.includes('nocopy') ? { NoCopy: true } : {}) };
  const clean = normalize(destination);
  if (type === 'bind') return { ...base, Type: 'bind', Source: normalize(source), Destination: clean, ...common, Propagation: words.find((word) => propagations.test(word)) ?? 'rprivate' };
  if (!volumeName.test(source)) throw invalid(`create ${source}: "${source}" includes invalid characters for a local volume name, only "[a-zA-Z0-9][a-zA-Z0-9_.-]" are allowed. If you intended to pass a host directory, use absolute path`);
  return volume(source, clean, { ...common, Relabel: mode === '' ? 'z' : mode });
}

/** From the root, without doubled and trailing slashes, `.` and `..`. */
function normalize(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}
