import { exitCodeOf } from '../../../process/exit-code';
import type { NetworkNamespace } from '../../../net/types';
import { isSystemError } from '../../../kernel/errno';
import { launchContainer } from '../../container/runtime/launch';
import type { ContainerMount } from '../../container/runtime/mounts';
import type { Task } from '../../container/runtime/task';
import { resolveUser } from '../../container/runtime/user';
import { EngineError } from '../../error';
import type { EngineParts } from '../../parts';
import type { BuildLayers } from './layers';

/** A command to be run on a stack's files. */
export interface RunStep {
  readonly argv: readonly string[];
  readonly env: readonly string[];
  readonly user: string;
  readonly cwd: string;
  /** `none`, `host`, or anything else for the default bridge. */
  readonly network: string;
  readonly hostname: string;
  readonly mounts: readonly ContainerMount[];
  readonly privileged: boolean;
  readonly shmSize: number;
  readonly extraHosts: readonly string[];
  readonly signal: AbortSignal;
  output(bytes: Uint8Array, stream: 'stdout' | 'stderr'): void;
}

const defaultPath = 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
const executor = '/var/lib/docker/buildkit/executor';

/** Runs `step` in a container of its own over an opened stack; resolves with its exit code. Throws `EngineError`: no such user, what runc says of a program that cannot be started, a cancelled build. */
export async function runStep(parts: EngineParts, place: ReturnType<BuildLayers['open']>, step: RunStep): Promise<number> {
  const { process } = parts;
  const account = resolveUser(place.files, step.user, []);
  const env = new Map([...(step.env.some((entry) => entry.startsWith('PATH=')) ? [] : [defaultPath]), ...step.env].map(splitEntry));
  if (!env.has('HOME')) env.set('HOME', account.home);
  const network = join(parts, step.network);
  const before = absentPlaces(place, step.mounts);
  let task: Task | undefined;
  const cancel = () => task?.kill('SIGKILL');
  step.signal.addEventListener('abort', cancel);
  try {
    task = await launchContainer(process, {
      id: place.id,
      rootDirectory: place.root,
      readOnlyRoot: false,
      hostname: step.network === 'host' ? process.namespaces.uts.hostname : step.hostname,
      network: network.namespace,
      mounts: [...networkFiles(parts, place.id, step, network.address), ...step.mounts],
      shmSize: step.shmSize || 64 * 1024 * 1024,
      privileged: step.privileged,
      limits: {},
      init: false,
      hostPids: false,
      process: {
        argv: step.argv,
        env,
        cwd: step.cwd,
        credentials: account.credentials,
        terminal: false,
        openInput: false,
        output: (stream, bytes) => step.output(bytes, stream),
      },
    });
    if (step.signal.aborted) cancel();
    const status = await task.ended;
    if (step.signal.aborted) throw new EngineError('system', 'context canceled');
    return exitCodeOf(status);
  } finally {
    step.signal.removeEventListener('abort', cancel);
    network.release();
    for (const path of before) removeEmpty(place, path);
    process.files.removeTree(`${executor}/${place.id}`);
  }
}

function splitEntry(entry: string): [string, string] {
  const at = entry.indexOf('=');
  return at < 0 ? [entry, ''] : [entry.slice(0, at), entry.slice(at + 1)];
}

/** Mount points (and directories above them) that are made for the mounts and go with them; innermost first. */
function absentPlaces(place: ReturnType<BuildLayers['open']>, mounts: readonly ContainerMount[]): string[] {
  const absent = new Set<string>();
  for (const { destination } of mounts) {
    const parts = destination.split('/').filter((part) => part !== '');
    for (let depth = parts.length; depth > 0; depth--) {
      const path = `/${parts.slice(0, depth).join('/')}`;
      if (!place.files.exists(path)) absent.add(path);
    }
  }
  return [...absent].sort((a, b) => b.length - a.length);
}

function removeEmpty({ files }: ReturnType<BuildLayers['open']>, path: string): void {
  try {
    const { kind, size } = files.lstat(path);
    const parent = path.slice(0, path.lastIndexOf('/')) || '/';
    const { modified, accessed } = files.lstat(parent);
    if (kind === 'directory') files.removeDirectory(path);
    else if (kind === 'file' && size === 0) files.unlink(path);
    files.setTimes(parent, { modified, accessed });
  } catch (error) {
    if (!isSystemError(error)) throw error; // the command has put something there, or taken it away
  }
}

function networkFiles({ process }: EngineParts, id: string, step: RunStep, address: string | undefined): ContainerMount[] {
  const { files } = process;
  const directory = `${executor}/${id}`;
  files.makeDirectory(directory, { parents: true });
  files.writeFile(`${directory}/resolv.conf`, files.readText('/etc/resolv.conf'));
  const extra = step.extraHosts.map((host) => {
    const at = host.search(/[:=]/);
    return `${host.slice(at + 1).replace('host-gateway', '172.17.0.1')}\t${host.slice(0, at)}`;
  });
  const own = address === undefined ? [] : [`${address}\t${step.hostname}`];
  const lines = [
    '127.0.0.1\tlocalhost',
    '::1\tlocalhost ip6-localhost ip6-loopback',
    'fe00::\tip6-localnet',
    'ff00::\tip6-mcastprefix',
    'ff02::1\tip6-allnodes',
    'ff02::2\tip6-allrouters',
    ...extra,
    ...own,
  ];
  files.writeFile(`${directory}/hosts`, step.network === 'host' ? files.readText('/etc/hosts') : `${lines.join('\n')}\n`);
  return ['resolv.conf', 'hosts'].map((name) => ({ destination: `/etc/${name}`, source: { path: `${directory}/${name}` }, readOnly: true }));
}

/** A network for the step: the host's, an empty one, or one on the default bridge. */
function join(parts: EngineParts, network: string): { namespace: NetworkNamespace; address: string | undefined; release(): void } {
  const { process } = parts;
  const { administration } = process.network;
  if (network === 'host') return { namespace: process.namespaces.network, address: undefined, release: () => undefined };
  const namespace = administration.createNamespace({ unprivilegedPorts: true });
  const bridge = parts.networks.find('bridge');
  const pool = network === 'none' ? undefined : parts.networks.pool(bridge);
  const address = pool?.take();
  if (pool && address !== undefined)
    administration.attach({ namespace, bridge: bridge.Bridge, address: { address, prefix: pool.prefix }, gateway: pool.gateway });
  return {
    namespace,
    address,
    release() {
      if (address !== undefined) pool?.release(address);
      administration.removeNamespace(namespace);
    },
  };
}
