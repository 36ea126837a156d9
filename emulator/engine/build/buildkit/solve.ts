import { EngineError } from '../../error';
import type { Digest } from '../../image/types';
import type { BuildCache, CacheRecord } from '../cache';
import { hashText } from '../context/checksum';
import type { FileSet } from '../context/context';
import { canceled, settle, StepFailure } from './failure';
import { isSource, type Vertex } from './graph';
import type { Trace } from './trace';

/** What a vertex has come to. */
export interface Resolved {
  readonly vertex: Vertex;
  /** Names the result in the cache keys of what stands on it. */
  readonly id: string;
  /** The layers; empty for files that are no layers. */
  readonly stack: readonly Digest[];
  readonly created: string | undefined;
  /** The files, however they are kept. */
  files(): FileSet;
  /** Sees to it that the result is there, and tells that it was, when it was. */
  load(): Promise<void>;
}

/** What a step makes. */
export interface Made {
  readonly stack: readonly Digest[];
  readonly files?: FileSet;
  readonly size: number;
  readonly type: CacheRecord['type'];
  readonly description: string;
}

/** How the kinds of steps are carried out. */
export interface Executor {
  /** Images and the client's files, which need no cache of steps. */
  source(vertex: Vertex): Promise<Resolved>;
  /** What, of the files it reads, the result depends on; undefined when it reads none. Throws {@link StepFailure} for files that are not there. */
  contentKey(vertex: Vertex, sources: readonly (Resolved | undefined)[]): Promise<string | undefined>;
  /** Throws `EngineError`. */
  execute(vertex: Vertex, sources: readonly (Resolved | undefined)[], signal: AbortSignal): Promise<Made>;
  filesOf(stack: readonly Digest[]): FileSet;
}

/** Solves a graph: each vertex once, independent ones side by side, from the cache where it can. */
export interface Solver {
  /** Throws {@link StepFailure} and other `EngineError`s, when all that had begun has ended. */
  resolve(vertex: Vertex): Promise<Resolved>;
}

/** A solver that works until `signal` is aborted. */
export function createSolver(cache: BuildCache, executor: Executor, trace: Trace, signal: AbortSignal): Solver {
  const resolving = new Map<Vertex, Promise<Resolved>>();
  const told = new Set<Vertex>();
  const hits = new Map<Vertex, CacheRecord>();
  const failing = new AbortController();
  signal.addEventListener('abort', () => failing.abort());

  /** Tells of a result from the cache and of all below it that came from there too. */
  function tellCached(vertex: Vertex): void {
    const list: Vertex[] = [];
    const visit = (one: Vertex) => {
      if (told.has(one) || isSource(one) || !hits.has(one)) return;
      told.add(one);
      for (const source of one.sources) if (source) visit(source);
      list.push(one);
    };
    visit(vertex);
    trace.cached(list);
  }

  function fromRecord(vertex: Vertex, record: CacheRecord, files: FileSet | undefined, isHit: boolean): Resolved {
    if (isHit) hits.set(vertex, record);
    cache.touch(record);
    cache.busy.add(record.id);
    return {
      vertex,
      id: record.id,
      stack: record.stack,
      created: record.createdAt,
      files: () => files ?? executor.filesOf(record.stack),
      load: async () => tellCached(vertex),
    };
  }

  async function solve(vertex: Vertex): Promise<Resolved> {
    if (isSource(vertex)) return await executor.source(vertex);
    const started = vertex.sources.map(async (source) => (source ? await resolve(source) : undefined));
    const all = settle(started);
    all.catch(() => undefined); // thrown when it is waited for
    const first = await started[0]?.catch(() => undefined);
    const tried = `tried ${hashText([vertex.operation.kind, vertex.definition, first?.id ?? ''].join('\n'))}`;
    // What was never done on this base cannot be in the cache: the base is loaded without waiting for the other inputs.
    if (first && isSource(first.vertex) && (vertex.ignoreCache || !cache.lookUp(tried))) await first.load();
    const sources = await all;
    const { operation } = vertex;
    const isLinked = operation.kind === 'copy' && operation.copy.command.link;
    const base = isLinked ? '' : (sources[0]?.id ?? '');
    const question = (rest: string) => hashText([operation.kind, vertex.definition, base, rest].join('\n'));
    const byInputs = sources.slice(1).every((source) => source && source.stack.length > 0)
      ? question(
          `inputs ${sources
            .slice(1)
            .map((source) => source?.id)
            .join(' ')}`,
        )
      : undefined;
    const inlineFiles = operation.kind === 'inline' ? operation.files : undefined;
    if (!vertex.ignoreCache && byInputs !== undefined) {
      const record = cache.lookUp(byInputs);
      if (record) return fromRecord(vertex, record, inlineFiles, true);
    }
    let byContent: string | undefined;
    try {
      byContent = await executor.contentKey(vertex, sources);
    } catch (error) {
      if (!(error instanceof StepFailure)) throw error;
      await sources[0]?.load();
      trace.begin(vertex).complete({ error: error.detail });
      throw error;
    }
    const question2 = byContent === undefined ? undefined : question(`content ${byContent}`);
    const record = vertex.ignoreCache || question2 === undefined ? undefined : cache.lookUp(question2);
    if (record) {
      if (byInputs !== undefined) cache.remember(byInputs, record.id);
      return fromRecord(vertex, record, inlineFiles, true);
    }
    const made = await carryOut(vertex, sources);
    const parent = sources[0];
    const added = cache.add({
      type: made.type,
      description: made.description,
      stack: made.stack,
      size: made.size,
      parents: parent && cache.get(parent.id) ? [parent.id] : [],
    });
    for (const key of [byInputs, question2, tried]) if (key !== undefined) cache.remember(key, added.id);
    return fromRecord(vertex, added, made.files ?? inlineFiles, false);
  }

  async function carryOut(vertex: Vertex, sources: readonly (Resolved | undefined)[]): Promise<Made> {
    for (const source of sources) await source?.load();
    if (failing.signal.aborted) throw new EngineError('system', canceled);
    const step = trace.begin(vertex);
    told.add(vertex);
    try {
      const made = await executor.execute(vertex, sources, failing.signal);
      step.complete();
      return made;
    } catch (error) {
      if (!(error instanceof EngineError)) throw error;
      step.complete({ error: error instanceof StepFailure ? error.detail : error.message });
      throw error;
    }
  }

  function resolve(vertex: Vertex): Promise<Resolved> {
    const known = resolving.get(vertex);
    if (known) return known;
    const work = solve(vertex).catch((error: unknown) => {
      failing.abort();
      throw error;
    });
    resolving.set(vertex, work);
    return work;
  }
  return { resolve };
}
