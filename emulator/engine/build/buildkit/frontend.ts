import { parseReference, withDefaultTag } from '../../image/reference';
import type { EngineParts } from '../../parts';
import { hashText } from '../context/checksum';
import { DockerfileError } from '../dockerfile/error';
import type { Frontend } from '../dockerfile/instruction';
import { fullName } from './base-image';
import type { Trace, TracedVertex } from './trace';

/** Tags of docker/dockerfile that there are: versions 1 to 1.20 and their variants. */
const frontendTag = /^(latest|labs|1|1-labs|1\.([0-9]|1[0-9]|20)(\.\d+)?(-labs)?)$/;

/**
 * `# syntax=…`: the image that reads the Dockerfile. Of docker/dockerfile, which every Docker Hub has, the reading is the engine's own here; another
 * image cannot be run as a frontend.
 */
export async function resolveFrontend(
  { images, process }: EngineParts,
  trace: Trace,
  syntax: { value: string; line: number },
  session: string,
): Promise<Frontend> {
  const reference = withDefaultTag(parseReference(syntax.value.split(/\s+/)[0] ?? ''));
  const shown = fullName(reference);
  const vertex: TracedVertex = {
    digest: `sha256:${hashText(`frontend ${shown} ${session}`)}`,
    name: `resolve image config for docker-image://${shown}`,
    inputs: [],
  };
  const step = trace.begin(vertex);
  if (!images.instant) await process.sleep(180);
  if (reference.domain !== 'docker.io' || reference.path !== 'docker/dockerfile' || !frontendTag.test(reference.tag ?? 'latest')) {
    const detail =
      reference.domain === 'docker.io' && reference.path === 'docker/dockerfile'
        ? `${shown}: not found`
        : 'pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed';
    step.complete({ error: detail });
    throw new DockerfileError(`failed to resolve source metadata for ${shown}: ${detail}`, { start: syntax.line, end: syntax.line });
  }
  step.complete();
  const fetched: TracedVertex = {
    digest: `sha256:${hashText(`frontend image ${shown}`)}`,
    name: `docker-image://${shown}@sha256:${hashText(`docker/dockerfile ${reference.tag ?? 'latest'}`)}`,
    inputs: [],
  };
  trace.cached([fetched]);
  return 'fetched';
}
