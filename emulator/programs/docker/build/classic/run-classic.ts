import { buildImage, type BuildQuery } from '../../../../api/client/build';
import type { BuildResult } from '../../../../api/types/build';
import type { JsonMessage } from '../../../../api/types/image';
import { isSystemError } from '../../../../kernel/errno';
import { streamTarBytes, writeTar } from '../../../../vfs/tar/tar-writer';
import { concatenate } from '../../../../kernel/bytes';
import { compress } from '../../../archive/gzip-bytes';
import type { DockerCli } from '../../cli/docker-cli';
import { CliError } from '../../cli/error';
import { showMessages } from '../../cli/messages';
import { humanSize } from '../../units/size';
import { splitPair } from '../option/fields';
import { parseUlimit } from '../option/ulimit';
import { gatherClassicContext, type ClassicContext } from './classic-context';
import type { ClassicFlags } from './classic-flags';

/** What is said of the classic builder before anything else, on standard error. */
export const deprecationNotice = `DEPRECATED: The legacy builder is deprecated and will be removed in a future release.
            BuildKit is currently disabled; enable it by removing the DOCKER_BUILDKIT=0
            environment-variable.

`;

/** Bytes between two reports of how much has been sent. */
const reportStep = 512 * 1024;

/** `docker build` with `DOCKER_BUILDKIT=0`. */
export async function runClassicBuild(docker: DockerCli, flags: ClassicFlags, context: string): Promise<void> {
  if (flags.squash) throw new CliError('"--squash" is only supported on a Docker daemon with experimental features enabled');
  const gathered = await gatherClassicContext(docker, context, flags.file);
  if (flags.iidfile !== '' && docker.process.files.exists(flags.iidfile)) docker.process.files.unlink(flags.iidfile);
  const messages = await buildImage(docker.client, classicQuery(docker, flags, gathered), contextBody(docker, flags, gathered));
  let imageId = '';
  const onAux = (aux: unknown) => {
    imageId = (aux as BuildResult).ID;
  };
  if (flags.quiet) imageId = await quietly(docker, messages);
  else await showMessages(docker, withExitCodes(messages), onAux);
  if (flags.iidfile === '') return;
  if (imageId === '') throw new CliError(`server did not provide an image ID. Cannot write ${flags.iidfile}`);
  try {
    docker.process.files.writeFile(flags.iidfile, imageId, { mode: 0o666 });
  } catch (error) {
    if (isSystemError(error)) throw new CliError(`open ${flags.iidfile}: ${error.message.toLowerCase()}`);
    throw error;
  }
}

function classicQuery(docker: DockerCli, flags: ClassicFlags, context: ClassicContext): BuildQuery {
  const variables = flags['build-arg'].map((text) => {
    const { key, value } = splitPair(text);
    return [key, value ?? docker.process.env.get(key) ?? null] as const;
  });
  return {
    version: '1',
    t: flags.tag,
    dockerfile: context.dockerfile,
    remote: context.remote,
    target: flags.target,
    platform: flags.platform || docker.environment('DOCKER_DEFAULT_PLATFORM'),
    networkmode: flags.network,
    buildargs: Object.fromEntries(variables),
    labels: Object.fromEntries(flags.label.map(splitPair).map(({ key, value = '' }) => [key, value])),
    cachefrom: flags['cache-from'],
    ulimits: flags.ulimit.map(parseUlimit),
    securityopt: flags['security-opt'],
    extrahosts: flags['add-host'].map((host) => host.replace('=', ':')),
    nocache: flags['no-cache'],
    pull: flags.pull,
    q: flags.quiet,
    rm: flags.rm,
    forcerm: flags['force-rm'],
    shmsize: flags['shm-size'],
    memory: flags.memory,
    memswap: flags['memory-swap'],
    cpushares: flags['cpu-shares'],
    cpuperiod: flags['cpu-period'],
    cpuquota: flags['cpu-quota'],
    cpusetcpus: flags['cpuset-cpus'],
    cpusetmems: flags['cpuset-mems'],
    cgroupparent: flags['cgroup-parent'],
  };
}

/** The context's bytes; how many have gone out is told on standard output. */
async function* contextBody(docker: DockerCli, flags: ClassicFlags, context: ClassicContext): AsyncGenerator<Uint8Array> {
  if (context.remote !== '') return;
  const report = (sent: number, end: string) => docker.print(`Sending build context to Docker daemon ${humanSize(sent).padStart(8)}${end}`);
  let sent = 0;
  let reported = 0;
  for await (const bytes of bodyBytes(docker, flags, context)) {
    yield bytes;
    sent += bytes.length;
    if (flags.quiet || !docker.isTerminal(1) || sent - reported < reportStep) continue;
    reported = sent;
    await report(sent, '\r');
  }
  if (!flags.quiet) await report(sent, '\r\r\n');
}

async function* bodyBytes(docker: DockerCli, flags: ClassicFlags, context: ClassicContext): AsyncGenerator<Uint8Array> {
  const plain = streamTarBytes(writeTar(context.entries));
  if (!flags.compress) {
    yield* plain;
    return;
  }
  const pieces: Uint8Array[] = [];
  for await (const piece of plain) pieces.push(piece);
  yield compress(docker.process, concatenate(pieces));
}

/** The messages of a build; one that tells of a failure ends them with the exit code that it carries. */
async function* withExitCodes(messages: AsyncIterable<JsonMessage>): AsyncGenerator<JsonMessage> {
  for await (const message of messages) {
    const { errorDetail, error } = message;
    if (errorDetail || error !== undefined) throw new CliError(errorDetail?.message ?? error ?? '', errorDetail?.code || 1);
    yield message;
  }
}

/** Keeps all that is said, and prints the image's ID alone; what was said is shown when it fails. */
async function quietly(docker: DockerCli, messages: AsyncIterable<JsonMessage>): Promise<string> {
  let said = '';
  try {
    for await (const { stream = '' } of withExitCodes(messages)) said += stream;
  } catch (error) {
    await docker.error(said);
    throw error;
  }
  const imageId = said.trim();
  await docker.print(`${imageId}\n`);
  return imageId;
}
