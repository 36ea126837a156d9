import type { ProgramTable } from '../../process/executable';

/** The Docker client. */
export const dockerPrograms: ProgramTable = {
  docker: () => import('./main').then((m) => m.docker),
};
