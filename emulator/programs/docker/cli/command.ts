import type { DockerCli } from './docker-cli';
import type { Flags, Values } from './flag/definition';

/** How many arguments a command takes; `max` absent means any number. */
export interface ArgumentRule {
  readonly min: number;
  readonly max?: number;
  readonly counted?: boolean;
  /** The sentence that stands alone instead of the usual complaint. */
  readonly complaint?: (count: number) => string;
}
export const noArguments: ArgumentRule = { min: 0, max: 0 };
/** As {@link noArguments}, for the verbs that count rather than refuse: `requires 0 arguments`. */
export const exactlyNone: ArgumentRule = { min: 0, max: 0, counted: true };
export const anyArguments: ArgumentRule = { min: 0 };
export const exactly = (count: number): ArgumentRule => ({ min: count, max: count });
export const atLeast = (count: number): ArgumentRule => ({ min: count });
export const atMost = (count: number): ArgumentRule => ({ min: 0, max: count });
/** As cobra counts for the few verbs that leave it to cobra. */
export const exactlyPlain = (count: number): ArgumentRule => ({ min: count, max: count, complaint: (given) => `accepts ${count} arg(s), received ${given}` });
export const between = (min: number, max: number): ArgumentRule => ({ min, max });

/** A command line that was read: what a verb works with. */
export interface Invocation<F extends Flags> {
  readonly docker: DockerCli;
  readonly flags: Values<F>;
  /** The flags that were given, by long name. */
  readonly changed: ReadonlySet<string>;
  readonly args: readonly string[];
  /** As typed, `docker container ls`. */
  readonly path: string;
}

/** What an argument names: completion offers the live names. */
export type ArgumentKind = 'container' | 'running container' | 'stopped container' | 'image' | 'network' | 'volume' | 'context' | 'object' | 'file';

/** One verb: its help page, its flags and what it does. */
export interface CommandDefinition<F extends Flags> {
  /** What follows the path in `Usage:`, for example `[OPTIONS] CONTAINER [CONTAINER...]`. */
  readonly usage: string;
  /** The path in `Usage:` where it is not what was typed (`docker build` shows `docker buildx build`). */
  readonly shownPath?: string;
  /** The text under `Usage:`, where it is more than the line that its group lists. */
  readonly description?: string;
  /** The line under `Aliases:`. */
  readonly aliases?: string;
  readonly flags: F;
  readonly arguments: ArgumentRule;
  /** False when what follows the first argument belongs to another command. */
  readonly interspersed?: boolean;
  /** What the arguments name, the last one for all that follow. */
  readonly completes?: readonly ArgumentKind[];
  /** Ends with the exit code (0 when it returns nothing). */
  run(invocation: Invocation<F>): Promise<number | void> | number | void;
}

/** A verb whose flags have been forgotten, for tables of verbs. */
export interface Command extends Omit<CommandDefinition<Flags>, 'run'> {
  readonly kind: 'command';
  run(invocation: Invocation<Flags>): Promise<number | void> | number | void;
}

/** Checks a verb's definition and gives it the common type. */
export function command<const F extends Flags>(definition: CommandDefinition<F>): Command {
  // The parser fills `flags` from this very definition, so the values have the types that `run` expects.
  return { ...definition, kind: 'command', run: (invocation) => definition.run(invocation as Invocation<F>) };
}

/** Commands under one noun (`docker container …`), or all of them. */
export interface CommandGroup {
  readonly kind: 'group';
  readonly description?: string;
  readonly flags?: Flags;
  /** `Usage:` shows `[OPTIONS] COMMAND`. */
  readonly usage?: string;
  /** What follows the commands in help. */
  readonly footer?: string;
  /** What an unknown command below it answers; the usual text when absent. */
  readonly unknown?: (name: string) => string;
  /** Without a command, help goes to standard output (the usual place is standard error). */
  readonly bareHelpOnOutput?: boolean;
  /** Without a command, help begins with an empty line. */
  readonly blankBeforeHelp?: boolean;
  readonly commands: readonly CommandEntry[];
}

/** A line in a group's list of commands; the rest is loaded when it is used. */
export interface CommandEntry {
  readonly name: string;
  readonly short: string;
  readonly aliases?: readonly string[];
  /** The heading in help; `Commands` when absent. */
  readonly section?: 'Common Commands' | 'Management Commands' | 'Swarm Commands';
  /** Not shown in help. */
  readonly hidden?: boolean;
  /** Shown with an asterisk: a plugin. */
  readonly plugin?: boolean;
  readonly load: (docker: DockerCli) => Promise<Command | CommandGroup>;
  /** What help and messages call it where that differs (`docker builder` shows `docker buildx`). */
  readonly shownName?: string;
}
