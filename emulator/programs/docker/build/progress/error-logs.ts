import { isCanceled, type Trace, type TracedVertex } from './trace';

/** What stands below everything when steps have failed: each one's name with the last lines of its output. */
export function errorLogs(trace: Trace, lastLines: (traced: TracedVertex) => readonly string[]): string {
  return trace.started
    .filter((traced) => traced.vertex.error && !isCanceled(traced))
    .map((traced) => `------\n > ${traced.vertex.name}:\n${lastLines(traced).map((line) => `${line}\n`).join('')}------\n`)
    .join('');
}
