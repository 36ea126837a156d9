import type { ProgramTable } from '../../process/executable';
import type { Program } from '../../process/types';
import type { Flavour } from '../command-line/tool';

/** Editors. */
export const editorPrograms: ProgramTable = {
  'gnu/nano': () => import('./nano').then((m) => m.nano),
  'gnu/vi': () => import('./vi').then((m) => m.vi),
  'gnu/vim': () => import('./vi').then((m) => m.vi),
};

/** busybox has a vi too. */
export const editorTools: Readonly<Record<string, () => Promise<(flavour: Flavour) => Program>>> = { vi: () => import('./vi').then((m) => () => m.vi) };
