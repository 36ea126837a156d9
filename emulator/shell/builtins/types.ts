import type { PreparedAssignment } from '../interpret/assignment';
import type { Flavour } from '../state/messages';
import type { Shell } from '../state/shell';
import type { Step } from '../state/step';

/** What a builtin gets. */
export interface BuiltinCall {
  readonly shell: Shell;
  /** The name that it was called by. */
  readonly name: string;
  readonly args: readonly string[];
  /** The arguments with assignments kept apart, for `declare` and its like. */
  readonly declarations: readonly (string | PreparedAssignment)[];
}

/** A command that the shell carries out itself. */
export interface Builtin {
  /** Shells that have it. */
  readonly flavours: readonly Flavour[];
  run(call: BuiltinCall): number | Step<number>;
  /** For `help`: what stands after the name. */
  readonly synopsis: string;
  /** For `help`: one sentence. */
  readonly summary: string;
}

/** A builtin whose code is loaded when it is first run: most sessions use few of them. */
export interface LaterBuiltin {
  readonly flavours: readonly Flavour[];
  load(): Promise<Builtin>;
}
