import type { BuildOptions } from '../../../api/router/build/backend';
import type { Report } from '../../../api/router/progress';
import type { ContainerDefaults, Digest } from '../../image/types';
import type { EngineParts } from '../../parts';
import type { FileSet } from '../context/context';
import type { Dockerfile } from '../dockerfile/command';
import type { Variables } from '../dockerfile/expand';
import type { BuildLayers } from '../workspace/layers';

/** A build on its way. */
export interface ClassicRun {
  readonly engine: EngineParts;
  readonly layers: BuildLayers;
  readonly options: BuildOptions;
  readonly files: FileSet;
  readonly dockerfile: Dockerfile;
  readonly report: Report;
  readonly signal: AbortSignal;
  /** Prints a line (or a part of one) of the build. */
  print(text: string): void;
  /** ARGs before the first FROM. */
  readonly globals: Map<string, string | undefined>;
  /** Names of `--build-arg`s that no ARG has asked for. */
  readonly unused: Set<string>;
  /** Images of stages that are done, by name and by number. */
  readonly stages: { readonly name: string; readonly image: Digest | undefined }[];
  /** Containers that are left over. */
  readonly containers: Set<string>;
}

/** A stage on its way. */
export interface ClassicStage {
  image: Digest | undefined;
  config: ContainerDefaults;
  author: string | undefined;
  args: { readonly key: string; readonly value: string | undefined }[];
  /** A step was not in the cache, so nothing after it is. */
  cacheBusted: boolean;
  /** CMD stands in this stage, so ENTRYPOINT leaves it. */
  commandSet: boolean;
}

/** What `$name` means: ENV wins over ARG. */
export function variables(stage: ClassicStage): Variables {
  const found = new Map<string, string>();
  for (const { key, value } of stage.args) if (value !== undefined) found.set(key, value);
  for (const entry of stage.config.Env ?? []) found.set(entry.split('=')[0] ?? '', entry.slice(entry.indexOf('=') + 1));
  return found;
}

/** Build arguments that RUN gets, sorted: those with values that no ENV has the name of. */
export function runArguments(stage: ClassicStage): string[] {
  const names = new Set((stage.config.Env ?? []).map((entry) => entry.split('=')[0]));
  const values = new Map(stage.args.flatMap(({ key, value }) => (value === undefined || names.has(key) ? [] : [[key, value] as const])));
  return [...values].map(([key, value]) => `${key}=${value}`).sort();
}

/** The shell of the stage. */
export const shellOf = (stage: ClassicStage): string[] => stage.config.Shell ?? ['/bin/sh', '-c'];
