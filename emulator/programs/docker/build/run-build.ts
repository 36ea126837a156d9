import { buildImage } from '../../../api/client/build';
import { ApiError } from '../../../api/client/error';
import type { BuildCallResult, BuildFailure, BuildOutputPiece, BuildResult, BuildVertex, SolveStatus } from '../../../api/types/build';
import { isSystemError } from '../../../kernel/errno';
import { streamTarBytes, writeTar } from '../../../vfs/tar/tar-writer';
import type { DockerCli } from '../cli/docker-cli';
import { CliError } from '../cli/error';
import { noteActivity } from './builder/activity';
import { isContext } from './builder/builders';
import { callAnswer, knownCalls } from './call/call';
import { CheckError } from './call/lint-report';
import { createDelivery } from './deliver';
import type { BuildFlags } from './option/build-flags';
import { readOptions, type BuildOptions } from './option/read-options';
import { metadataText, type BuiltMetadata } from './metadata';
import { prepareBuild, type PreparedBuild } from './prepare-build';
import { createDisplay, progressMode, type ProgressMode } from './progress/choose-display';
import type { Display } from './progress/display';
import { createProgressShower, type ProgressShower } from './progress/show-progress';
import { pushBuilt } from './push';
import { sourceExcerpt } from './source-excerpt';
import { warningsBlock } from './warnings';

/** `docker buildx build`: reads the command line, sends the build, shows its progress. Ends with the exit code. */
export async function runBuild(docker: DockerCli, flags: BuildFlags, context: string): Promise<number> {
  const options = readOptions(docker, flags, context);
  if (flags.iidfile !== '' && docker.process.files.exists(flags.iidfile)) docker.process.files.unlink(flags.iidfile);
  if (flags.builder !== '' && flags.builder !== 'default') {
    const isOther = isContext(docker, flags.builder);
    throw new CliError(isOther ? `use \`docker --context=${flags.builder} buildx\` to switch to context "${flags.builder}"` : `no builder ${JSON.stringify(flags.builder)} found`);
  }
  await docker.client.ping();
  noteActivity(docker, 'default');
  const mode = progressMode(docker, flags.progress, flags.quiet);
  const display = createDisplay(docker, mode);
  const { imageId, callResult, metadata } = await solve(docker, options, mode, display).catch(async (error: unknown) => {
    if (!(error instanceof BuildError)) throw asBuildError(error);
    // The check answers what is no Dockerfile in its own way: the place comes after the message.
    if (options.call?.name === 'check' && error.excerpt !== '') throw new CliError(`${error.reason}\n${error.excerpt}`);
    await docker.error(error.excerpt);
    throw new CliError(`failed to build: failed to solve: ${error.reason}`);
  });
  if ((flags.quiet || flags.progress === 'quiet') && !options.call) await docker.print(`${imageId}\n`);
  if (flags.iidfile !== '') writeResult(docker, flags.iidfile, imageId, 'writing image ID file: ');
  if (metadata !== undefined) {
    const slash = flags['metadata-file'].lastIndexOf('/');
    const directory = flags['metadata-file'].slice(0, slash) || '/';
    if (slash >= 0 && !docker.process.files.exists(directory)) throw new CliError(`invalid output path: stat ${directory}: no such file or directory`);
    writeResult(docker, flags['metadata-file'], metadata, '');
  }
  return options.call ? printCall(docker, options, callResult) : 0;
}

/** What a finished build has told. */
interface Solved {
  readonly imageId: string;
  readonly callResult: BuildCallResult | undefined;
  /** What goes into `--metadata-file`, when that was asked for. */
  readonly metadata?: string;
}

async function solve(docker: DockerCli, options: BuildOptions, mode: ProgressMode, display: Display): Promise<Solved> {
  const shower = createProgressShower(docker, display);
  const prepared = await prepareBuild(docker, options);
  try {
    const solved = await follow(docker, prepared, display, shower);
    const { call } = options;
    if (call && !knownCalls.has(call.name)) throw new CliError(`failed to solve: unsupported request frontend.${call.name}: unsupported request frontend.${call.name}`);
    await pushBuilt(docker, prepared.pushed, display, shower);
    if (call || options.flags['metadata-file'] === '') return solved;
    return { ...solved, metadata: await resolveMetadata(docker, options, { ...solved, tags: prepared.query.t, dockerfileName: prepared.query.dockerfile ?? '' }, display) };
  } finally {
    await shower.finish();
    if (mode === 'plain' || mode === 'tty') await docker.error(warningsBlock(display.warnings, docker.environment('DEBUG') !== ''));
  }
}

