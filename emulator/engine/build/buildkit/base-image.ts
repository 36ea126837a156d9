import { EngineError } from '../../error';
import { familiarString, parseReference, withDefaultTag, type Reference } from '../../image/reference';
import type { ImageConfig } from '../../image/types';
import type { EngineParts } from '../../parts';
import type { Platform } from '../dockerfile/platform';
import { formatPlatform } from '../dockerfile/platform';
import { hashText } from '../context/checksum';
import type { BaseImage } from './graph';
import type { Trace, TracedVertex } from './trace';

/** `docker.io/library/alpine:latest`. */
export function fullName(reference: Reference): string {
  return `${reference.domain}/${reference.path}${reference.tag === undefined ? '' : `:${reference.tag}`}${reference.digest === undefined ? '' : `@${reference.digest}`}`;
}

/** What the images of a build are found by: the local store first (unless `pull`), then the registry. */
export interface BaseImages {
  /** Throws `EngineError` with BuildKit's sentence. */
  resolve(reference: string, platform: Platform): Promise<BaseImage>;
}

/** Finds images, each once, telling of `[internal] load metadata for …`. */
export function createBaseImages(parts: EngineParts, trace: Trace, { pull }: { pull: boolean }): BaseImages {
  const known = new Map<string, Promise<BaseImage>>();

  async function find(text: string, platform: Platform): Promise<BaseImage> {
    const reference = withDefaultTag(parseReference(text));
    const shown = fullName(reference);
    const vertex: TracedVertex = {
      digest: `sha256:${hashText(`metadata ${shown} ${formatPlatform(platform)}`)}`,
      name: `[internal] load metadata for ${shown}`,
      inputs: [],
    };
    const step = trace.begin(vertex);
    try {
      const local = pull ? undefined : localImage(parts, reference, platform);
      const image = local ? { config: local, shown, remote: undefined } : await remoteImage(parts, reference, platform);
      step.complete();
      return image;
    } catch (error) {
      if (!(error instanceof EngineError)) throw error;
      step.complete({ error: error.message });
      throw new EngineError('not found', `${text}: failed to resolve source metadata for ${shown}: ${error.message}`);
    }
  }

  return {
    resolve(reference, platform) {
      const key = `${reference} ${formatPlatform(platform)}`;
      const image = known.get(key) ?? find(reference, platform);
      known.set(key, image);
      return image;
    },
  };
}

function localImage({ images }: EngineParts, reference: Reference, platform: Platform): ImageConfig | undefined {
  try {
    const { config } = images.store.find(familiarString(reference));
    return config.os === platform.os && config.architecture === platform.architecture ? config : undefined;
  } catch (error) {
    if (error instanceof EngineError && error.kind === 'not found') return undefined;
    throw error;
  }
}

/** Milliseconds that a registry takes to tell of an image. */
const roundTrip = 180;

async function remoteImage({ images, process }: EngineParts, reference: Reference, platform: Platform): Promise<BaseImage> {
  const shown = fullName(reference);
  if (reference.domain !== 'docker.io') {
    const host = reference.domain.replace(/:\d+$/, '');
    const path = `https://${reference.domain}/v2/${reference.path}/manifests/${reference.digest ?? reference.tag}`;
    throw new EngineError('system', `failed to do request: Head ${JSON.stringify(path)}: dial tcp: lookup ${host} on 10.0.2.3:53: no such host`);
  }
  if (!images.instant) await process.sleep(roundTrip);
  const found = await (await images.registry()).find(reference.path, reference.digest ?? reference.tag ?? 'latest', formatPlatform(platform));
  if (found === 'denied')
    throw new EngineError(
      'not found',
      'pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed',
    );
  if (found === 'unknown') throw new EngineError('not found', `${shown}: not found`);
  if (found === 'platform') throw new EngineError('not found', 'no match for platform in manifest: not found');
  return { config: JSON.parse(found.config) as ImageConfig, shown: reference.digest === undefined ? `${shown}@${found.digest}` : shown, remote: found };
}
