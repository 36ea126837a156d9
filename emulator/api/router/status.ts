import type { EngineErrorKind } from '../../engine/error';

/** The one table that turns what failed into an HTTP status. */
export const statusOf: Readonly<Record<EngineErrorKind, number>> = {
  'invalid parameter': 400,
  unauthorized: 401,
  forbidden: 403,
  'not found': 404,
  conflict: 409,
  'not modified': 304,
  system: 500,
  'not implemented': 501,
  unavailable: 503,
};
