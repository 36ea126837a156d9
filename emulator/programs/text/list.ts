import type { ProgramTable } from '../../process/executable';
import type { Program } from '../../process/types';
import type { Flavour } from '../command-line/tool';

const tools: Readonly<Record<string, () => Promise<(flavour: Flavour) => Program>>> = {
  egrep: () => import('./grep').then((m) => (flavour: Flavour) => m.createGrep(flavour, 'egrep')),
  fgrep: () => import('./grep').then((m) => (flavour: Flavour) => m.createGrep(flavour, 'fgrep')),
  grep: () => import('./grep').then((m) => m.createGrep),
  sed: () => import('./sed').then((m) => m.createSed),
};

/** Tools that search and edit text, by name, for busybox's applets. */
export const textTools = tools;

/** The same as GNU has them. */
export const textPrograms: ProgramTable = Object.fromEntries(Object.entries(tools).map(([name, make]) => [`gnu/${name}`, () => make().then((create) => create('gnu'))]));
