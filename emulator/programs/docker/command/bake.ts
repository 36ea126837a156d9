import { withDefaultBuilder } from './builder';
import { buildxBake } from './buildx/bake';

/** `docker bake`: `docker buildx bake` with the context's own builder. */
export const bake = withDefaultBuilder(buildxBake, 'docker buildx bake');
