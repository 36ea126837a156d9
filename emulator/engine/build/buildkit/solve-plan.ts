import type { BuildOutput } from '../../../api/router/build/backend';
import { EngineError } from '../../error';
import type { ContainerDefaults, Digest, ImageConfig } from '../../image/types';
import { parseReference } from '../../image/reference';
import type { Dockerfile, Located } from '../dockerfile/command';
import { DockerfileError, locate } from '../dockerfile/error';
import { hostPlatform, platformArguments } from '../dockerfile/platform';
import { parseDockerfile } from '../dockerfile/parse';
import { hashText } from '../context/checksum';
import { createLinter, type Linter } from '../lint/linter';
import type { BaseImages } from './base-image';
import type { BuildKitParts, BuildRun } from './build';
import { dispatchAll } from './dispatch/dispatch';
import type { DispatchContext } from './dispatch/context';
import { createExecutor } from './execute';
import { exportFiles, exportImage } from './export';
import { settle } from './failure';
import { createGraph, reachable, type BaseImage, type Vertex } from './graph';
import { imageConfig } from './image-result';
import type { Plan } from './plan';
import { createSolver } from './solve';
import { environment, type Origin, type PlannedStage, type StageState } from './stage-state';
import { transfer } from './sources';

/** What is built, and by what. */
export interface SolveRequest {
  readonly dockerfile: Dockerfile;
  readonly plan: Plan;
  readonly images: BaseImages;
  readonly linter: Linter;
  readonly ignored: readonly string[];
}

/** Images of a plan's needed stages, by reference and platform. */
type Loaded = ReadonlyMap<string, BaseImage>;

const imageKey = (origin: Extract<Origin, { kind: 'image' }>) => `${origin.reference} ${origin.platform.os}/${origin.platform.architecture}`;

/** Turns a plan into a graph, solves it and exports the result. A wrong instruction comes back as `failure` when only a `call` was asked for. */
export async function solvePlan(
  parts: BuildKitParts,
  run: BuildRun,
  request: SolveRequest,
): Promise<{ outcome?: { imageId: Digest | undefined }; failure?: EngineError }> {
  const { options, sent, trace, session } = run;
  const { plan, dockerfile } = request;
  for (const tag of options.tags) parseReference(tag);
  const isCheck = options.call !== '';
  const stages = isCheck ? plan.stages : plan.needed;
  const loaded = await loadImages(stages, request.images, isCheck);
  loadIgnoreFiles(parts, run);
  const graph = createGraph(session);
  const states = new Map<number, StageState>();
  let contextVertex: Vertex | undefined;
  const namedVertices = new Map<string, Vertex>();
  const wanted = new Map<string, string[]>();

  const context: DispatchContext = {
    dockerfile,
    graph,
    linter: request.linter,
    buildArguments: options.buildArguments,
    globals: plan.globals,
    predefined: platformArguments(plan.platform, hostPlatform),
    noCache: (name) => options.noCache || options.noCacheFilter.some((one) => one.toLowerCase() === name),
    networkMode: options.networkMode,
    extraHosts: options.extraHosts,
    allow: new Set(options.allow),
    secrets: new Set(sent.secrets.keys()),
    now: parts.engine.process.system.clock.now(),
    ignored: request.ignored,
    context: () =>
      (contextVertex ??= graph.vertex({
        operation: { kind: 'context', files: sent.files, hint: 'context', sharedKey: options.sharedKey },
        name: '[internal] load build context',
        definition: 'context',
      })),
    origin(origin) {
      if (origin.kind === 'stage') return states.get(origin.stage)?.vertex;
      if (origin.kind === 'image') return imageVertex(origin, loaded, undefined);
      if (origin.kind === 'named') return namedVertex(origin.name);
      return undefined;
    },
  };

  function imageVertex(origin: Extract<Origin, { kind: 'image' }>, images: Loaded, prefix: string | undefined): Vertex {
    const image = images.get(imageKey(origin)) as BaseImage;
    return graph.vertex({
      operation: { kind: 'image', image },
      name: `${prefix ?? ''}FROM ${image.shown}`,
      definition: `${image.shown} ${image.config.rootfs.diff_ids.join(' ')}`,
    });
  }

  function namedVertex(name: string): Vertex {
    const made =
      namedVertices.get(name) ??
      graph.vertex({
        operation: { kind: 'context', files: sent.named.get(name) ?? new Map(), hint: name, sharedKey: options.sharedKey },
        name: `[context ${name}] load from client`,
        definition: `context ${name}`,
      });
    namedVertices.set(name, made);
    return made;
  }

  try {
    for (const planned of stages) states.set(planned.index, dispatchStage(planned, plan, loaded, states, context, imageVertex, namedVertex));
  } catch (error) {
    if (isCheck && error instanceof EngineError) return { failure: error };
    throw error;
  }
  if (isCheck) return {};
  const state = states.get(plan.target.index) as StageState;
  if (request.linter.failsOnFindings && request.linter.findings.length > 0)
    throw new EngineError(
      'invalid parameter',
      `lint violation found for rules: ${[...new Set(request.linter.findings.map(({ rule }) => rule.name))].sort().join(', ')}`,
    );
  if (state.vertex) {
    const vertices = reachable(state.vertex);
    for (const vertex of vertices) noteWanted(vertex, wanted);
    trace.announce([...vertices].reverse().filter((vertex) => !options.archive || vertex.operation.kind !== 'context'));
  }
  const executor = createExecutor({
    engine: parts.engine,
    layers: parts.layers,
    cache: parts.cache,
    trace,
    sent,
    shmSize: options.shmSize,
    isArchive: options.archive,
    wanted,
  });
  const solver = createSolver(parts.cache, executor, trace, run.signal);
  const result = state.vertex ? await solver.resolve(state.vertex) : undefined;
  await result?.load();
  const layers = await settle(state.layers.map((vertex) => solver.resolve(vertex)));
  const config = imageConfig(state, result, layers, options.labels);
  return { outcome: { imageId: await exportResult(parts, run, config, () => result?.files() ?? new Map()) } };
}

