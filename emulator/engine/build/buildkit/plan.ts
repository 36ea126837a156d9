import type { BuildOptions } from '../../../api/router/build/backend';
import { EngineError } from '../../error';
import { familiarString, parseReference, withDefaultTag } from '../../image/reference';
import type { Dockerfile, Stage } from '../dockerfile/command';
import { DockerfileError, locate } from '../dockerfile/error';
import { expand, type Variables } from '../dockerfile/expand';
import { hostPlatform, parsePlatform, platformArguments, type Platform } from '../dockerfile/platform';
import type { Linter } from '../lint/linter';
import { rules } from '../lint/rules';
import { withSuggestion } from '../dockerfile/suggest';
import type { Origin, PlannedStage } from './stage-state';

/** Which stages there are, what each stands on and copies from, and which are needed. */
export interface Plan {
  readonly stages: readonly PlannedStage[];
  readonly target: PlannedStage;
  /** In the order of the file. */
  readonly needed: readonly PlannedStage[];
  /** ARGs before the first FROM, with their values. */
  readonly globals: ReadonlyMap<string, string | undefined>;
  readonly platform: Platform;
  /** Images besides those of FROM that are copied from: then a lone stage has a name too. */
  readonly hasOtherSources: boolean;
}

/** Plans a build. Throws {@link DockerfileError}. */
export function planBuild(
  dockerfile: Dockerfile,
  options: Pick<BuildOptions, 'target' | 'platform' | 'buildArguments' | 'namedContexts'>,
  named: ReadonlySet<string>,
  linter: Linter,
): Plan {
  const platform = options.platform === '' ? hostPlatform : parseAsked(options.platform);
  const { globals, predefined } = globalArguments(dockerfile, options, platform);
  const stages: PlannedStage[] = [];
  const variables: Variables = new Map([...predefined, ...[...globals].flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const]))]);
  const names = (before: number) => new Map(dockerfile.stages.slice(0, before).map((stage, index) => [stage.name, index]));
  for (const [index, stage] of dockerfile.stages.entries()) {
    const base = baseName(stage, dockerfile, variables, predefined, linter);
    const own = stage.platform === undefined ? platform : locate(stage.lines, () => stagePlatform(stage, variables, dockerfile.escape, linter));
    const known = base === '' ? undefined : names(index).get(base.toLowerCase());
    const origin: Origin =
      known !== undefined ? { kind: 'stage', stage: known } : locate(stage.lines, () => imageOrigin(base, own, options.namedContexts, named, 'stage name'));
    stages.push({ stage, index, platform: own, base: origin, origins: new Map() });
  }
  let hasOtherSources = false;
  const complete = stages.map((planned) => {
    const origins = new Map<string, Origin>();
    for (const command of planned.stage.commands) {
      for (const from of sourcesOf(command)) {
        const origin = locate(command.lines, () => sourceOrigin(from, planned, dockerfile, options.namedContexts, named, platform));
        origins.set(from, origin);
        if (origin.kind === 'image' || origin.kind === 'named') hasOtherSources = true;
      }
      if (command.name === 'RUN' && command.mounts.some((mount) => !mount.includes('from='))) hasOtherSources = true;
    }
    return { ...planned, origins };
  });
  const target = findTarget(complete, options.target);
  return { stages: complete, target, needed: neededBy(complete, target), globals, platform, hasOtherSources };
}

function parseAsked(text: string): Platform {
  try {
    return parsePlatform(text);
  } catch (error) {
    throw error instanceof DockerfileError ? new EngineError('invalid parameter', `failed to parse platform ${text}: ${error.message}`) : error;
  }
}

/** The values of ARGs before the first FROM, and of the arguments that are there by themselves. */
function globalArguments(
  dockerfile: Dockerfile,
  { buildArguments }: Pick<BuildOptions, 'buildArguments'>,
  platform: Platform,
): { globals: Map<string, string | undefined>; predefined: Map<string, string> } {
  const predefined = platformArguments(platform, hostPlatform);
  for (const [key, value] of Object.entries(buildArguments)) if (value !== null && predefined.has(key)) predefined.set(key, value);
  const globals = new Map<string, string | undefined>();
  for (const { key, value, lines } of dockerfile.globals) {
    const known = new Map([...predefined, ...[...globals].flatMap(([name, one]) => (one === undefined ? [] : [[name, one] as const]))]);
    const asked = buildArguments[key];
    const own = value === undefined ? predefined.get(key) : locate(lines, () => expand(value, known, { escape: dockerfile.escape }).text);
    globals.set(key, asked ?? own);
  }
  return { globals, predefined };
}

/** The image of FROM with its variables filled in. */
function baseName(stage: Stage, dockerfile: Dockerfile, variables: Variables, predefined: ReadonlyMap<string, string>, linter: Linter): string {
  const { escape } = dockerfile;
  const defaults = new Map([
    ...predefined,
    ...dockerfile.globals.flatMap(({ key, value }) => (value === undefined ? [] : [[key, expandQuietly(value, predefined, escape)] as const])),
  ]);
  const byDefault = expandQuietly(stage.base, defaults, escape);
  if (byDefault === '' || !isReference(byDefault)) {
    linter.report(rules.invalidDefaultArgInFrom, `Default value for ARG ${stage.base} results in empty or invalid base image name`, stage.lines);
  }
  const { text, undefinedNames } = locate(stage.lines, () => expand(stage.base, variables, { escape }));
  const declared = dockerfile.globals.map(({ key }) => key);
  for (const name of undefinedNames) {
    if (declared.includes(name)) continue;
    linter.report(rules.undefinedArgInFrom, withSuggestion(`FROM argument '${name}' is not declared`, name, [...declared, ...predefined.keys()]), stage.lines);
  }
  if (text === '') throw new DockerfileError(`base name (${stage.base}) should not be blank`, stage.lines);
  return text;
}

