import type { BuildOptions } from '../../../api/router/build/backend';
import type { JsonMessage } from '../../../api/types/image';
import type { Report } from '../../../api/router/progress';
import { EngineError } from '../../error';
import { shortId } from '../../identifier';
import { familiarString, parseReference, withDefaultTag, type Reference } from '../../image/reference';
import type { EngineParts } from '../../parts';
import { readFile, type SentContext } from '../context/context';
import type { Dockerfile, Located, Stage } from '../dockerfile/command';
import { DockerfileError } from '../dockerfile/error';
import { expand } from '../dockerfile/expand';
import { parseDockerfile } from '../dockerfile/parse';
import { hostPlatform, platformArguments, proxyArguments } from '../dockerfile/platform';
import { createLinter } from '../lint/linter';
import type { BuildLayers } from '../workspace/layers';
import { removeStepContainer } from './commit';
import { findOrPull } from './copy';
import { CommandFailure } from './run';
import { carryOut } from './settings';
import type { ClassicRun, ClassicStage } from './state';

const silent = createLinter('skip=all', () => undefined);

/** Builds as the classic builder does: one step after another, each an image on the one before. */
export async function buildClassic(
  parts: { engine: EngineParts; layers: BuildLayers },
  options: BuildOptions,
  sent: SentContext,
  report: Report,
  signal: AbortSignal,
): Promise<void> {
  const references = options.tags.map(parseTag);
  if (options.squash) throw new EngineError('invalid parameter', 'squash is only supported with experimental mode');
  const dockerfile = readDockerfile(options, sent);
  const stages = upToTarget(dockerfile, options.target);
  const kept: JsonMessage[] = [];
  const tell: Report = (message) => void (options.quiet ? kept.push(message) : report(message));
  const run: ClassicRun = {
    ...parts,
    options,
    files: sent.files,
    dockerfile,
    report: tell,
    signal,
    print: (text) => tell({ stream: text }),
    globals: new Map(),
    unused: new Set(Object.keys(options.buildArguments).filter((name) => !proxyArguments.has(name))),
    stages: [],
    containers: new Set(),
  };
  try {
    await build(run, stages, references, report);
  } catch (error) {
    if (options.forceRemove) for (const id of [...run.containers]) await removeStepContainer(run, id);
    for (const message of kept) report(message);
    if (!(error instanceof CommandFailure)) throw error;
    report({ errorDetail: { code: error.code, message: error.message }, error: error.message });
  }
}

function parseTag(text: string): Reference {
  try {
    const reference = withDefaultTag(parseReference(text));
    if (reference.digest !== undefined) throw new EngineError('system', 'build tag cannot contain a digest');
    return reference;
  } catch (error) {
    throw error instanceof EngineError ? new EngineError('system', error.message) : error;
  }
}

function readDockerfile(options: BuildOptions, sent: SentContext): Dockerfile {
  const name = options.dockerfile || 'Dockerfile';
  if (options.remote !== '')
    throw new EngineError(
      'system',
      `unable to download remote context ${options.remote}: dial tcp: lookup ${/^\w+:\/\/([^/:]+)/.exec(options.remote)?.[1] ?? options.remote} on 10.0.2.3:53: no such host`,
    );
  const text = readFile(sent.files, name) ?? (name === 'Dockerfile' ? readFile(sent.files, 'dockerfile') : undefined);
  if (text === undefined) throw new EngineError('system', `Cannot locate specified Dockerfile: ${name}`);
  if (text === '') throw new EngineError('system', `the Dockerfile (${name}) cannot be empty`);
  return parseDockerfile(text, silent, 'classic');
}

/** The stages to be gone through: all up to the target. */
function upToTarget(dockerfile: Dockerfile, target: string): readonly Stage[] {
  if (target === '') return dockerfile.stages;
  const index = /^\d+$/.test(target) ? Number(target) : dockerfile.stages.findLastIndex((stage) => stage.name === target.toLowerCase());
  if (index < 0 || index >= dockerfile.stages.length) throw new EngineError('invalid parameter', `target stage ${JSON.stringify(target)} could not be found`);
  return dockerfile.stages.slice(0, index + 1);
}