async function exportResult(
  parts: BuildKitParts,
  run: BuildRun,
  config: ImageConfig,
  files: Parameters<typeof exportFiles>[2] extends infer T ? () => T : never,
): Promise<Digest | undefined> {
  const { options, trace, report, session } = run;
  const outputs: readonly BuildOutput[] = options.outputs.length > 0 ? options.outputs : [{ type: 'image', attrs: {} }];
  const isImage = ({ type }: BuildOutput) => type === 'image' || type === 'docker';
  let id: Digest | undefined;
  for (const { attrs } of outputs.filter(isImage)) {
    const names = (attrs['name'] ?? '').split(',').filter((name) => name !== '');
    id = exportImage(parts.engine, trace, {
      config,
      tags: [...new Set([...options.tags, ...names])],
      session,
      isEmpty: config.rootfs.diff_ids.length === 0,
      inlineCache: hasInlineCache(options),
    });
  }
  for (const [index, output] of outputs.entries())
    if (output.type === 'local' || output.type === 'tar') await exportFiles(trace, report, files(), output, index, session);
  return id;
}

function hasInlineCache({ buildArguments, cacheTo }: BuildRun['options']): boolean {
  return ['1', 'true'].includes(buildArguments['BUILDKIT_INLINE_CACHE'] ?? '') || cacheTo.some((one) => one.split(',').includes('type=inline'));
}

/** Notes what a vertex takes from the client's files. */
function noteWanted({ operation, sources }: Vertex, wanted: Map<string, string[]>): void {
  const note = (index: number | undefined, paths: readonly string[]) => {
    const source = index === undefined ? undefined : sources[index];
    if (source?.operation.kind === 'context') wanted.set(source.digest, [...(wanted.get(source.digest) ?? []), ...paths]);
  };
  if (operation.kind === 'copy') for (const { source, patterns } of operation.copy.groups) note(source, patterns);
  if (operation.kind === 'run') for (const mount of operation.run.mounts) note(mount.source, [mount.path]);
}

async function loadImages(stages: readonly PlannedStage[], images: BaseImages, onlyBases: boolean): Promise<Loaded> {
  const wanted = new Map<string, { origin: Extract<Origin, { kind: 'image' }>; work: Promise<BaseImage> }>();
  for (const { stage, base, origins } of stages) {
    const places: [Origin, Located | typeof stage][] = [[base, stage]];
    for (const command of stage.commands) {
      for (const [from, origin] of origins) if (command.original.includes(`from=${from}`)) places.push([origin, command]);
    }
    for (const [origin, { lines }] of places) {
      if (origin.kind !== 'image' || wanted.has(imageKey(origin)) || (onlyBases && origin !== base)) continue;
      const work = images.resolve(origin.reference, origin.platform).catch((error: unknown) => {
        if (!(error instanceof EngineError)) throw error;
        const written = origin === base ? stage.base : origin.reference;
        throw new DockerfileError(error.message.replace(`${origin.reference}: `, `${written}: `), lines);
      });
      wanted.set(imageKey(origin), { origin, work });
    }
  }
  const loaded = await settle([...wanted].map(async ([key, { work }]) => [key, await work] as const));
  return new Map(loaded);
}

