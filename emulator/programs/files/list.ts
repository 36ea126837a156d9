import type { ProgramTable } from '../../process/executable';
import type { Program } from '../../process/types';
import type { Flavour } from '../command-line/tool';

const tools: Readonly<Record<string, () => Promise<(flavour: Flavour) => Program>>> = {
  dd: () => import('./dd').then((m) => m.createDd),
  df: () => import('./df').then((m) => m.createDf),
  du: () => import('./du').then((m) => m.createDu),
  find: () => import('./find').then((m) => m.createFind),
  install: () => import('./make-files').then((m) => m.createInstall),
  mkfifo: () => import('./make-files').then((m) => m.createMkfifo),
  mknod: () => import('./make-files').then((m) => m.createMknod),
  split: () => import('./make-files').then((m) => m.createSplit),
  sync: () => import('./make-files').then((m) => m.createSync),
  tree: () => import('./tree').then((m) => m.createTree),
  truncate: () => import('./make-files').then((m) => m.createTruncate),
  xargs: () => import('./xargs').then((m) => m.createXargs),
};

/** Tools that walk trees and file systems, by name, for busybox's applets. */
export const fileTools = tools;

/** The same as GNU has them. */
export const filePrograms: ProgramTable = {
  ...Object.fromEntries(Object.entries(tools).map(([name, make]) => [`gnu/${name}`, () => make().then((create) => create('gnu'))])),
  'gnu/file': () => import('./file').then((m) => m.createFile('gnu')),
};
