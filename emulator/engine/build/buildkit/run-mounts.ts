import { DockerfileError } from '../dockerfile/error';
import { withSuggestion } from '../dockerfile/suggest';

/** The value of a `--mount`, read. */
export interface MountFlag {
  readonly type: 'bind' | 'cache' | 'tmpfs' | 'secret' | 'ssh';
  readonly from: string | undefined;
  readonly source: string;
  readonly target: string;
  readonly readOnly: boolean;
  readonly id: string;
  readonly sharing: 'shared' | 'private' | 'locked';
  readonly required: boolean;
  readonly mode: number | undefined;
  readonly uid: number;
  readonly gid: number;
  readonly env: string | undefined;
  readonly sizeBytes: number;
}

const types = ['bind', 'cache', 'tmpfs', 'secret', 'ssh'] as const;

/** Commas split, quotes (as in CSV) protect them. */
function fieldsOf(text: string): string[] {
  return [...text.matchAll(/(?:^|,)("(?:[^"]|"")*"|[^,]*)/g)].map((match) => {
    const field = match[1] ?? '';
    return field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field;
  });
}

function truth(key: string, value: string | undefined): boolean {
  if (value === undefined || /^(1|t|true)$/i.test(value)) return true;
  if (/^(0|f|false)$/i.test(value)) return false;
  throw new DockerfileError(`invalid value for ${key}: ${value}`);
}

/** Reads `--mount=type=cache,target=/x,…`; `fill` fills variables in. Throws {@link DockerfileError}. */
export function parseMount(text: string, fill: (word: string) => string): MountFlag {
  const pairs = fieldsOf(text).map((field): [string, string | undefined] => {
    const at = field.indexOf('=');
    return at < 0 ? [field.toLowerCase(), undefined] : [field.slice(0, at).toLowerCase(), fill(field.slice(at + 1))];
  });
  const given = new Map(pairs);
  const type = types.find((one) => one === (given.get('type') ?? 'bind'));
  if (type === undefined) throw new DockerfileError(`unsupported mount type ${JSON.stringify(given.get('type'))}`);
  for (const [key, value] of pairs) check(key, value, type);
  const number = (key: string, radix: number) => (given.get(key) === undefined ? undefined : Number.parseInt(given.get(key) as string, radix));
  const target = given.get('target') ?? given.get('dst') ?? given.get('destination') ?? '';
  const id = given.get('id') ?? '';
  const isReadOnly = given.has('ro') || given.has('readonly') ? truth('readonly', given.get('ro') ?? given.get('readonly')) : type === 'bind';
  const isWritable = given.has('rw') || given.has('readwrite') ? truth('readwrite', given.get('rw') ?? given.get('readwrite')) : false;
  if (target === '' && (type === 'bind' || type === 'cache' || type === 'tmpfs')) throw new DockerfileError('invalid mount target "/"');
  return {
    type,
    from: given.get('from'),
    source: given.get('source') ?? given.get('src') ?? '',
    target,
    readOnly: isReadOnly && !isWritable,
    id: id === '' && type === 'secret' ? (target.split('/').at(-1) ?? '') : id,
    sharing: sharing(given.get('sharing')),
    required: given.has('required') ? truth('required', given.get('required')) : false,
    mode: number('mode', 8),
    uid: number('uid', 10) ?? 0,
    gid: number('gid', 10) ?? 0,
    env: given.get('env'),
    sizeBytes: bytes(given.get('size')),
  };
}

const flags = new Set(['readonly', 'ro', 'readwrite', 'rw', 'required']);
const keys = [
  'type',
  'from',
  'source',
  'src',
  'target',
  'dst',
  'destination',
  'readonly',
  'ro',
  'readwrite',
  'rw',
  'id',
  'sharing',
  'required',
  'mode',
  'uid',
  'gid',
  'env',
  'size',
];

function check(key: string, value: string | undefined, type: string): void {
  if (!keys.includes(key)) throw new DockerfileError(withSuggestion(`unexpected key '${key}' in '${key}=${value ?? ''}'`, key, keys));
  if (value === undefined && !flags.has(key)) throw new DockerfileError(`invalid field '${key}' must be a key=value pair`);
  if (key === 'size' && type !== 'tmpfs') throw new DockerfileError(`unexpected key '${key}' for mount type '${type}'`);
  if (key === 'sharing' && type !== 'cache') throw new DockerfileError(`unexpected key '${key}' for mount type '${type}'`);
  if ((key === 'uid' || key === 'gid' || key === 'mode') && value !== undefined && !/^\d+$/.test(value))
    throw new DockerfileError(`invalid value ${value} for ${key}`);
}

function sharing(text: string | undefined): MountFlag['sharing'] {
  if (text === undefined || text === 'shared' || text === 'private' || text === 'locked') return text ?? 'shared';
  throw new DockerfileError(`unsupported sharing value ${JSON.stringify(text)}`);
}

function bytes(text: string | undefined): number {
  const match = /^(\d+(?:\.\d+)?)\s*([kmgt]?)i?b?$/i.exec(text ?? '0');
  if (!match) throw new DockerfileError(`invalid value for size: ${text}`);
  return Math.floor(Number(match[1]) * 1024 ** ' kmgt'.indexOf((match[2] ?? '').toLowerCase() || ' '));
}