/** Tells of the ignore files of the named contexts and of the context, which the client has applied. */
function loadIgnoreFiles(parts: BuildKitParts, { trace, sent, session, options }: BuildRun): void {
  if (options.archive) return;
  const contexts = [...[...sent.named.keys()].map((name) => ({ shown: `context ${name}`, hint: name })), { shown: 'internal', hint: 'context' }];
  for (const { shown, hint } of contexts) {
    const vertex = { digest: `sha256:${hashText(`ignore ${hint} ${session}`)}`, name: `[${shown}] load .dockerignore`, inputs: [] };
    trace.announce([vertex]);
    const step = trace.begin(vertex);
    const entry = hint === 'context' ? sent.ignoreFile?.entry : sent.named.get(hint)?.get('.dockerignore');
    transfer({ cache: parts.cache, trace }, vertex, entry ? [['.dockerignore', entry]] : [], { hint, sharedKey: options.sharedKey });
    step.complete();
  }
}

function dispatchStage(
  planned: PlannedStage,
  plan: Plan,
  loaded: Loaded,
  states: ReadonlyMap<number, StageState>,
  context: DispatchContext,
  imageVertex: (origin: Extract<Origin, { kind: 'image' }>, images: Loaded, prefix: string | undefined) => Vertex,
  namedVertex: (name: string) => Vertex,
): StageState {
  const { stage, base } = planned;
  const isAlone = plan.stages.length === 1 && !plan.hasOtherSources;
  const shownName = isAlone ? '' : stage.name === '' ? `stage-${planned.index}` : stage.name;
  const steps = stage.commands.filter((command) => ['ADD', 'COPY', 'RUN', 'WORKDIR'].includes(command.name)).length;
  const below = base.kind === 'stage' ? states.get(base.stage) : undefined;
  const image = base.kind === 'image' ? loaded.get(imageKey(base)) : undefined;
  const stepTotal = steps + (base.kind === 'image' ? 1 : 0);
  const empty: ContainerDefaults = { Env: ['PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'], WorkingDir: '/' };
  const config: ContainerDefaults = structuredClone(below?.config ?? image?.config.config ?? empty);
  const width = String(stepTotal).length;
  const prefix = `[${shownName === '' ? '' : `${shownName} `}${String(1).padStart(width)}/${stepTotal}] `;
  const triggers = config.OnBuild ?? [];
  delete config.OnBuild;
  if (!environment(config).has('PATH')) config.Env = [...(config.Env ?? []), ...(empty.Env ?? [])];
  const state: StageState = {
    planned,
    shownName,
    vertex: below?.vertex ?? (base.kind === 'image' ? imageVertex(base, loaded, prefix) : base.kind === 'named' ? namedVertex(base.name) : undefined),
    config,
    author: below?.author,
    baseConfig: below?.baseConfig ?? image?.config,
    history: [...(below?.history ?? [])],
    layers: [...(below?.layers ?? [])],
    variables: below ? new Map(below.variables) : environment(config),
    args: below ? [...below.args] : [],
    stepIndex: base.kind === 'image' ? 1 : 0,
    stepTotal,
    workdirSet: below?.workdirSet ?? false,
  };
  if (triggers.length > 0) runTriggers(triggers, state, context);
  dispatchAll(stage.commands, state, context);
  return state;
}

/** ONBUILD instructions of the image that a stage stands on. */
function runTriggers(triggers: readonly string[], state: StageState, context: DispatchContext): void {
  const { stage } = state.planned;
  const commands = triggers.flatMap((trigger) => {
    const parsed = locate(stage.lines, () =>
      parseDockerfile(
        `FROM scratch\n${trigger}\n`,
        createLinter('skip=all', () => undefined),
        'builtin',
      ),
    );
    return (parsed.stages[0]?.commands ?? []).map((command) => ({ ...command, original: `ONBUILD ${command.original}`, lines: stage.lines }));
  });
  state.stepTotal += commands.filter((command) => ['ADD', 'COPY', 'RUN', 'WORKDIR'].includes(command.name)).length;
  dispatchAll(commands, state, context);
}
