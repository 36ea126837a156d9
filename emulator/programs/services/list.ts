import type { ProgramTable } from '../../process/executable';

/** What images run. */
export const servicePrograms: ProgramTable = {
  'hello-world': () => import('./hello-world').then((module) => module.helloWorld),
  nginx: () => import('./nginx/nginx').then((module) => module.nginx),
};
