import type { ProgramTable } from '../../process/executable';

/** Clients of the network. */
export const networkPrograms: ProgramTable = {
  'gnu/curl': () => import('./curl').then((m) => m.curl),
};
