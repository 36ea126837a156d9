import type { HereDocument, Lines } from './node';

/** `name=value` of ENV and LABEL, as written. */
export interface Pair {
  readonly key: string;
  readonly value: string;
}

/** A command line: words of the JSON form, or one text for the shell. */
export interface CommandLine {
  readonly form: 'exec' | 'shell';
  readonly words: readonly string[];
}

/** Durations are nanoseconds. */
export interface HealthcheckSettings {
  readonly Test: string[];
  readonly Interval?: number;
  readonly Timeout?: number;
  readonly StartPeriod?: number;
  readonly StartInterval?: number;
  readonly Retries?: number;
}

/** COPY and ADD: sources may be the names of here-documents, as written. */
export interface CopyCommand {
  readonly name: 'COPY' | 'ADD';
  readonly sources: readonly string[];
  readonly destination: string;
  readonly documents: readonly HereDocument[];
  readonly from: string | undefined;
  readonly chown: string | undefined;
  readonly chmod: string | undefined;
  readonly link: boolean;
  readonly parents: boolean;
  readonly exclude: readonly string[];
  readonly checksum: string | undefined;
  /** Of ADD: whether archives are unpacked (default). */
  readonly unpack: boolean;
}

export interface RunCommand {
  readonly name: 'RUN';
  readonly line: CommandLine;
  readonly documents: readonly HereDocument[];
  /** Values of `--mount`, as written. */
  readonly mounts: readonly string[];
  readonly network: string | undefined;
  readonly security: string | undefined;
}

export interface LineCommand {
  readonly name: 'CMD' | 'ENTRYPOINT';
  readonly line: CommandLine;
}

export interface PairsCommand {
  readonly name: 'ENV' | 'LABEL';
  readonly pairs: readonly Pair[];
  /** Written in the old form, `ENV name value`. */
  readonly legacy: boolean;
}

export interface ArgumentCommand {
  readonly name: 'ARG';
  readonly arguments: readonly { readonly key: string; readonly value: string | undefined }[];
}

export interface ValueCommand {
  readonly name: 'USER' | 'STOPSIGNAL' | 'MAINTAINER';
  readonly value: string;
}

export interface WorkdirCommand {
  readonly name: 'WORKDIR';
  readonly value: string;
}

export interface ExposeCommand {
  readonly name: 'EXPOSE';
  readonly ports: readonly string[];
}

export interface VolumeCommand {
  readonly name: 'VOLUME';
  readonly paths: readonly string[];
}

export interface HealthcheckCommand {
  readonly name: 'HEALTHCHECK';
  readonly settings: HealthcheckSettings;
}

export interface ShellCommand {
  readonly name: 'SHELL';
  readonly shell: readonly string[];
}

export interface OnBuildCommand {
  readonly name: 'ONBUILD';
  readonly expression: string;
}

/** An instruction that is understood. */
export type Instruction =
  | CopyCommand
  | RunCommand
  | LineCommand
  | PairsCommand
  | ArgumentCommand
  | ValueCommand
  | WorkdirCommand
  | ExposeCommand
  | VolumeCommand
  | HealthcheckCommand
  | ShellCommand
  | OnBuildCommand;

/** An instruction and where it stands. */
export type Located<T extends Instruction = Instruction> = T & {
  /** The whole instruction with its lines joined, as it was written. */
  readonly original: string;
  /** The first word as it was written. */
  readonly word: string;
  readonly lines: Lines;
};

/** FROM with what follows it. */
export interface Stage {
  /** In lower case; empty when it has none. */
  readonly name: string;
  /** As it was written. */
  readonly writtenName: string;
  readonly base: string;
  readonly platform: string | undefined;
  readonly original: string;
  readonly lines: Lines;
  readonly commands: readonly Located[];
  /** The comment above that begins with the stage's name, without it: what `--call=targets` shows. */
  readonly comment: string;
}

/** ARGs before the first FROM. */
export interface GlobalArgument {
  readonly key: string;
  readonly value: string | undefined;
  readonly lines: Lines;
  readonly comment: string;
}

/** A Dockerfile that is understood. */
export interface Dockerfile {
  readonly text: string;
  readonly escape: '\\' | '`';
  readonly globals: readonly GlobalArgument[];
  readonly stages: readonly Stage[];
}
