import type { Dockerfile, Located } from '../../dockerfile/command';
import { expand, type Expanded } from '../../dockerfile/expand';
import type { Linter } from '../../lint/linter';
import { rules } from '../../lint/rules';
import { withSuggestion } from '../../dockerfile/suggest';
import type { Graph, Vertex } from '../graph';
import type { Origin, StageState } from '../stage-state';

/** What instructions need besides the stage they are in. */
export interface DispatchContext {
  readonly dockerfile: Dockerfile;
  readonly graph: Graph;
  readonly linter: Linter;
  readonly buildArguments: Readonly<Record<string, string | null>>;
  readonly globals: ReadonlyMap<string, string | undefined>;
  /** TARGETPLATFORM and friends. */
  readonly predefined: ReadonlyMap<string, string>;
  readonly noCache: (stageName: string) => boolean;
  readonly networkMode: string;
  readonly extraHosts: readonly string[];
  readonly allow: ReadonlySet<string>;
  readonly secrets: ReadonlySet<string>;
  /** Milliseconds since 1970: the time of files that come from here-documents. */
  readonly now: number;
  /** Patterns of the ignore file. */
  readonly ignored: readonly string[];
  /** The files of the client, as a vertex. */
  context(): Vertex;
  /** What an origin has come to; undefined for no files. */
  origin(origin: Origin): Vertex | undefined;
}

/** Fills the variables of a word in, and tells of those that are not there. */
export function fill(word: string, state: StageState, command: Located, context: DispatchContext): Expanded {
  const { variables } = state;
  const expanded = expand(word, variables, { escape: context.dockerfile.escape });
  const declared = new Set(state.args.map(({ key }) => key));
  for (const name of expanded.undefinedNames) {
    if (declared.has(name)) continue;
    const message = `Usage of undefined variable '$${name}'`;
    const near = withSuggestion('', name, variables.keys()).replace('(did you mean ', '(did you mean $');
    context.linter.report(rules.undefinedVar, message + near, command.lines);
  }
  return expanded;
}
