import type { ProgramTable } from '../../process/executable';

/** The Apache HTTP Server. */
export const httpdPrograms: ProgramTable = {
  httpd: () => import('./httpd').then((module) => module.httpd),
};
