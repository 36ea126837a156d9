import type { ContainerCreateRequest } from '../../../api/types/container';
import type { HostConfig } from '../../../api/types/host-config';
import type { FileCalls } from '../../../vfs/types';
import { EngineError } from '../../error';
import type { ContainerDefaults } from '../../image/types';
import type { Volumes } from '../../volume/volumes';
import type { MountRecord } from '../record';

const invalid = (message: string) => new EngineError('invalid parameter', message);
const volumeName = /^[a-zA-Z0-9][a-zA-Z0-9_.-]*$/;

/** What is to be mounted into a new container, by destination: binds, `--mount`s, and anonymous volumes of the image. Makes the volumes. */
export function planMounts(request: ContainerCreateRequest, hostConfig: HostConfig, defaults: ContainerDefaults, volumes: Volumes, files: FileCalls, fromOther: (container: string) => Record<string, MountRecord>): Record<string, MountRecord> {
  const plan: Record<string, MountRecord> = {};
  const put = (record: MountRecord) => {
    if (record.Destination === '/') throw invalid(`invalid volume specification: '${record.Source || record.Name}:/': invalid mount config for type "${record.Type}": invalid specification: destination can't be '/'`);
    plan[record.Destination] = record;
  };
  const base = { RW: true, Name: '', Driver: '', Relabel: '', Propagation: '', Source: '' };
  const volume = (name: string, destination: string, extra: Partial<MountRecord>): MountRecord => {
    const made = volumes.create(name === '' ? { Driver: hostConfig.VolumeDriver || 'local' } : { Name: name, Driver: hostConfig.VolumeDriver || 'local' });
    return { ...base, Type: 'volume', Name: made.Name, Source: made.Mountpoint, Destination: destination, Driver: made.Driver, ...(name === '' ? { Anonymous: true } : {}), ...extra };
  };
  for (const other of hostConfig.VolumesFrom ?? []) {
    const [name = '', mode] = other.split(':');
    for (const record of Object.values(fromOther(name))) put({ ...record, Anonymous: false, RW: record.RW && mode !== 'ro' });
  }
  for (const bind of hostConfig.Binds ?? []) {
    const parts = bind.split(':');
    if (parts.length < 2 || parts.length > 3 || parts.some((part) => part === '')) throw invalid(`invalid volume specification: '${bind}'`);
    const [source = '', destination = '', mode = ''] = parts;
    const flags = mode.split(',').filter((flag) => flag !== '');
    const unknown = flags.find((flag) => !/^(rw|ro|z|Z|nocopy|(r?(shared|slave|private))|consistent|cached|delegated)$/.test(flag));
    if (unknown !== undefined) throw invalid(`invalid mode: ${mode}`);
    const common = { RW: !flags.includes('ro'), Relabel: mode, ...(flags.includes('nocopy') ? { NoCopy: true } : {}) };
    const clean = normalize(destination);
    if (source.startsWith('/')) put({ ...base, Type: 'bind', Source: normalize(source), Destination: clean, ...common, Propagation: 'rprivate' });
    else {
      if (!volumeName.test(source)) throw invalid(`create ${source}: "${source}" includes invalid characters for a local volume name, only "[a-zA-Z0-9][a-zA-Z0-9_.-]" are allowed. If you intended to pass a host directory, use absolute path`);
      put(volume(source, clean, { ...common, Relabel: mode === '' ? 'z' : mode }));
    }
  }
  for (const mount of hostConfig.Mounts ?? []) {
    const common = { Destination: normalize(mount.Target), RW: !mount.ReadOnly };
    if (plan[common.Destination]) throw invalid(`Duplicate mount point: ${mount.Target}`);
    if (mount.Type === 'tmpfs') {
      const { SizeBytes, Mode } = mount.TmpfsOptions ?? {};
      put({ ...base, ...common, Type: 'tmpfs', Options: [...(SizeBytes ? [`size=${SizeBytes}`] : []), ...(Mode ? [`mode=${Mode.toString(8)}`] : [])].join(',') });
    } else if (mount.Type === 'bind') {
      const source = mount.Source ?? '';
      if (source === '') throw invalid('invalid mount config for type "bind": field Source must not be empty');
      if (!files.exists(source) && !mount.BindOptions?.CreateMountpoint) throw invalid(`invalid mount config for type "bind": bind source path does not exist: ${source}`);
      put({ ...base, ...common, Type: 'bind', Source: normalize(source), Propagation: mount.BindOptions?.Propagation ?? 'rprivate', MustExist: true });
    } else if (mount.Type === 'volume') {
      const { VolumeOptions: options } = mount;
      put({ ...volume(mount.Source ?? '', common.Destination, { Relabel: 'z' }), RW: common.RW, ...(options?.NoCopy ? { NoCopy: true } : {}), ...(options?.Subpath ? { Subpath: options.Subpath } : {}) });
    } else throw invalid(`invalid mount config for type "${String(mount.Type)}": mount type unknown`);
  }
  for (const [destination, options] of Object.entries(hostConfig.Tmpfs ?? {})) put({ ...base, Type: 'tmpfs', Destination: normalize(destination), Options: options });
  for (const destination of [...Object.keys(defaults.Volumes ?? {}), ...Object.keys(request.Volumes ?? {})]) {
    const clean = normalize(destination);
    if (!plan[clean]) put(volume('', clean, {}));
  }
  return plan;
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
