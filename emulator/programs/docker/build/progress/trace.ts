import type { BuildVertex, BuildVertexLog, BuildVertexStatus, BuildVertexWarning, SolveStatus } from '../../../../api/types/build';
import { fromBase64 } from '../base64';
import { instant, mergeIntervals, type Interval } from './interval';
import { createLogScreen, type LogScreen } from './log-screen';

/** A step as the displays follow it. */
export interface TracedVertex {
  readonly digest: string;
  vertex: BuildVertex;
  readonly statuses: Map<string, BuildVertexStatus>;
  /** Ids of the statuses that have changed since the plain display printed them. */
  readonly changedStatuses: Set<string>;
  readonly warnings: BuildVertexWarning[];
  /** Lines of output that have not been printed; the last one may not be finished. */
  logs: string[];
  /** The last line of output has no end yet. */
  partialLog: boolean;
  readonly intervals: Map<string, Interval>;
  merged: Interval[];
  screen: LogScreen | undefined;
  /** Bytes of output so far, and how often the window with it was shown: who has most gets a window first. */
  outputBytes: number;
  timesShown: number;
  /** Number of updates since {@link blockStart}. */
  updates: number;
  blockStart: number;
}

/** All that a build has told, gathered for a display. */
export interface Trace {
  readonly byDigest: ReadonlyMap<string, TracedVertex>;
  /** Steps in the order in which they began. */
  readonly started: readonly TracedVertex[];
  /** Digests of the steps that have changed since they were printed. */
  readonly changed: Set<string>;
  readonly warnings: readonly BuildVertexWarning[];
  /** When the first step began by the builder's clock, or undefined. */
  readonly startTime: number | undefined;
  /** How far the builder's clock is behind ours, as it seemed when the first step was told of. */
  readonly clockDifference: number;
  /** Takes in what came at `now`; `columns` is the width of the windows with output, 0 when there are none. */
  update(status: SolveStatus, now: number, columns: number): void;
}

export const isCompleted = ({ merged }: TracedVertex): boolean => merged.length > 0 && merged.at(-1)?.stop !== undefined;
export const isStarted = ({ merged }: TracedVertex): boolean => merged.length > 0;
/** The step was given up because the build was. */
export const isCanceled = ({ vertex }: TracedVertex): boolean => vertex.error?.endsWith('context canceled') ?? false;

/** A log line's time since the step began: fewer decimals as it grows, so that it takes five characters. */
function logTime(elapsed: number): string {
  return elapsed.toFixed(elapsed < 10 ? 3 : elapsed < 100 ? 2 : 1);
}

export function createTrace(): Trace {
  const byDigest = new Map<string, TracedVertex>();
  const started: TracedVertex[] = [];
  const changed = new Set<string>();
  const warnings: BuildVertexWarning[] = [];
  let startTime: number | undefined;
  let clockDifference: number | undefined;

  const touch = (traced: TracedVertex, now: number) => {
    if (traced.updates === 0) traced.blockStart = now;
    traced.updates++;
  };

  const takeVertex = (vertex: BuildVertex, now: number) => {
    if (vertex.started !== undefined) startTime ??= instant(vertex.started);
    let traced = byDigest.get(vertex.digest);
    if (!traced) byDigest.set(vertex.digest, (traced = createTracedVertex(vertex)));
    if (vertex.started === undefined) {
      // The same step may be announced again; that must not take back that it began.
      if (!isStarted(traced)) traced.vertex = vertex;
      return;
    }
    if (!isStarted(traced)) started.push(traced);
    clockDifference ??= now - instant(vertex.started);
    traced.intervals.set(vertex.started, { start: instant(vertex.started), stop: vertex.completed === undefined ? undefined : instant(vertex.completed) });
    traced.merged = mergeIntervals(traced.intervals.values());
    traced.vertex = vertex;
    touch(traced, now);
    changed.add(vertex.digest);
  };

  const takeStatus = (status: BuildVertexStatus, now: number) => {
    const traced = byDigest.get(status.vertex);
    if (!traced) return;
    traced.statuses.set(status.id, status);
    traced.changedStatuses.add(status.id);
    changed.add(status.vertex);
    touch(traced, now);
  };

  const takeLog = (log: BuildVertexLog, now: number, columns: number) => {
    const traced = byDigest.get(log.vertex);
    if (!traced) return;
    const bytes = fromBase64(log.data);
    const text = new TextDecoder().decode(bytes);
    if (columns > 0) {
      traced.screen ??= createLogScreen(columns);
      traced.screen.resize(columns);
      traced.screen.write(text);
    }
    traced.outputBytes += bytes.length;
    const begin = traced.merged.at(-1)?.start;
    const time = logTime(begin === undefined ? 0 : (instant(log.timestamp) - begin) / 1000);
    const lines = text.split('\n');
    const unfinished = lines.pop() ?? '';
    for (const line of unfinished === '' ? lines : [...lines, unfinished]) {
      if (traced.partialLog && traced.logs.length > 0) traced.logs.push(`${traced.logs.pop()}${line}`);
      else traced.logs.push(`${time} ${line}`);
      traced.partialLog = false;
    }
    traced.partialLog = unfinished !== '';
    changed.add(log.vertex);
    touch(traced, now);
  };

  const takeWarning = (warning: BuildVertexWarning, now: number) => {
    warnings.push(warning);
    const traced = byDigest.get(warning.vertex);
    if (!traced) return;
    traced.warnings.push(warning);
    touch(traced, now);
  };

  return {
    byDigest,
    started,
    changed,
    warnings,
    get startTime() {
      return startTime;
    },
    get clockDifference() {
      return clockDifference ?? 0;
    },
    update(status, now, columns) {
      for (const vertex of status.vertexes ?? []) takeVertex(vertex, now);
      for (const one of status.statuses ?? []) takeStatus(one, now);
      for (const warning of status.warnings ?? []) takeWarning(warning, now);
      for (const log of status.logs ?? []) takeLog(log, now, columns);
    },
  };
}

function createTracedVertex(vertex: BuildVertex): TracedVertex {
  return {
    digest: vertex.digest,
    vertex,
    statuses: new Map(),
    changedStatuses: new Set(),
    warnings: [],
    logs: [],
    partialLog: false,
    intervals: new Map(),
    merged: [],
    screen: undefined,
    outputBytes: 0,
    timesShown: 0,
    updates: 0,
    blockStart: 0,
  };
}
