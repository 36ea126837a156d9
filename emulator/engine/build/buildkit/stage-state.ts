import type { ContainerDefaults, ImageConfig, ImageHistory } from '../../image/types';
import type { Stage } from '../dockerfile/command';
import { expand, type Variables } from '../dockerfile/expand';
import type { Platform } from '../dockerfile/platform';
import type { Vertex } from './graph';

/** What a stage stands on, or COPY --from copies from. */
export type Origin =
  | { readonly kind: 'stage'; readonly stage: number }
  | { readonly kind: 'image'; readonly reference: string; readonly platform: Platform }
  | { readonly kind: 'scratch' }
  /** Files that the client sent under a name (`--build-context`). */
  | { readonly kind: 'named'; readonly name: string }
  /** Nothing that can be used: said when it is needed. */
  | { readonly kind: 'invalid'; readonly message: string };

/** A stage before it is gone through. */
export interface PlannedStage {
  readonly stage: Stage;
  readonly index: number;
  readonly platform: Platform;
  readonly base: Origin;
  /** By the value of `--from` in COPY and RUN --mount. */
  readonly origins: ReadonlyMap<string, Origin>;
}

/** What a stage has come to while its instructions are gone through. */
export interface StageState {
  readonly planned: PlannedStage;
  /** In front of the names of its steps; empty when it is the only one. */
  readonly shownName: string;
  /** The files so far; undefined for none. */
  vertex: Vertex | undefined;
  config: ContainerDefaults;
  author: string | undefined;
  /** Of the image it stands on. */
  readonly baseConfig: ImageConfig | undefined;
  history: ImageHistory[];
  /** Vertices of the layers that `history` tells of, from `baseLayers` on. */
  layers: Vertex[];
  /** What `$name` means at this point: the environment and the arguments, whichever was set last. */
  variables: Map<string, string>;
  /** Declared arguments, in order. */
  args: { readonly key: string; readonly value: string | undefined }[];
  stepIndex: number;
  stepTotal: number;
  workdirSet: boolean;
}

/** Environment entries as a map. */
export function environment(config: ContainerDefaults): Map<string, string> {
  return new Map((config.Env ?? []).map((entry) => [entry.split('=')[0] ?? '', entry.slice(entry.indexOf('=') + 1)]));
}

/** Sets a variable, in its place when it is there. */
export function setEnvironment(config: ContainerDefaults, key: string, value: string): void {
  const entries = [...(config.Env ?? [])];
  const at = entries.findIndex((entry) => entry.startsWith(`${key}=`));
  if (at < 0) entries.push(`${key}=${value}`);
  else entries[at] = `${key}=${value}`;
  config.Env = entries;
}

/** The name of a step: its place in the stage, the instruction in capitals, known variables filled in. */
export function stepName(state: StageState, text: string): string {
  if (state.stepTotal === 0) return text;
  state.stepIndex++;
  const width = String(state.stepTotal).length;
  const stage = state.shownName === '' ? '' : `${state.shownName} `;
  return `[${stage}${String(state.stepIndex).padStart(width)}/${state.stepTotal}] ${text}`;
}

/** An instruction as a step's name has it: RUN keeps its quotes (`raw`), the others lose them. */
export function shownInstruction(original: string, variables: Variables, escape: '\\' | '`', quotes: 'process' | 'raw'): string {
  const upper = original.replace(/^\S+/, (word) => word.toUpperCase());
  try {
    return expand(upper, variables, { escape, quotes }).text;
  } catch {
    return upper; // text for the shell that is no word of a Dockerfile: shown as it is
  }
}

/** Notes an instruction; `layer` is the vertex of the layer it made. */
export function commit(state: StageState, text: string, layer?: Vertex): void {
  state.history.push({
    created_by: layer && !text.startsWith('WORKDIR') ? `${text} # buildkit` : text,
    comment: 'buildkit.dockerfile.v0',
    ...(layer ? {} : { empty_layer: true }),
  });
  if (layer) state.layers.push(layer);
}
