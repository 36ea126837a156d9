import type { BuildBackend } from '../../api/router/build/backend';
import { isSystemError } from '../../kernel/errno';
import { TarError } from '../../vfs/tar/tar-entry';
import { EngineError } from '../error';
import type { EngineParts } from '../parts';
import { createBuildCache } from './cache';
import { createCacheAdministration } from './prune';
import { createBuildLayers } from './workspace/layers';

/** Builds of images, and the build cache. */
export function createBuilds(engine: EngineParts): BuildBackend {
  const cache = createBuildCache(engine.process);
  const layers = createBuildLayers(engine);
  engine.images.layerStore.keepFor((chain) => cache.needs(chain));
  return {
    async buildImage(options, body, report, signal) {
      try {
        // A builder is large, and most sessions build nothing: each is loaded by its first build.
        const { readContext } = await import('./context/context');
        const sent = await readContext(body);
        if (options.version === '2') await (await import('./buildkit/build')).buildWithBuildKit({ engine, cache, layers }, options, sent, report, signal);
        else await (await import('./classic/build')).buildClassic({ engine, layers }, options, sent, report, signal);
      } catch (error) {
        if (error instanceof TarError) throw new EngineError('invalid parameter', error.message);
        if (isSystemError(error)) throw new EngineError('system', `${error.path ?? ''}: ${error.message.toLowerCase()}`);
        throw error;
      }
    },
    ...createCacheAdministration(engine, cache),
  };
}
