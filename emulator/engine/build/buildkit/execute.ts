import { isSystemError } from '../../../kernel/errno';
import { EngineError } from '../../error';
import type { Digest } from '../../image/types';
import type { EngineParts } from '../../parts';
import type { BuildCache } from '../cache';
import { checksum } from '../context/checksum';
import type { FileSet, SentContext } from '../context/context';
import { selectSource, type Selection } from '../context/select';
import type { BuildLayers } from '../workspace/layers';
import { parseModeChange } from '../workspace/mode';
import { resolveOwner } from '../workspace/owner';
import { placeFiles } from '../workspace/place-files';
import { runStep } from '../workspace/run';
import { canceled, StepFailure } from './failure';
import type { CopyOperation, Operation, Vertex } from './graph';
import { prepareMounts } from './prepare-mounts';
import { loadContext, loadImage } from './sources';
import type { Executor, Made, Resolved } from './solve';
import type { Trace } from './trace';

/** What carrying out steps needs. */
export interface ExecutorParts {
  readonly engine: EngineParts;
  readonly layers: BuildLayers;
  readonly cache: BuildCache;
  readonly trace: Trace;
  readonly sent: SentContext;
  readonly shmSize: number;
  /** The context came as an archive: nothing is told of its transfer. */
  readonly isArchive: boolean;
  /** What COPY and RUN take from the client's files, by the vertex that loads them: only that is transferred. */
  readonly wanted: ReadonlyMap<string, readonly string[]>;
}

/** Carries out BuildKit's operations on the engine's layers. */
export function createExecutor(parts: ExecutorParts): Executor {
  const { engine, layers } = parts;
  const filesOf = (stack: readonly Digest[]) => layers.files(stack);

  function select(vertex: Vertex, copy: CopyOperation, sources: readonly (Resolved | undefined)[]): Selection[] {
    const { exclude, parents } = copy.command;
    return copy.groups.flatMap(({ source, patterns }) => {
      const files: FileSet = sources[source]?.files() ?? new Map();
      return patterns.flatMap((pattern) => {
        const selected = selectSource(files, pattern, { exclude, parents });
        if (selected) return selected;
        throw missing(engine, vertex, pattern);
      });
    });
  }

  async function contentKey(vertex: Vertex, sources: readonly (Resolved | undefined)[]): Promise<string | undefined> {
    const { operation } = vertex;
    if (operation.kind === 'copy') {
      if (operation.copy.urls.length > 0) throw unreachable(vertex, operation.copy.urls[0] ?? '');
      const selections = select(vertex, operation.copy, sources);
      const sums: string[] = [];
      for (const { root, kind, files } of selections) sums.push(`${kind === 'file' ? root : ''} ${await checksum(files)}`);
      return sums.join('\n');
    }
    if (operation.kind !== 'run') return undefined;
    const sums: string[] = [];
    for (const mount of operation.run.mounts) {
      if (mount.source === undefined) continue;
      const files = sources[mount.source]?.files() ?? new Map();
      const selected = selectSource(files, mount.path, { exclude: [], parents: false });
      if (!selected) throw missing(engine, vertex, mount.path);
      for (const { files: chosen } of selected) sums.push(await checksum(chosen));
    }
    return sums.length === 0 ? undefined : sums.join('\n');
  }

  async function copy(vertex: Vertex, operation: CopyOperation, sources: readonly (Resolved | undefined)[]): Promise<Made> {
    const below = sources[0]?.stack ?? [];
    const target = filesOf(below);
    const owner = operation.chown === undefined ? undefined : resolveOwner(target, operation.chown, () => 0);
    const entries = placeFiles(select(vertex, operation, sources), {
      destination: operation.destination,
      target: operation.command.link ? new Map() : target,
      owner,
      chmod: operation.chmod === undefined ? undefined : parseModeChange(operation.chmod),
      keepOwners: operation.keepOwners,
      unpack: operation.command.name === 'ADD' && operation.command.unpack,
      parents: operation.command.parents,
      now: engine.process.system.clock.now(),
    });
    const diff = await layers.write(below, entries);
    return layered(vertex, [...below, diff], vertex.name);
  }

  async function directory(
    vertex: Vertex,
    { path, user }: Extract<Operation, { kind: 'directory' }>,
    sources: readonly (Resolved | undefined)[],
  ): Promise<Made> {
    const below = sources[0]?.stack ?? [];
    const owner = user === '' ? { uid: 0, gid: 0 } : resolveOwner(filesOf(below), user, () => 0);
    const diff = await layers.change(below, (files) => {
      const parts = path.split('/').filter((part) => part !== '');
      for (let depth = 1; depth <= parts.length; depth++) {
        const name = `/${parts.slice(0, depth).join('/')}`;
        if (files.exists(name)) continue;
        files.makeDirectory(name, { mode: 0o755 });
        if (owner.uid !== 0 || owner.gid !== 0) files.changeOwner(name, owner.uid, owner.gid);
      }
    });
    return layered(vertex, [...below, diff], vertex.name);
  }

  async function run(
    vertex: Vertex,
    { run: step }: Extract<Operation, { kind: 'run' }>,
    sources: readonly (Resolved | undefined)[],
    signal: AbortSignal,
  ): Promise<Made> {
    const below = sources[0]?.stack ?? [];
    const shown = `process ${JSON.stringify(step.argv.join(' '))} did not complete successfully`;
    const place = layers.open(below);
    try {
      const prepared = prepareMounts(parts, vertex, step.mounts, sources, step.argv);
      let code: number;
      try {
        code = await runStep(engine, place, {
          ...step,
          env: [...step.hiddenEnv, ...step.env, ...prepared.env],
          hostname: 'buildkitsandbox',
          mounts: prepared.mounts,
          privileged: step.insecure,
          shmSize: parts.shmSize,
          signal,
          output: (bytes, stream) => parts.trace.log(vertex, stream === 'stdout' ? 1 : 2, bytes),
        });
      } catch (error) {
        throw startFailure(parts, vertex, shown, error);
      } finally {
        prepared.release();
      }
      if (code !== 0) throw new StepFailure(vertex, `${shown}: exit code: ${code}`);
      return layered(vertex, [...below, await place.commit()], `mount / from exec ${step.argv.join(' ')}`);
    } finally {
      place.close();
    }
  }

  function layered(_vertex: Vertex, stack: readonly Digest[], description: string): Made {
    return { stack, size: layers.size(stack), type: 'regular', description };
  }

  return {
    filesOf,
    contentKey,
    async source(vertex) {
      const { operation } = vertex;
      if (operation.kind === 'image') return loadImage(parts, vertex, operation.image, filesOf);
      if (operation.kind === 'context') return await loadContext(parts, vertex, operation);
      throw new Error(`no source: ${operation.kind}`);
    },
    async execute(vertex, sources, signal) {
      const { operation } = vertex;
      switch (operation.kind) {
        case 'inline':
          return { stack: [], files: operation.files, size: 0, type: 'regular', description: vertex.name };
        case 'directory':
          return await directory(vertex, operation, sources);
        case 'copy':
          return await copy(vertex, operation.copy, sources);
        case 'run':
          return await run(vertex, operation, sources, signal);
        case 'image':
        case 'context':
          throw new Error(`not to be carried out: ${operation.kind}`);
      }
    },
  };
}

