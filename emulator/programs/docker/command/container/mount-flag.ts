import type { Mount } from '../../../../api/types/host-config';
import { FlagValueError } from '../../cli/flag/definition';
import { parseSize } from '../../units/size';

const invalid = (why: string) => new FlagValueError(why);
/** Keys that mean true when they stand alone. */
const switches = ['readonly', 'ro', 'volume-nocopy', 'bind-nonrecursive'];

/** A switch's value, as Go's strconv reads it; alone it is on. */
function on(key: string, value: string | undefined): boolean {
  if (value === undefined || ['1', 't', 'T', 'TRUE', 'true', 'True'].includes(value)) return true;
  if (['0', 'f', 'F', 'FALSE', 'false', 'False'].includes(value)) return false;
  throw invalid(`invalid value for ${key}: ${value}`);
}

function bytes(key: string, value: string): number {
  try {
    return parseSize(value);
  } catch (error) {
    if (!(error instanceof FlagValueError)) throw error;
    throw invalid(`invalid value for ${key}: ${value}`);
  }
}

function octal(key: string, value: string): number {
  if (!/^[0-7]+$/.test(value)) throw invalid(`invalid value for ${key}: ${value}`);
  return Number.parseInt(value, 8);
}

/** `key=value` of `volume-label` and `volume-opt`. */
function pair(value: string): Record<string, string> {
  const at = value.indexOf('=');
  return { [at < 0 ? value : value.slice(0, at)]: at < 0 ? '' : value.slice(at + 1) };
}

/** Reads `--mount type=volume,source=data,target=/data,readonly`. Throws `FlagValueError` with Docker's sentence. */
export function parseMount(text: string): Mount {
  if (text === '') throw invalid('EOF');
  let type: Mount['Type'] = 'volume';
  let source: string | undefined;
  let target = '';
  let readOnly: boolean | undefined;
  let bind: Mount['BindOptions'];
  let volume: Mount['VolumeOptions'];
  let tmpfs: Mount['TmpfsOptions'];
  for (const field of text.split(',')) {
    const at = field.indexOf('=');
    const key = (at < 0 ? field : field.slice(0, at)).toLowerCase();
    if (at < 0 && !switches.includes(key)) throw invalid(`invalid field '${field}' must be a key=value pair`);
    const given = at < 0 ? undefined : field.slice(at + 1);
    const value = given ?? '';
    if (key === 'type') type = value.toLowerCase() as Mount['Type'];
    else if (key === 'source' || key === 'src') source = value;
    else if (key === 'target' || key === 'dst' || key === 'destination') target = value;
    else if (key === 'readonly' || key === 'ro') readOnly = on(key, given);
    else if (key === 'consistency') continue;
    else if (key === 'bind-propagation') bind = { ...bind, Propagation: value.toLowerCase() };
    else if (key === 'bind-create-src') bind = { ...bind, CreateMountpoint: on(key, given) };
    else if (key === 'bind-nonrecursive') bind = { ...bind, NonRecursive: on(key, given) };
    else if (key === 'bind-recursive') bind = { ...bind, ...(value === 'disabled' ? { NonRecursive: true } : {}) };
    else if (key === 'volume-nocopy') volume = { ...volume, NoCopy: on(key, given) };
    else if (key === 'volume-subpath') volume = { ...volume, Subpath: value };
    else if (key === 'volume-label') volume = { ...volume, Labels: { ...volume?.Labels, ...pair(value) } };
    else if (key === 'volume-driver') volume = { ...volume, DriverConfig: { ...volume?.DriverConfig, Name: value } };
    else if (key === 'volume-opt') volume = { ...volume, DriverConfig: { ...volume?.DriverConfig, Options: { ...volume?.DriverConfig?.Options, ...pair(value) } } };
    else if (key === 'tmpfs-size') tmpfs = { ...tmpfs, SizeBytes: bytes(key, value) };
    else if (key === 'tmpfs-mode') tmpfs = { ...tmpfs, Mode: octal(key, value) };
    else throw invalid(`unexpected key '${key}' in '${field}'`);
  }
  for (const [kind, options] of [['volume', volume], ['bind', bind], ['tmpfs', tmpfs]] as const) {
    if (options !== undefined && type !== kind) throw invalid(`cannot mix '${kind}-*' options with mount type '${type}'`);
  }
  if (!target) throw invalid('target is required');
  return {
    Type: type,
    ...(source === undefined ? {} : { Source: source }),
    Target: target,
    ...(readOnly ? { ReadOnly: true } : {}),
    ...(bind ? { BindOptions: bind } : {}),
    ...(volume ? { VolumeOptions: volume } : {}),
    ...(tmpfs ? { TmpfsOptions: tmpfs } : {}),
  };
}
