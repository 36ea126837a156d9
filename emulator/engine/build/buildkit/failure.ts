import { EngineError } from '../../error';
import type { Lines } from '../dockerfile/node';
import type { Vertex } from './graph';

/** A step of a build failed: what is shown at the step, what the build says, and where it was asked for. */
export class StepFailure extends EngineError {
  readonly lines: Lines | undefined;

  constructor(
    readonly vertex: Vertex,
    /** At the step. */
    readonly detail: string,
    options: { message?: string; lines?: Lines | undefined } = {},
  ) {
    super('system', options.message ?? detail);
    this.lines = 'lines' in options ? options.lines : vertex.lines;
  }
}

/** What is said of what stopped because something else failed, or the client went away. */
export const canceled = 'context canceled';

/** Waits for all of `work`; throws the first failure that is not only a consequence of another. */
export async function settle<T>(work: readonly Promise<T>[]): Promise<T[]> {
  const results = await Promise.allSettled(work);
  const failures = results.flatMap((result): unknown[] => (result.status === 'rejected' ? [result.reason] : []));
  if (failures.length > 0) throw failures.find((failure) => !(failure instanceof EngineError && failure.message === canceled)) ?? failures[0];
  return results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
}
