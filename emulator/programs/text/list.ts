import type { ProgramTable } from '../../process/executable';
import type { Program } from '../../process/types';
import type { Flavour } from '../command-line/tool';

const tools: Readonly<Record<string, () => Promise<(flavour: Flavour) => Program>>> = {
  egrep: () => import('./grep').then((m) => (flavour: Flavour) => m.createGrep(flavour, 'egrep')),
  fgrep: () => import('./grep').then((m) => (flavour: Flavour) => m.createGrep(flavour, 'fgrep')),
  grep: () => import('./grep').then((m) => m.createGrep),
  awk: () => import('./awk').then((m) => m.createAwk),
  base64: () => import('./line-tools').then((m) => m.createBase64),
  cmp: () => import('./cmp').then((m) => m.createCmp),
  column: () => import('./shuf-column').then((m) => m.createColumn),
  comm: () => import('./compare-lines').then((m) => m.createComm),
  diff: () => import('./diff').then((m) => m.createDiff),
  expand: () => import('./expand').then((m) => m.createExpand),
  fold: () => import('./line-tools').then((m) => m.createFold),
  hexdump: () => import('./hexdump').then((m) => m.createHexdump),
  join: () => import('./compare-lines').then((m) => m.createJoin),
  less: () => import('./pager').then((m) => m.createLess),
  more: () => import('./pager').then((m) => m.createMore),
  nl: () => import('./line-tools').then((m) => m.createNl),
  od: () => import('./od').then((m) => m.createOd),
  paste: () => import('./line-tools').then((m) => m.createPaste),
  rev: () => import('./line-tools').then((m) => m.createRev),
  tac: () => import('./line-tools').then((m) => m.createTac),
  xxd: () => import('./xxd').then((m) => m.createXxd),
  unexpand: () => import('./expand').then((m) => m.createUnexpand),
  shuf: () => import('./shuf-column').then((m) => m.createShuf),
  sed: () => import('./sed').then((m) => m.createSed),
};

/** Tools that search and edit text, by name, for busybox's applets. */
export const textTools = tools;

/** The same as GNU has them. */
export const textPrograms: ProgramTable = {
  ...Object.fromEntries(Object.entries(tools).map(([name, make]) => [`gnu/${name}`, () => make().then((create) => create('gnu'))])),
  'gnu/jq': () => import('./jq').then((m) => m.jq),
};
