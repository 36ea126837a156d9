import { sha256 } from '@noble/hashes/sha2.js';
import { encode } from '../../kernel/bytes';
import type { NetworkNamespace } from '../../net/types';
import { unpackTree } from '../../vfs/tar/unpack-tree';
import type { TarEntry } from '../../vfs/tar/tar-entry';
import { filesInside } from '../container/runtime/container-files';
import { launchContainer } from '../container/runtime/launch';
import { resolveUser } from '../container/runtime/user';
import { EngineError } from '../error';
import { makeId } from '../identifier';
import type { Digest } from '../image/types';
import type { EngineParts } from '../parts';
import type { FileCalls } from '../../vfs/types';

const cachePath = '/var/lib/docker/buildkit/cache.json';

/** A command to be run in a build. */
export interface RunStep {
  readonly argv: readonly string[];
  readonly env: readonly string[];
  readonly user: string;
  readonly cwd: string;
  readonly network: string;
  output(bytes: Uint8Array): void;
}

/** Makes layers: each on a stack of others, by running something or by writing files; remembers what came of what. */
export function createWorkspace(parts: EngineParts) {
  const { process, images } = parts;
  const { files, system } = process;
  const cache = new Map<string, Digest>(files.exists(cachePath) ? Object.entries(JSON.parse(files.readText(cachePath)) as Record<string, Digest>) : []);

  /** Names a step on a stack: the same name, the same result. */
  function keyOf(stack: readonly Digest[], step: string): string {
    return Array.from(sha256(encode(`${stack.join(' ')}\n${step}`)), (byte) => byte.toString(16).padStart(2, '0')).join('');
  }

  /** Changes a fresh layer on `stack` by `work` and returns its diff id. */
  async function change(stack: readonly Digest[], work: (root: string, id: string) => Promise<void>): Promise<Digest> {
    const id = makeId(system.random);
    const layer = images.createLayerOn(id, stack);
    layer.mount();
    try {
      await work(`${layer.directory}/merged`, id);
    } finally {
      layer.unmount();
    }
    try {
      return await images.layers.commitContainerLayer(id);
    } finally {
      images.layers.removeContainerLayer(id);
    }
  }

  function attach(network: string): { namespace: NetworkNamespace; release: () => void } {
    const { administration } = process.network;
    if (network === 'host') return { namespace: process.namespaces.network, release: () => undefined };
    const namespace = administration.createNamespace({ unprivilegedPorts: true });
    const bridge = parts.networks.find('bridge');
    const pool = parts.networks.pool(bridge);
    const address = network === 'none' ? undefined : pool?.take();
    if (pool && address !== undefined) administration.attach({ namespace, bridge: bridge.Bridge, address: { address, prefix: pool.prefix }, gateway: pool.gateway });
    return {
      namespace,
      release() {
        if (address !== undefined) pool?.release(address);
        administration.removeNamespace(namespace);
      },
    };
  }

  return {
    keyOf,
    /** What a step came to earlier, when its layer is still here. */
    cached(stack: readonly Digest[], step: string): Digest | undefined {
      const diff = cache.get(keyOf(stack, step));
      return diff !== undefined && images.hasLayer([...stack, diff]) ? diff : undefined;
    },
    remember(stack: readonly Digest[], step: string, diff: Digest): void {
      cache.set(keyOf(stack, step), diff);
      files.makeDirectory('/var/lib/docker/buildkit', { parents: true });
      files.writeFile(cachePath, JSON.stringify(Object.fromEntries(cache)));
    },
    forget(): number {
      const count = cache.size;
      cache.clear();
      if (files.exists(cachePath)) files.unlink(cachePath);
      return count;
    },
    /** Looks into a stack of layers. */
    look<T>(stack: readonly Digest[], use: (files: FileCalls) => T): T {
      const id = makeId(system.random);
      const layer = images.createLayerOn(id, stack);
      layer.mount();
      try {
        return use(filesInside(process.namespaces.mount, files.resolve(`${layer.directory}/merged`), system.clock));
      } finally {
        layer.unmount();
        images.layers.removeContainerLayer(id);
      }
    },
    /** Writes files. */
    write: (stack: readonly Digest[], entries: readonly TarEntry[]) =>
      change(stack, async (root) => unpackTree(entries, filesInside(process.namespaces.mount, files.resolve(root), system.clock), '/')),
    /** Makes a directory. */
    makeDirectory: (stack: readonly Digest[], path: string) =>
      change(stack, async (root) => filesInside(process.namespaces.mount, files.resolve(root), system.clock).makeDirectory(path, { parents: true })),
    /** Runs a command; `started` is told the container's ID. Throws {@link RunFailure} when it ends with another code than 0. */
    run: (stack: readonly Digest[], step: RunStep, started: (id: string) => void) =>
      change(stack, async (root, id) => {
        started(id);
        const inside = filesInside(process.namespaces.mount, files.resolve(root), system.clock);
        const account = resolveUser(inside, step.user, []);
        const network = attach(step.network);
        try {
          const env = new Map(step.env.map((entry): [string, string] => [entry.split('=')[0] ?? '', entry.slice(entry.indexOf('=') + 1)]));
          if (!env.has('HOME')) env.set('HOME', account.home);
          const task = await launchContainer(process, {
            id,
            rootDirectory: root,
            readOnlyRoot: false,
            hostname: network.namespace === process.namespaces.network ? process.namespaces.uts.hostname : id.slice(0, 12),
            network: network.namespace,
            mounts: [{ destination: '/etc/resolv.conf', source: { path: '/etc/resolv.conf' }, readOnly: true }],
            shmSize: 64 * 1024 * 1024,
            privileged: false,
            limits: {},
            init: false,
            hostPids: false,
            process: { argv: step.argv, env, cwd: step.cwd, credentials: account.credentials, terminal: false, openInput: false, output: (_, bytes) => step.output(bytes) },
          });
          const status = await task.ended;
          const code = status.kind === 'exited' ? status.code : 137;
          if (code !== 0) throw new RunFailure(code);
        } finally {
          network.release();
        }
      }),
  };
}

/** A command of a build failed. */
export class RunFailure extends EngineError {
  constructor(readonly code: number) {
    super('system', `exit code: ${code}`);
  }
}
export type Workspace = ReturnType<typeof createWorkspace>;
