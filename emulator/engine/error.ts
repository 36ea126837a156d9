/** The kinds of failure that the Engine tells apart; `api/router` has the one table that turns them into HTTP statuses. */
export type EngineErrorKind =
  | 'invalid parameter'
  | 'not found'
  | 'conflict'
  | 'forbidden'
  | 'unauthorized'
  | 'unavailable'
  | 'not modified'
  | 'not implemented'
  | 'system';

/** Something that was asked of the Engine failed. `message` is what Docker puts into `{"message": …}`. */
export class EngineError extends Error {
  override readonly name = 'EngineError';
  constructor(
    readonly kind: EngineErrorKind,
    message: string,
  ) {
    super(message);
  }
}
