/** What of a registry's configuration this one heeds, filled in. */
export interface RegistrySettings {
  /** Where the storage begins. */
  readonly directory: string;
  readonly deleteEnabled: boolean;
  readonly readOnly: boolean;
  readonly address: { readonly host: string; readonly port: number };
  /** Signs the state of uploads; undefined when one has to be made. */
  readonly secret: string | undefined;
  /** Fields of every answer. */
  readonly headers: Readonly<Record<string, readonly string[]>>;
  /** Locations without scheme and host. */
  readonly relativeUrls: boolean;
  /** Begin of absolute locations, where it is fixed. */
  readonly fixedUrl: string | undefined;
  readonly logLevel: string;
  readonly logFields: Readonly<Record<string, string>>;
  readonly accessLog: boolean;
  readonly memoryCache: boolean;
  readonly htpasswd: { readonly realm: string; readonly path: string } | undefined;
}

/** The configuration is wrong: `message` is what the registry says of it. With `panic`, it says so while it starts. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
  constructor(
    message: string,
    readonly panic = false,
  ) {
    super(message);
  }
}

type Tree = Record<string, unknown>;

const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null && !Array.isArray(value);
const text = (value: unknown) => (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '');

/** The value at a path of keys, whatever their case. */
function at(tree: unknown, ...keys: string[]): unknown {
  let value = tree;
  for (const key of keys) value = isTree(value) ? value[key] : undefined;
  return value;
}

/** Puts the variables `REGISTRY_SECTION_KEY` over what the file says. */
function override(tree: Tree, env: ReadonlyMap<string, string>, parse: (text: string) => unknown): void {
  for (const [name, value] of [...env].filter(([key]) => key.startsWith('REGISTRY_')).sort(([a], [b]) => (a < b ? -1 : 1))) {
    const keys = name.slice('REGISTRY_'.length).toLowerCase().split('_');
    let inner = tree;
    for (const key of keys.slice(0, -1)) {
      if (!isTree(inner[key])) inner[key] = typeof inner[key] === 'string' && inner[key] !== '' ? { [inner[key]]: {} } : {};
      inner = inner[key] as Tree;
    }
    inner[keys.at(-1) ?? ''] = parse(value);
  }
}

/** A section that names one choice: `auth: htpasswd`, or `auth: {htpasswd: {…}}`. */
function choices(section: unknown, besides: readonly string[]): string[] {
  if (typeof section === 'string') return [section];
  return isTree(section) ? Object.keys(section).filter((key) => !besides.includes(key)) : [];
}

/**
 * Reads a configuration file (`path` is for messages) with the environment's changes; `parse` reads YAML. Throws {@link SettingsError}.
 */
export function readSettings(path: string, content: string, env: ReadonlyMap<string, string>, parse: (text: string) => unknown): RegistrySettings {
  const wrong = (message: string) => new SettingsError(`error parsing ${path}: ${message}`);
  let tree: Tree;
  try {
    const parsed = parse(content);
    tree = isTree(parsed) ? parsed : {};
  } catch (error) {
    throw wrong(`yaml: ${error instanceof Error ? (error.message.split('\n')[0] ?? '') : ''}`);
  }
  const version = text(tree.version);
  if (version !== '0.1') throw wrong(`unsupported version: ${JSON.stringify(version)}`);
  override(tree, env, parse);
  const drivers = choices(tree.storage, ['maintenance', 'cache', 'delete', 'redirect', 'tag']);
  if (drivers.length === 0) throw wrong('no storage configuration provided');
  if (drivers.length > 1) throw wrong(`must provide exactly one storage type. Provided: [${drivers.join(' ')}]`);
  if (drivers[0] !== 'filesystem') throw new SettingsError(`StorageDriver not registered: ${drivers[0]}`, true);
  const address = /^(.*):(\d+)$/.exec(text(at(tree, 'http', 'addr')) || ':5000');
  if (!address) throw wrong(`http.addr: ${text(at(tree, 'http', 'addr'))}`);
  const authentication = choices(tree.auth, [])[0];
  if (authentication !== undefined && authentication !== 'htpasswd') {
    throw new SettingsError(`unable to configure authorization (${authentication}): no access controller registered with name: ${authentication}`, true);
  }
  const htpasswd = { realm: text(at(tree, 'auth', 'htpasswd', 'realm')), path: text(at(tree, 'auth', 'htpasswd', 'path')) };
  for (const key of ['realm', 'path'] as const) {
    if (authentication !== undefined && htpasswd[key] === '') throw new SettingsError(`unable to configure authorization (htpasswd): "${key}" must be set for htpasswd access controller`, true);
  }
  const headers = at(tree, 'http', 'headers');
  return {
    directory: text(at(tree, 'storage', 'filesystem', 'rootdirectory')) || '/var/lib/registry',
    deleteEnabled: text(at(tree, 'storage', 'delete', 'enabled')) === 'true',
    readOnly: text(at(tree, 'storage', 'maintenance', 'readonly', 'enabled')) === 'true',
    address: { host: address[1] ?? '', port: Number(address[2]) },
    secret: text(at(tree, 'http', 'secret')) || undefined,
    headers: isTree(headers) ? Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.map(text) : [text(value)]])) : {},
    relativeUrls: text(at(tree, 'http', 'relativeurls')) === 'true',
    fixedUrl: text(at(tree, 'http', 'host')).replace(/\/$/, '') || undefined,
    logLevel: text(at(tree, 'log', 'level')) || 'info',
    logFields: isTree(at(tree, 'log', 'fields')) ? Object.fromEntries(Object.entries(at(tree, 'log', 'fields') as Tree).map(([key, value]) => [key, text(value)])) : {},
    accessLog: text(at(tree, 'log', 'accesslog', 'disabled')) !== 'true',
    memoryCache: text(at(tree, 'storage', 'cache', 'blobdescriptor') ?? at(tree, 'storage', 'cache', 'layerinfo')) === 'inmemory',
    htpasswd: authentication === undefined ? undefined : htpasswd,
  };
}