/** What a command that could not even be started comes to. */
function startFailure({ trace }: ExecutorParts, vertex: Vertex, shown: string, error: unknown): unknown {
  if (!(error instanceof EngineError)) return error;
  if (error.message === canceled) return new StepFailure(vertex, `${shown}: ${canceled}`);
  const runc = /runc create failed: (.*): unknown$/s.exec(error.message)?.[1];
  if (runc === undefined) return new StepFailure(vertex, `${shown}: ${error.message}`);
  trace.log(vertex, 2, new TextEncoder().encode(`runc run failed: ${runc}\n`));
  return new StepFailure(vertex, `${shown}: exit code: 1`);
}

/** A source of COPY that is not there. */
function missing({ process }: EngineParts, vertex: Vertex, pattern: string): StepFailure {
  let daemon = '00000000-0000-4000-a000-000000000000';
  try {
    daemon = process.files.readText('/var/lib/docker/engine-id');
  } catch (error) {
    if (!isSystemError(error)) throw error; // an engine that has none yet
  }
  const letters = 'abcdefghijklmnopqrstuvwxyz0123456789';
  const session = Array.from({ length: 25 }, () => letters[process.system.random.integer(letters.length)]).join('');
  const path = pattern
    .split('/')
    .reduce<string[]>((parts, part) => (part === '..' ? parts.slice(0, -1) : part === '' || part === '.' ? parts : [...parts, part]), [])
    .join('/');
  const detail = `failed to calculate checksum of ref ${daemon}::${session}: "/${path}": not found`;
  return new StepFailure(vertex, detail, { message: `failed to compute cache key: ${detail}` });
}

/** ADD of a URL: the emulated host has no way out. */
function unreachable(vertex: Vertex, url: string): StepFailure {
  const host = /^\w+:\/\/([^/:]+)/.exec(url)?.[1] ?? url;
  const detail = `Get ${JSON.stringify(url)}: dial tcp: lookup ${host} on 10.0.2.3:53: no such host`;
  return new StepFailure(vertex, detail, { message: `failed to load cache key: ${detail}`, lines: undefined });
}
