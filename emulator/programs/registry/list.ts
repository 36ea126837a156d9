import type { ProgramTable } from '../../process/executable';

/** The registry (Docker Distribution), in the versions that its images have. */
export const registryPrograms: ProgramTable = {
  'registry/2': () => import('./registry').then((module) => module.createRegistry({ text: '2.8.3', major: 2 })),
  'registry/3': () => import('./registry').then((module) => module.createRegistry({ text: '3.0.0', major: 3 })),
};
