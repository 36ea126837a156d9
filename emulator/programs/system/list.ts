import type { ProgramTable } from '../../process/executable';
import type { Program } from '../../process/types';
import type { Flavour } from '../command-line/tool';

/** Tools about processes that busybox has too, by name. */
export const systemTools: Readonly<Record<string, () => Promise<(flavour: Flavour) => Program>>> = {
  kill: () => import('./kill').then((m) => () => m.kill),
  pgrep: () => import('./kill').then((m) => () => m.createPgrep('pgrep')),
  pkill: () => import('./kill').then((m) => () => m.createPgrep('pkill')),
  ps: () => import('./ps').then((m) => m.createPs),
  su: () => import('./su').then((m) => () => m.su),
};

/** The same as a host has them, and what only a host has. */
export const systemPrograms: ProgramTable = {
  ...Object.fromEntries(Object.entries(systemTools).map(([name, make]) => [`gnu/${name}`, () => make().then((create) => create('gnu'))])),
  'gnu/nologin': () => import('./su').then((m) => m.nologin),
  'gnu/sudo': () => import('./sudo').then((m) => m.sudo),
};