/** A failure whose place in the Dockerfile is shown before the message. */
class BuildError extends Error {
  override readonly name = 'BuildError';
  constructor(
    readonly excerpt: string,
    readonly reason: string,
  ) {
    super(reason);
  }
}

/** Shows what the builder tells until it is done. SIGINT and SIGTERM end the build: what runs is shown as given up, and the connection goes with us. */
async function follow(docker: DockerCli, prepared: PreparedBuild, display: Display, shower: ProgressShower): Promise<Solved & { readonly steps: readonly string[] }> {
  const names = new Set<string>();
  const cancelled = catchSignals(docker);
  const running = new Map<string, BuildVertex>();
  const delivery = createDelivery(docker, prepared.outputs);
  const messages = await shower.waitFor(buildImage(docker.client, prepared.query, streamTarBytes(writeTar(prepared.entries))));
  let imageId = '';
  let callResult: BuildCallResult | undefined;
  let excerpt = '';
  for (;;) {
    const next = await shower.waitFor(Promise.race([messages.next(), cancelled]));
    if (next === 'cancelled') {
      const completed = new Date(docker.now()).toISOString();
      display.update({ vertexes: [...running.values()].map((vertex) => ({ ...vertex, completed, error: 'context canceled' })) }, docker.now());
      throw new CliError('failed to solve: Canceled: context canceled', 130);
    }
    if (next.done) return { imageId, callResult, steps: [...names] };
    const { id, aux, errorDetail, error } = next.value;
    if (errorDetail || error !== undefined) throw new BuildError(excerpt, errorDetail?.message ?? error ?? '');
    if (id === 'moby.buildkit.trace') {
      const status = aux as SolveStatus;
      for (const vertex of status.vertexes ?? []) {
        names.add(vertex.name);
        if (vertex.started !== undefined && vertex.completed === undefined) running.set(vertex.digest, vertex);
        else if (vertex.completed !== undefined) running.delete(vertex.digest);
      }
      display.update(status, docker.now());
      await shower.drawSoon();
    } else if (id === 'moby.image.id') imageId = (aux as BuildResult).ID;
    else if (id === 'drydock.build.call') callResult = aux as BuildCallResult;
    else if (id === 'drydock.build.output') await delivery.take(aux as BuildOutputPiece);
    else if (id === 'drydock.build.failure') {
      const { source } = aux as BuildFailure;
      excerpt = source ? sourceExcerpt(source) : '';
    }
  }
}

/** Works out what the metadata file says; that is a step of its own in the display. */
async function resolveMetadata(docker: DockerCli, options: BuildOptions, built: BuiltMetadata, display: Display): Promise<string> {
  const time = () => new Date(docker.now()).toISOString();
  const vertex = { digest: `sha256:metadata-${built.imageId}`, name: 'resolving provenance for metadata file', started: time() };
  display.update({ vertexes: [vertex] }, docker.now());
  const text = await metadataText(docker, options, built);
  display.update({ vertexes: [{ ...vertex, completed: time() }] }, docker.now());
  return text;
}

function catchSignals(docker: DockerCli): Promise<'cancelled'> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) docker.process.onSignal(signal, () => resolve('cancelled'), { restart: true });
  });
}

/** What buildx makes of a failure while it builds. */
function asBuildError(error: unknown): unknown {
  if (error instanceof CliError) return new CliError(`failed to build: ${error.message}`, error.code);
  if (error instanceof ApiError) return new CliError(`failed to build: failed to solve: ${error.reason}`);
  return error;
}

function writeResult(docker: DockerCli, path: string, text: string, failure: string): void {
  try {
    docker.process.files.writeFile(path, text, { mode: 0o644 });
  } catch (error) {
    if (isSystemError(error)) throw new CliError(`${failure}open ${path}: ${error.message.toLowerCase()}`);
    throw error;
  }
}

async function printCall(docker: DockerCli, { call }: BuildOptions, result: BuildCallResult | undefined): Promise<number> {
  if (!call || !result) return 0;
  try {
    const { text, code } = callAnswer(call, result);
    await docker.print(text);
    return code;
  } catch (error) {
    if (error instanceof CheckError) await docker.print(error.printed);
    throw error;
  }
}
