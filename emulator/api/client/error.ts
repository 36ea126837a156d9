/** The daemon answered with a failure. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  constructor(
    readonly status: number,
    /** What the daemon says, without `Error response from daemon: `. */
    readonly reason: string,
  ) {
    super(`Error response from daemon: ${reason}`);
  }
}

/** The daemon could not be reached. */
export class ConnectionError extends Error {
  override readonly name = 'ConnectionError';
}

/** Whether `error` says that something is not there. */
export function isNotFound(error: unknown): boolean {
  return error instanceof ApiError && error.status === 404;
}
