import { sha256 } from '@noble/hashes/sha2.js';
import { pushImage } from '../../../api/client/images';
import { ApiError } from '../../../api/client/error';
import type { BuildVertexStatus } from '../../../api/types/build';
import type { JsonMessage } from '../../../api/types/image';
import { encode } from '../../../kernel/bytes';
import { authenticationHeader } from '../cli/credentials';
import type { DockerCli } from '../cli/docker-cli';
import { CliError } from '../cli/error';
import { familiar, splitReference } from '../cli/reference';
import type { Display } from './progress/display';
import type { ProgressShower } from './progress/show-progress';
import { timeText } from './progress/time-text';

/** Pushes what was built under each of its names, as a step of the build: the daemon's own builder leaves that to the client. */
export async function pushBuilt(docker: DockerCli, names: readonly string[], display: Display, shower: ProgressShower): Promise<void> {
  for (const name of names) await pushOne(docker, name, display, shower);
}

async function pushOne(docker: DockerCli, name: string, display: Display, shower: ProgressShower): Promise<void> {
  const time = () => timeText(docker);
  const started = time();
  const vertex = { digest: `sha256:${hexOf(`${name} ${started}`)}`, name: `pushing ${name} with docker`, started };
  display.update({ vertexes: [vertex] }, docker.now());
  await shower.drawSoon();
  const layers = new Map<string, string>();
  try {
    const reference = splitReference(name);
    const messages = await shower.waitFor(pushImage(docker.client, familiar(reference), reference.tag ?? 'latest', '', authenticationHeader(docker, reference.domain)));
    for (let next = await shower.waitFor(messages.next()); !next.done; next = await shower.waitFor(messages.next())) {
      const { errorDetail, error } = next.value;
      if (errorDetail || error !== undefined) throw new CliError(errorDetail?.message ?? error ?? '');
      const status = layerStatus(next.value, vertex.digest, layers, time());
      if (!status) continue;
      display.update({ statuses: [status] }, docker.now());
      await shower.drawSoon();
    }
  } catch (error) {
    if (!(error instanceof CliError) && !(error instanceof ApiError)) throw error;
    const reason = error instanceof ApiError ? error.reason : error.message;
    display.update({ vertexes: [{ ...vertex, completed: time(), error: reason }] }, docker.now());
    throw new CliError(reason);
  }
  display.update({ vertexes: [{ ...vertex, completed: time() }] }, docker.now());
}

/** What a message of a push says of a layer; `begun` holds when each was first spoken of. */
function layerStatus(
  { id, status, progressDetail }: JsonMessage,
  vertex: string,
  begun: Map<string, string>,
  timestamp: string,
): BuildVertexStatus | undefined {
  if (id === undefined) return undefined;
  const isPushed = status === 'Pushed' || status === 'Layer already exists' || (status?.startsWith('Mounted from') ?? false);
  const started = begun.get(id) ?? timestamp;
  begun.set(id, started);
  const moved = isPushed ? {} : { total: progressDetail?.total };
  return {
    id: `pushing layer ${id}`,
    vertex,
    current: isPushed ? 0 : (progressDetail?.current ?? 0),
    timestamp,
    started,
    ...moved,
    ...(isPushed ? { completed: timestamp } : {}),
  };
}

function hexOf(text: string): string {
  return Array.from(sha256(encode(text)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