function expandQuietly(word: string, variables: Variables, escape: '\\' | '`'): string {
  try {
    return expand(word, variables, { escape }).text;
  } catch (error) {
    if (error instanceof DockerfileError) return ''; // said when it is really used
    throw error;
  }
}

function isReference(text: string): boolean {
  try {
    parseReference(text);
    return true;
  } catch (error) {
    if (error instanceof EngineError) return false;
    throw error;
  }
}

function stagePlatform(stage: Stage, variables: Variables, escape: '\\' | '`', linter: Linter): Platform {
  const written = stage.platform ?? '';
  if (/^\$(TARGETPLATFORM|\{TARGETPLATFORM\})$/.test(written)) {
    linter.report(rules.redundantTargetPlatform, `Setting platform to predefined ${written} in FROM is redundant as this is the default behavior`, stage.lines);
  } else if (!written.includes('$') && !stage.name.includes(written.split('/')[1] ?? written)) {
    linter.report(rules.fromPlatformFlagConstDisallowed, `FROM --platform flag should not use constant value ${JSON.stringify(written)}`, stage.lines);
  }
  const { text } = expand(written, variables, { escape });
  if (text === '') throw new DockerfileError(`empty platform value from expression ${written}`);
  try {
    return parsePlatform(text);
  } catch (error) {
    throw error instanceof DockerfileError ? new DockerfileError(`failed to parse platform ${text}: ${error.message}`) : error;
  }
}

/** An image that is named, or what the client has put in its place. */
function imageOrigin(
  name: string,
  platform: Platform,
  contexts: Readonly<Record<string, string>>,
  named: ReadonlySet<string>,
  kind: 'stage name' | 'from',
): Origin {
  if (name === 'scratch') return { kind: 'scratch' };
  const replaced = contexts[name];
  if (replaced?.startsWith('docker-image://')) return { kind: 'image', reference: replaced.slice('docker-image://'.length), platform };
  if (named.has(name)) return { kind: 'named', name };
  try {
    return { kind: 'image', reference: familiarString(withDefaultTag(parseReference(name))), platform };
  } catch (error) {
    if (error instanceof EngineError)
      throw new DockerfileError(`failed to parse ${kind === 'from' ? 'stage name' : kind} ${JSON.stringify(name)}: ${error.message}`);
    throw error;
  }
}

/** Where a command takes files from, as it names it. */
function sourcesOf(command: Stage['commands'][number]): string[] {
  if (command.name === 'COPY') return command.from === undefined ? [] : [command.from];
  if (command.name !== 'RUN') return [];
  return command.mounts.flatMap((mount) => /(?:^|,)from=([^,]+)/.exec(mount)?.[1] ?? []);
}

function sourceOrigin(
  from: string,
  planned: PlannedStage,
  dockerfile: Dockerfile,
  contexts: Readonly<Record<string, string>>,
  named: ReadonlySet<string>,
  platform: Platform,
): Origin {
  const { stages } = dockerfile;
  const self = planned.stage.name === '' ? `stage-${planned.index}` : planned.stage.name;
  let index = stages.findLastIndex((stage, at) => stage.name === from.toLowerCase() && at <= planned.index);
  if (index < 0) index = stages.findIndex((stage) => stage.name === from.toLowerCase());
  if (index < 0 && /^\d+$/.test(from)) {
    index = Number(from);
    if (index >= stages.length) throw new EngineError('invalid parameter', `invalid stage index ${from}`);
  }
  if (index === planned.index) throw new DockerfileError(`circular dependency detected on stage: ${self}`);
  if (index > planned.index)
    return { kind: 'invalid', message: `cannot copy from stage ${JSON.stringify(from)}, it needs to be defined before current stage ${JSON.stringify(self)}` };
  if (index >= 0) return { kind: 'stage', stage: index };
  return imageOrigin(from, platform, contexts, named, 'from');
}

function findTarget(stages: readonly PlannedStage[], wanted: string): PlannedStage {
  const last = stages.at(-1) as PlannedStage;
  if (wanted === '') return last;
  const target = stages.findLast(({ stage }) => stage.name !== '' && stage.name === wanted.toLowerCase());
  if (!target) throw new EngineError('invalid parameter', `target stage ${JSON.stringify(wanted)} could not be found`);
  return target;
}

function neededBy(stages: readonly PlannedStage[], target: PlannedStage): PlannedStage[] {
  const needed = new Set<number>();
  const visit = (index: number) => {
    if (needed.has(index)) return;
    needed.add(index);
    const planned = stages[index] as PlannedStage;
    for (const origin of [planned.base, ...planned.origins.values()]) if (origin.kind === 'stage') visit(origin.stage);
  };
  visit(target.index);
  return stages.filter(({ index }) => needed.has(index));
}
