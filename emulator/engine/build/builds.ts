import type { BuildBackend } from '../../api/router/build/backend';
import { EngineError } from '../error';
import type { EngineParts } from '../parts';

/** Builds of images. */
export function createBuilds(_parts: EngineParts): BuildBackend {
  return {
    async buildImage() {
      throw new EngineError('not implemented', 'this emulated daemon does not build images yet');
    },
    buildCache: () => [],
    pruneBuildCache: () => ({ CachesDeleted: null, SpaceReclaimed: 0 }),
  };
}
