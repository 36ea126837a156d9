import type { SolveStatus } from '../../../../api/types/build';
import { textFromBase64 } from '../base64';
import { byteProgress } from './byte-count';
import type { Display } from './display';
import { errorLogs } from './error-logs';
import { instant, seconds, type Interval } from './interval';
import { screenHeight } from './log-screen';
import { createTrace, isCanceled, isCompleted, type Trace, type TracedVertex } from './trace';

/** Columns that a window with output is narrower than the terminal. */
const windowMargin = 10;
const prefix = ' => ';
/** Below this many columns for its name a line is left out. */
const narrowest = 12;

/** One line of the display. */
interface Line {
  readonly name: string;
  readonly intervals: readonly Interval[];
  readonly isCompleted: boolean;
  readonly status: string;
  readonly colour: 'run' | 'cancel' | 'error';
  /** The step whose line it is, when it is not that of a part. */
  readonly traced: TracedVertex | undefined;
}

/** ANSI codes of the lines that are done; none under `NO_COLOR`. */
const colours = { run: '\u001b[34m', cancel: '\u001b[33m', error: '\u001b[31m' } as const;
const plainText = '\u001b[0m';
const faint = '\u001b[2m';

/** What the terminal is like. */
export interface TerminalSize {
  readonly columns: number;
  readonly rows: number;
}

/**
 * BuildKit's display on a terminal: a list of steps that is drawn over itself, their times on the right, and under those that run the last lines of
 * their output. `description` stands at the right of the head (`docker:default`).
 */
export function createTtyDisplay(options: { description: string; isColoured: boolean; size: () => TerminalSize }): Display {
  const trace = createTrace();
  let linesBefore = 0;
  let isFirst = true;

  const draw = (ownTime: number, isLast: boolean): string => {
    const now = ownTime - trace.clockDifference;
    const { columns, rows } = options.size();
    let text = '\u001b[1A'.repeat(linesBefore + 1);
    if (isFirst) text += '\u001b[1B';
    isFirst = false;
    text += `\u001b[0G\u001b[?25l${head(trace, options.description, columns, now, isLast)}\n`;
    const { lines, windows } = chooseLines(linesOf(trace), rows, isLast);
    let count = 0;
    for (const line of lines) {
      const drawn = drawLine(line, columns, now);
      if (drawn === undefined) continue;
      text += line.isCompleted && options.isColoured ? `${colours[line.colour]}${drawn}${plainText}` : drawn;
      count++;
      if (!line.traced || !windows.has(line.traced)) continue;
      line.traced.screen?.resize(columns - windowMargin);
      for (const shown of line.traced.screen?.lines() ?? []) {
        text += `${faint} => => # ${shown}\n${plainText}`;
        count++;
      }
      line.traced.timesShown++;
    }
    const left = linesBefore - count;
    if (left > 0) text += `${`${' '.repeat(columns)}\n`.repeat(left)}\u001b[${left}A\u001b[0G`;
    linesBefore = count;
    return `${text}\u001b[?25h`;
  };

  return {
    update(status: SolveStatus, now: number) {
      trace.update(status, now, Math.max(1, options.size().columns - windowMargin));
    },
    refresh: (now) => draw(now, false),
    finish: (now) => draw(now, true) + errorLogs(trace, ({ logs }) => logs),
    warnings: trace.warnings,
    isStatusShownAtOnce: false,
  };
}

/** `left` and `right` at the ends of `width` columns, at least a blank between them. */
function align(left: string, right: string, width: number): string {
  return `${left.padEnd(width - right.length - 1)} ${right}`;
}

function head(trace: Trace, description: string, columns: number, now: number, isLast: boolean): string {
  const all = [...trace.byDigest.values()];
  const completed = all.filter(isCompleted).length;
  const isFinished = isLast && completed > 0 && completed === all.length;
  const elapsed = ((now - (trace.startTime ?? now)) / 1000).toFixed(1);
  return align(`[+] Building ${elapsed}s (${completed}/${all.length}) ${isFinished ? 'FINISHED' : ''}`, description, description === '' ? columns : columns - 1).slice(0, columns);
}

