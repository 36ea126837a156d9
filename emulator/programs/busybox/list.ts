import type { ProgramTable } from '../../process/executable';

/** The one program of small systems. */
export const busyboxPrograms: ProgramTable = {
  busybox: () => import('./busybox').then((module) => module.busybox),
};
