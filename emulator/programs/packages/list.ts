import type { ProgramTable } from '../../process/executable';

/** Package managers of both families, and what goes with them. */
export const packagePrograms: ProgramTable = {
  'gnu/apt': () => import('./apt').then((m) => m.createApt('apt')),
  'gnu/apt-get': () => import('./apt').then((m) => m.createApt('apt-get')),
  'gnu/apt-cache': () => import('./apt').then((m) => m.createApt('apt-cache')),
  'gnu/dpkg': () => import('./dpkg').then((m) => m.dpkg),
  'gnu/dpkg-query': () => import('./dpkg').then((m) => m.dpkg),
  'gnu/absent': () => import('./absent').then((m) => m.absent),
  'gnu/command-not-found': () => import('./command-not-found').then((m) => m.commandNotFound),
  'packages/apk': () => import('./apk').then((m) => m.apk),
};
