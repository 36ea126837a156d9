import { EngineError } from '../../error';
import type { Lines } from './node';

/** The Dockerfile, or what it asks for, is wrong; `lines` says where, when that is one place of the file. */
export class DockerfileError extends EngineError {
  constructor(
    message: string,
    readonly lines?: Lines,
  ) {
    super('invalid parameter', message);
  }
}

/** As BuildKit says it of an instruction that cannot be understood. */
export function parseError(message: string, lines: Lines): DockerfileError {
  return new DockerfileError(`dockerfile parse error on line ${lines.start}: ${message}`, lines);
}

/** Runs `work`; a {@link DockerfileError} without a place gets `lines`. */
export function locate<T>(lines: Lines, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof DockerfileError && error.lines === undefined) throw new DockerfileError(error.message, lines);
    throw error;
  }
}
