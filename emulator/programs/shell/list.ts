import type { ProgramTable } from '../../process/executable';

/** The shells, by the name in their executable. */
export const shellPrograms: ProgramTable = {
  bash: () => import('./bash').then((module) => module.bash),
  /** Debian's and Ubuntu's /bin/sh (dash). */
  sh: () => import('./sh').then((module) => module.sh),
  /** Alpine's and busybox's. */
  ash: () => import('./ash').then((module) => module.ash),
};
