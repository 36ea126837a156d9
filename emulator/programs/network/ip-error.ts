/** `ip` gives up: what it prints (with its newline), and its exit code. */
export class IpError extends Error {
  override readonly name = 'IpError';
  constructor(
    message: string,
    readonly code: number,
  ) {
    super(message);
  }
}