async function build(run: ClassicRun, stages: readonly Stage[], references: readonly Reference[], report: Report): Promise<void> {
  const { options, engine } = run;
  const labels = labelCommand(options, stages);
  const total = run.dockerfile.globals.length + stages.reduce((sum, stage) => sum + 1 + stage.commands.length, 0) + (labels ? 1 : 0);
  let step = 0;
  const begin = (text: string) => {
    if (run.signal.aborted) throw new EngineError('system', 'Build cancelled');
    run.print(`Step ${++step}/${total} : ${text}`);
    run.print('\n');
  };
  const predefined = platformArguments(hostPlatform, hostPlatform);
  for (const { key, value } of run.dockerfile.globals) {
    const known = new Map([...predefined, ...[...run.globals].flatMap(([name, one]) => (one === undefined ? [] : [[name, one] as const]))]);
    const own = value === undefined ? predefined.get(key) : expand(value, known, { escape: run.dockerfile.escape }).text;
    begin(`ARG ${key}${value === undefined ? '' : `=${own}`}`);
    run.globals.set(key, options.buildArguments[key] ?? own);
    run.unused.delete(key);
  }
  let current: ClassicStage | undefined;
  for (const [index, stage] of stages.entries()) {
    begin(stage.original);
    current = await beginStage(run, stage, predefined);
    run.print(` ---> ${current.image === undefined ? '' : shortId(current.image.slice(7))}\n`);
    const commands: readonly Located[] = index === stages.length - 1 && labels ? [...stage.commands, labels] : stage.commands;
    for (const command of commands) {
      begin(command.original);
      await carryOut(run, current, command);
      run.print(` ---> ${shortId((current.image ?? '').slice(7))}\n`);
    }
    run.stages.push({ name: stage.name, image: current.image });
  }
  if (run.unused.size > 0) run.print(`[Warning] One or more build-args [${[...run.unused].sort().join(' ')}] were not consumed\n`);
  const id = current?.image;
  if (id === undefined) throw new EngineError('invalid parameter', 'No image was generated. Is your Dockerfile empty?');
  if (options.quiet) report({ stream: `${id}\n` });
  else {
    report({ aux: { ID: id } });
    run.print(`Successfully built ${shortId(id.slice(7))}\n`);
  }
  for (const reference of references) {
    engine.images.store.name(reference, id);
    engine.bus.publish('image', 'tag', id, { name: familiarString(reference) });
    run.print(`Successfully tagged ${familiarString(reference)}\n`);
  }
}

/** `--label`: one more instruction at the end. */
function labelCommand({ labels }: BuildOptions, stages: readonly Stage[]): Located | undefined {
  const pairs = Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1));
  if (pairs.length === 0) return undefined;
  const quote = (text: string) => (/^[\w.-]*$/.test(text) ? text : `'${text}'`);
  const lines = stages.at(-1)?.lines ?? { start: 1, end: 1 };
  return {
    name: 'LABEL',
    pairs: pairs.map(([key, value]) => ({ key, value: `'${value}'` })),
    legacy: false,
    word: 'LABEL',
    original: `LABEL ${pairs.map(([key, value]) => `${quote(key)}=${quote(value)}`).join(' ')}`,
    lines,
  };
}

/** FROM: the image of a stage before, a local one, or one from a registry; then what the image wants done by those who build on it. */
async function beginStage(run: ClassicRun, { base, lines }: Stage, predefined: ReadonlyMap<string, string>): Promise<ClassicStage> {
  const known = new Map([...predefined, ...[...run.globals].flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]))]);
  const name = expand(base, known, { escape: run.dockerfile.escape }).text;
  if (name === '') throw new DockerfileError(`base name (${base}) should not be blank`, lines);
  const empty: ClassicStage = {
    image: undefined,
    config: { Env: ['PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'] },
    author: undefined,
    args: [],
    cacheBusted: false,
    commandSet: false,
  };
  if (name === 'scratch') return empty;
  const earlier = run.stages.findLast((stage) => stage.name !== '' && stage.name === name.toLowerCase());
  const id = earlier ? earlier.image : await findOrPull(run, name, run.options.pull);
  const image = id === undefined ? undefined : run.engine.images.store.get(id);
  if (!image) return empty;
  const config = structuredClone(image.config.config);
  const triggers = config.OnBuild ?? [];
  delete config.OnBuild;
  if (!config.Env?.some((entry) => entry.startsWith('PATH='))) config.Env = [...(config.Env ?? []), ...(empty.config.Env ?? [])];
  const stage: ClassicStage = { ...empty, image: image.id, config };
  if (triggers.length > 0) await runTriggers(run, stage, triggers);
  return stage;
}

async function runTriggers(run: ClassicRun, stage: ClassicStage, triggers: readonly string[]): Promise<void> {
  run.print(`# Executing ${triggers.length} build trigger${triggers.length > 1 ? 's' : ''}\n`);
  for (const trigger of triggers) {
    const [parsed] = parseDockerfile(`FROM scratch\n${trigger}\n`, silent, 'classic').stages;
    for (const command of parsed?.commands ?? []) await carryOut(run, stage, command);
  }
}
