import type { BuildOptions } from '../../../api/router/build/backend';
import type { BuildFailure } from '../../../api/types/build';
import type { Report } from '../../../api/router/progress';
import { EngineError } from '../../error';
import { makeId } from '../../identifier';
import type { EngineParts } from '../../parts';
import type { BuildCache } from '../cache';
import type { SentContext } from '../context/context';
import { readFile } from '../context/context';
import { hashText } from '../context/checksum';
import { ignorePatterns } from '../context/pattern';
import { readDirectives } from '../dockerfile/directives';
import { DockerfileError } from '../dockerfile/error';
import type { Frontend } from '../dockerfile/instruction';
import type { Lines } from '../dockerfile/node';
import { parseDockerfile } from '../dockerfile/parse';
import { createLinter } from '../lint/linter';
import type { BuildLayers } from '../workspace/layers';
import { createBaseImages } from './base-image';
import { callResult } from './call';
import { StepFailure } from './failure';
import { resolveFrontend } from './frontend';
import { planBuild } from './plan';
import { solvePlan } from './solve-plan';
import { createTrace, type Trace, type TracedVertex } from './trace';
import { transfer } from './sources';

/** What BuildKit's builds need of the engine. */
export interface BuildKitParts {
  readonly engine: EngineParts;
  readonly cache: BuildCache;
  readonly layers: BuildLayers;
}

/** Builds as BuildKit does. What fails is told to the client with where it was asked for, and thrown. */
export async function buildWithBuildKit(parts: BuildKitParts, options: BuildOptions, sent: SentContext, report: Report, signal: AbortSignal): Promise<void> {
  const trace = createTrace(report, parts.engine.process.system.clock);
  const session = makeId(parts.engine.process.system.random);
  const filename = options.dockerfile.split('/').at(-1) || 'Dockerfile';
  const dockerfile = { text: '' };
  try {
    dockerfile.text = loadDefinition(parts, trace, options, sent, session, filename);
    await build(parts, { options, sent, report, signal, trace, session, filename, text: dockerfile.text });
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    const lines: Lines | undefined = error instanceof DockerfileError || error instanceof StepFailure ? error.lines : undefined;
    const failure: BuildFailure = {
      message: error.message,
      ...(error instanceof StepFailure ? { vertex: error.vertex.digest } : {}),
      ...(lines ? { source: { filename, text: dockerfile.text, range: [{ start: { line: lines.start }, end: { line: lines.end } }] } } : {}),
    };
    report({ id: 'drydock.build.failure', aux: failure });
    throw error;
  } finally {
    parts.cache.busy.clear();
    parts.cache.save();
  }
}

function definitionVertex(session: string, filename: string): TracedVertex {
  return { digest: `sha256:${hashText(`definition ${session}`)}`, name: `[internal] load build definition from ${filename}`, inputs: [] };
}

/** The Dockerfile, as it comes from the client. */
function loadDefinition(parts: BuildKitParts, trace: Trace, options: BuildOptions, sent: SentContext, session: string, filename: string): string {
  const vertex = definitionVertex(session, filename);
  const text = sent.dockerfile?.text ?? readFile(sent.files, options.dockerfile || 'Dockerfile');
  if (options.archive) {
    for (const name of ['[internal] load remote build context', 'copy /context /'])
      trace.begin({ digest: `sha256:${hashText(`${name} ${session}`)}`, name, inputs: [] }).complete();
    if (text === undefined) throw new EngineError('not found', `failed to read dockerfile: open ${filename}: no such file or directory`);
    return text;
  }
  trace.announce([vertex]);
  const step = trace.begin(vertex);
  const entry = sent.dockerfile?.entry ?? sent.files.get(options.dockerfile || 'Dockerfile');
  transfer({ cache: parts.cache, trace }, vertex, text === undefined || !entry ? [] : [[filename, { ...entry, uid: 0, gid: 0 }]], {
    hint: 'dockerfile',
    sharedKey: options.sharedKey,
  });
  step.complete();
  if (text === undefined) throw new EngineError('not found', `failed to read dockerfile: open ${filename}: no such file or directory`);
  return text;
}

/** One build, on its way. */
export interface BuildRun {
  readonly options: BuildOptions;
  readonly sent: SentContext;
  readonly report: Report;
  readonly signal: AbortSignal;
  readonly trace: Trace;
  readonly session: string;
  readonly filename: string;
  readonly text: string;
}

async function build(parts: BuildKitParts, run: BuildRun): Promise<void> {
  const { options, sent, trace, session, filename, text, report } = run;
  const vertex = definitionVertex(session, filename);
  if (!['', 'check', 'outline', 'targets'].includes(options.call))
    throw new EngineError('invalid parameter', `unsupported request frontend.${options.call}: unsupported request frontend.${options.call}`);
  const directives = readDirectives(text);
  const frontend: Frontend = directives.syntax ? await resolveFrontend(parts.engine, trace, directives.syntax, session) : 'builtin';
  const isCall = options.call !== '';
  const settings = options.buildArguments['BUILDKIT_DOCKERFILE_CHECK'] ?? directives.check ?? '';
  const linter = createLinter(settings, (finding) => {
    if (!isCall || options.call !== 'check') trace.warn(vertex, finding, { filename, text });
  });
  const dockerfile = parseDockerfile(text, linter, frontend);
  const plan = planBuild(dockerfile, options, new Set(sent.named.keys()), linter);
  if (options.call === 'targets') {
    report({ id: 'drydock.build.call', aux: callResult(options.call, { dockerfile, plan, linter, filename, text, failure: undefined }) });
    return;
  }
  const images = createBaseImages(parts.engine, trace, { pull: options.pull });
  const { outcome, failure } = await solvePlan(parts, run, { dockerfile, plan, images, linter, ignored: ignorePatterns(sent.ignoreFile?.text ?? '') });
  if (isCall) {
    report({ id: 'drydock.build.call', aux: callResult(options.call, { dockerfile, plan, linter, filename, text, failure }) });
    return;
  }
  if (failure) throw failure;
  if (outcome?.imageId !== undefined) report({ id: 'moby.image.id', aux: { ID: outcome.imageId } });
}
