import type { BuildBackend } from '../../api/router/build/backend';
import { TarError } from '../../vfs/tar/tar-entry';
import { EngineError } from '../error';
import type { EngineParts } from '../parts';
import { buildWithBuildKit } from './buildkit/build';
import { createBuildCache } from './cache';
import { readContext } from './context/context';
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
        const sent = await readContext(body);
        await buildWithBuildKit({ engine, cache, layers }, options, sent, report, signal);
      } catch (error) {
        if (error instanceof TarError) throw new EngineError('invalid parameter', error.message);
        throw error;
      }
    },
    ...createCacheAdministration(engine, cache),
  };
}
