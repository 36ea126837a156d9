import type { BuildVertexStatus, BuildVertexWarning, SolveStatus } from '../../../../api/types/build';
import { textFromBase64 } from '../base64';
import { byteProgress } from './byte-count';
import type { Display } from './display';
import { errorLogs } from './error-logs';
import { instant, seconds } from './interval';
import { createTrace, isCanceled, isCompleted, isStarted, type TracedVertex } from './trace';

/** Milliseconds that a step keeps the display although others have something to say. */
const antiFlicker = 5000;
/** Milliseconds after which a step that was not shown gets its turn. */
const longestWait = 10_000;
/** A transfer is told anew after this many milliseconds or this part of the whole. */
const statusDelay = 5000;
const statusStep = 0.05;
/** Lines of output that are told again when a step has failed. */
const keptLines = 10;

/** How the plain display has shown a step so far. */
interface Shown {
  readonly index: number;
  warnings: number;
  /** Characters of the unfinished last line that have been printed. */
  printedOfLast: number;
  readonly lastLines: string[];
  /** The last of {@link lastLines} is not finished. */
  lastLineOpen: boolean;
}

/**
 * BuildKit's `plain` progress: a block of lines for each step, begun with its number. Of several steps that run at once one has the word for a
 * while; `#N ...` tells that it goes on elsewhere. `description` is what the first line (`#0`) says.
 */
