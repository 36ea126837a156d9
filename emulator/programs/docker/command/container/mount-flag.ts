import type { Mount } from '../../../../api/types/host-config';
import { FlagValueError } from '../../cli/flag/definition';
import { parseSize } from '../../units/size';

const invalid = (why: string) => new FlagValueError(why);

/** Reads `--mount type=volume,source=data,target=/data,readonly`. Throws `FlagValueError` with Docker's sentence. */
export function parseMount(text: string): Mount {
  const mount: Mount = { Type: 'volume', Target: '' };
  for (const field of text.split(',')) {
    const at = field.indexOf('=');
    const key = (at < 0 ? field : field.slice(0, at)).toLowerCase();
    const value = at < 0 ? undefined : field.slice(at + 1);
    if (value === undefined && !['readonly', 'ro', 'volume-nocopy', 'bind-nonrecursive'].includes(key)) throw invalid(`invalid field '${field}' must be a key=value pair`);
    switch (key) {
      case 'type':
        mount.Type = (value ?? '').toLowerCase() as Mount['Type'];
        break;
      case 'source':
      case 'src':
        mount.Source = value;
        break;
      case 'target':
      case 'dst':
      case 'destination':
        mount.Target = value ?? '';
        break;
      case 'readonly':
      case 'ro':
        if (value !== undefined && !/^(true|1|false|0)$/.test(value)) throw invalid(`invalid value for ${key}: ${value}`);
        mount.ReadOnly = value === undefined || value === 'true' || value === '1';
        break;
      case 'bind-propagation':
        mount.BindOptions = { ...mount.BindOptions, Propagation: value };
        break;
      case 'bind-create-src':
        mount.BindOptions = { ...mount.BindOptions, CreateMountpoint: value !== 'false' };
        break;
      case 'volume-nocopy':
        mount.VolumeOptions = { ...mount.VolumeOptions, NoCopy: value !== 'false' };
        break;
      case 'volume-subpath':
        mount.VolumeOptions = { ...mount.VolumeOptions, Subpath: value };
        break;
      case 'volume-driver':
        mount.VolumeOptions = { ...mount.VolumeOptions, DriverConfig: { ...mount.VolumeOptions?.DriverConfig, Name: value } };
        break;
      case 'tmpfs-size':
        mount.TmpfsOptions = { ...mount.TmpfsOptions, SizeBytes: parseSize(value ?? '') };
        break;
      case 'tmpfs-mode':
        mount.TmpfsOptions = { ...mount.TmpfsOptions, Mode: Number.parseInt(value ?? '0', 8) };
        break;
      case 'consistency':
      case 'volume-label':
      case 'volume-opt':
      case 'bind-nonrecursive':
      case 'bind-recursive':
        break;
      default:
        throw invalid(`unknown option '${key}' in '${field}'`);
    }
  }
  if (!mount.Target) throw invalid('target is required');
  return mount;
}
