import type { Json } from './types';

/** A builtin written in TypeScript: gets evaluated arguments (all combinations are tried). */
export type Builtin = (input: Json, args: readonly Json[]) => Json;
export interface Surroundings {
  readonly builtins: ReadonlyMap<string, Builtin>;
  /** The next input, or undefined at the end. */
  nextInput(): Json | undefined;
}