export function createPlainDisplay(description: string): Display {
  const trace = createTrace();
  const shown = new Map<string, Shown>();
  const lastStatus = new Map<string, { current: number; timestamp: number }>();
  let current: string | undefined;
  let first = true;
  let output = '';

  const statusLine = (index: number, status: BuildVertexStatus): string | undefined => {
    const timestamp = instant(status.timestamp);
    const last = lastStatus.get(status.id);
    if (last && status.completed === undefined) {
      const step = status.total ? (status.current - last.current) / status.total : 0;
      if (step < statusStep && timestamp - last.timestamp < statusDelay) return undefined;
    }
    lastStatus.set(status.id, { current: status.current, timestamp });
    const progress = byteProgress(status);
    const end = status.completed === undefined ? timestamp : instant(status.completed);
    const took = status.started === undefined ? 0 : (end - instant(status.started)) / 1000;
    return `#${index} ${status.id}${progress && ` ${progress}`}${took > 0.01 ? ` ${took.toFixed(1)}s` : ''}${status.completed === undefined ? '' : ' done'}\n`;
  };

  const logLines = (traced: TracedVertex, state: Shown) => {
    for (const [position, line] of traced.logs.entries()) {
      const isLast = position === traced.logs.length - 1;
      const isContinued = position === 0 && state.printedOfLast > 0;
      const piece = isContinued ? line.slice(state.printedOfLast) : line;
      output += isContinued ? piece : `#${state.index} ${piece}`;
      if (!isLast || !traced.partialLog) output += '\n';
      if (state.lastLineOpen) state.lastLines.pop();
      // Of a line that came in pieces the last one is kept, as the real client does.
      state.lastLines.push(piece);
      state.lastLineOpen = isLast && traced.partialLog;
      if (state.lastLines.length > keptLines) state.lastLines.shift();
    }
    if (traced.logs.length === 0) return;
    traced.logs = traced.partialLog ? traced.logs.slice(-1) : [];
    state.printedOfLast = traced.logs[0]?.length ?? 0;
  };

  const takeTheWord = (traced: TracedVertex, index: number) => {
    const before = current === undefined ? undefined : trace.byDigest.get(current);
    if (before) {
      const state = shown.get(before.digest);
      if (before.partialLog) output += '\n';
      if (state) state.printedOfLast = 0;
      before.updates = 0;
      output += `#${state?.index} ...\n`;
    }
    output += first ? (description && `#0 ${description}\n\n`) : '\n';
    first = false;
    output += `#${index} ${traced.vertex.name}\n`;
  };

  const ending = (traced: TracedVertex, now: number): string => {
    if (traced.vertex.error) return isCanceled(traced) ? 'CANCELED' : `ERROR: ${traced.vertex.error}`;
    if (traced.vertex.cached) return 'CACHED';
    return `DONE ${traced.merged.reduce((sum, interval) => sum + seconds(interval, now), 0).toFixed(1)}s`;
  };

  const printVertex = (traced: TracedVertex, now: number) => {
    let state = shown.get(traced.digest);
    if (!state) shown.set(traced.digest, (state = { index: shown.size + 1, warnings: 0, printedOfLast: 0, lastLines: [], lastLineOpen: false }));
    if (traced.digest !== current) takeTheWord(traced, state.index);
    let isOpen = false;
    for (const status of traced.statuses.values()) {
      if (!traced.changedStatuses.has(status.id)) continue;
      const line = statusLine(state.index, status);
      if (line === undefined) continue;
      output += line;
      isOpen ||= status.completed === undefined;
    }
    traced.changedStatuses.clear();
    for (; state.warnings < traced.warnings.length; state.warnings++) output += `#${state.index} WARN: ${shortOf(traced.warnings[state.warnings])}\n`;
    logLines(traced, state);
    current = traced.digest;
    if (isCompleted(traced) && !isOpen) {
      current = undefined;
      traced.updates = 0;
      if (traced.partialLog) output += '\n';
      output += `#${state.index} ${ending(traced, now)}\n`;
    }
    trace.changed.delete(traced.digest);
  };

  /** Who speaks next among those that go on, when nobody has the word or the one that has it had it long enough. */
  const share = (going: readonly TracedVertex[], holder: TracedVertex | undefined, holderEnded: boolean, now: number) => {
    const candidates = holder && !going.includes(holder) ? [...going, holder] : going;
    const speeds = candidates.map((traced) => ({
      traced,
      waited: now - traced.blockStart,
      speed: traced.updates / Math.max(0.001, (now - traced.blockStart) / 1000),
      isLate: now - traced.blockStart > longestWait && traced !== holder,
    }));
    const late = speeds.find(({ isLate }) => isLate);
    const busiest = late ?? speeds.reduce((a, b) => (b.speed > a.speed ? b : a));
    const own = speeds.find(({ traced }) => traced === holder);
    if (holderEnded || !own || late) {
      printVertex(busiest.traced, now);
      return;
    }
    const part = own.speed / speeds.reduce((sum, { speed }) => sum + speed, 0);
    if (antiFlicker / (1 - part) < own.waited) printVertex(busiest.traced, now);
  };

  const refresh = (now: number) => {
    const changed = [...trace.changed].flatMap((digest) => trace.byDigest.get(digest) ?? []);
    const completed = changed.filter(isCompleted).sort((a, b) => (a.merged.at(-1)?.stop ?? 0) - (b.merged.at(-1)?.stop ?? 0));
    const going = changed.filter((traced) => isStarted(traced) && !isCompleted(traced));
    const holder = current === undefined ? undefined : trace.byDigest.get(current);
    if (holder && completed.includes(holder)) printVertex(holder, now);
    for (const traced of completed) if (traced !== holder) printVertex(traced, now);
    if (going.length === 0) {
      if (holder && isStarted(holder) && !isCompleted(holder)) return;
      const open = trace.started.find((traced) => !isCompleted(traced));
      if (open) printVertex(open, now);
      return;
    }
    if (holder && going.includes(holder)) printVertex(holder, now);
    share(going, holder, holder === undefined || completed.includes(holder), now);
  };

  const flush = () => {
    const text = output;
    output = '';
    return text;
  };

  return {
    update(status: SolveStatus, now: number) {
      trace.update(status, now, 0);
    },
    refresh(now) {
      refresh(now);
      return flush();
    },
    finish(now) {
      refresh(now);
      output += errorLogs(trace, ({ digest }) => shown.get(digest)?.lastLines ?? []);
      return flush();
    },
    warnings: trace.warnings,
    isStatusShownAtOnce: false,
  };
}

function shortOf(warning: BuildVertexWarning | undefined): string {
  return textFromBase64(warning?.short ?? '');
}
