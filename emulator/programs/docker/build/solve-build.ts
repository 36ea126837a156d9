import { buildImage } from '../../../api/client/build';
import type { BuildCallResult, BuildFailure, BuildOutputPiece, BuildResult, BuildVertex, SolveStatus } from '../../../api/types/build';
import { streamTarBytes, writeTar } from '../../../vfs/tar/tar-writer';
import type { DockerCli } from '../cli/docker-cli';
import { CliError } from '../cli/error';
import { createDelivery } from './deliver';
import { metadataText, type BuiltMetadata } from './metadata';
import type { BuildOptions } from './option/read-options';
import type { PreparedBuild } from './prepare-build';
import type { Display } from './progress/display';
import type { ProgressShower } from './progress/show-progress';
import { pushBuilt } from './push';
import { sourceExcerpt } from './source-excerpt';
import { timeText } from './progress/time-text';

/** What a finished build has told. */
export interface Solved {
  readonly imageId: string;
  readonly callResult: BuildCallResult | undefined;
  /** What goes into `--metadata-file`, when that was asked for. */
  readonly metadata?: string;
}

/**
 * Sends a prepared build, shows what the builder tells, and does what is left to the client: pushing, working out the metadata. `target` is the name
 * that the steps carry when several are built at once, else empty. Throws {@link BuildError} for a failure in the builder.
 */
export async function solveBuild(
  docker: DockerCli,
  options: BuildOptions,
  prepared: PreparedBuild,
  display: Display,
  shower: ProgressShower,
  target = '',
): Promise<Solved> {
  const solved = await follow(docker, prepared, display, shower, target);
  const { call } = options;
  await pushBuilt(docker, prepared.pushed, display, shower);
  if (call || options.flags['metadata-file'] === '') return solved;
  return {
    ...solved,
    metadata: await resolveMetadata(docker, options, { ...solved, tags: prepared.query.t, dockerfileName: prepared.query.dockerfile ?? '' }, display),
  };
}

/** Steps named after the target that they are of: `[app internal] load build definition`, `[app] exporting to image`. */
function withTarget(status: SolveStatus, target: string): SolveStatus {
  if (target === '' || !status.vertexes) return status;
  const named = (name: string) => (name.startsWith('[') ? `[${target} ${name.slice(1)}` : `[${target}] ${name}`);
  return { ...status, vertexes: status.vertexes.map((vertex) => ({ ...vertex, name: named(vertex.name) })) };
}

/** A failure whose place in the Dockerfile is shown before the message. */
export class BuildError extends Error {
  override readonly name = 'BuildError';
  constructor(
    readonly excerpt: string,
    readonly reason: string,
  ) {
    super(reason);
  }
}

/** Shows what the builder tells until it is done. SIGINT and SIGTERM end the build: what runs is shown as given up, and the connection goes with us. */
async function follow(
  docker: DockerCli,
  prepared: PreparedBuild,
  display: Display,
  shower: ProgressShower,
  target: string,
): Promise<Solved & { readonly steps: readonly string[] }> {
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
      const completed = timeText(docker);
      display.update({ vertexes: [...running.values()].map((vertex) => ({ ...vertex, completed, error: 'context canceled' })) }, docker.now());
      throw new CliError('failed to solve: Canceled: context canceled', 130);
    }
    if (next.done) return { imageId, callResult, steps: [...names] };
    const { id, aux, errorDetail, error } = next.value;
    if (errorDetail || error !== undefined) throw new BuildError(excerpt, errorDetail?.message ?? error ?? '');
    if (id === 'moby.buildkit.trace') {
      const status = withTarget(aux as SolveStatus, target);
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
  const time = () => timeText(docker);
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
