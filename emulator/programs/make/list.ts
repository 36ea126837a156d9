import type { ProgramTable } from '../../process/executable';

/** What builds things. */
export const makePrograms: ProgramTable = {
  'gnu/make': () => import('./make').then((m) => m.make),
};
