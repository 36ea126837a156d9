import type { ProgramTable } from '../../process/executable';

/** The daemon. */
export const dockerdPrograms: ProgramTable = {
  dockerd: () => import('./dockerd').then((module) => module.dockerd),
};