/** All lines: each step, its parts, its warnings. */
function linesOf(trace: Trace): Line[] {
  return trace.started.flatMap((traced) => {
    const { vertex, merged } = traced;
    const mark = vertex.error ? (isCanceled(traced) ? 'CANCELED ' : 'ERROR ') : '';
    const step: Line = {
      name: `${vertex.cached ? 'CACHED ' : ''}${mark}${vertex.name.replaceAll('\t', ' ')}`,
      intervals: merged,
      isCompleted: isCompleted(traced),
      status: '',
      colour: mark === '' ? 'run' : isCanceled(traced) ? 'cancel' : 'error',
      traced,
    };
    const parts = [...traced.statuses.values()].map((status): Line => ({
      name: `=> ${status.id}`,
      intervals: intervalsOf(status),
      isCompleted: status.completed !== undefined,
      status: byteProgress(status),
      colour: 'run',
      traced: undefined,
    }));
    const warnings = traced.warnings.map((warning): Line => ({
      name: `WARN: ${textFromBase64(warning.short)}`,
      intervals: merged.slice(-1),
      isCompleted: false,
      status: '',
      colour: 'cancel',
      traced: undefined,
    }));
    return [step, ...parts, ...warnings];
  });
}

function intervalsOf({ started, completed }: { readonly started?: string; readonly completed?: string }): Interval[] {
  return started === undefined ? [] : [{ start: instant(started), stop: completed === undefined ? undefined : instant(completed) }];
}

/** The lines that fit on a screen of `rows`, and the steps that get a window with their output. */
function chooseLines(lines: readonly Line[], rows: number, isLast: boolean): { lines: readonly Line[]; windows: ReadonlySet<TracedVertex> } {
  const running = lines.filter((line) => !line.isCompleted);
  const weight = ({ outputBytes, timesShown }: TracedVertex) => outputBytes + timesShown * 50;
  const candidates = running.flatMap(({ traced }) => (traced && traced.outputBytes > 0 ? [traced] : [])).sort((a, b) => weight(b) - weight(a));
  const windows = new Set<TracedVertex>();
  const need = screenHeight + 3;
  let hidden = 0;
  for (let free = rows - 2 - running.length; free > need && windows.size < candidates.length; free -= need) {
    const traced = candidates[windows.size] as TracedVertex;
    windows.add(traced);
    hidden += traced.screen?.usedHeight ?? 0;
  }
  return { lines: isLast ? lines : fitHeight(lines, rows - 2 - hidden), windows };
}

/** The last `limit` lines, but with those above that still run in place of some that are done. */
function fitHeight(lines: readonly Line[], limit: number): readonly Line[] {
  if (limit < 0) return [];
  if (lines.length <= limit) return lines;
  const shown = lines.slice(lines.length - limit);
  const above = lines.slice(0, lines.length - limit).filter((line) => !line.isCompleted);
  if (above.length === 0) return shown;
  const kept = shown.filter((line, index) => !line.isCompleted || index >= above.length);
  const free = shown.length - kept.length;
  return [...above.slice(above.length - free), ...kept];
}

/** A line with its time at the right; undefined when the terminal is too narrow or it has not begun. */
function drawLine(line: Line, columns: number, now: number): string | undefined {
  if (line.intervals.length === 0) return undefined;
  const took = line.intervals.reduce((sum, interval) => sum + seconds(interval, now), 0);
  const timer = ` ${(took < 0.05 ? 0 : took).toFixed(1)}s\n`;
  let room = columns - prefix.length - timer.length - 1;
  const hasStatus = line.status !== '' && room + line.status.length > 20;
  if (hasStatus) room -= line.status.length + 1;
  if (room < narrowest) return undefined;
  return align(`${prefix}${line.name.slice(0, room)}${hasStatus ? ` ${line.status}` : ''}`, timer, columns);
}
