import type { ProgramTable } from '../../process/executable';
import type { Program } from '../../process/types';
import type { Flavour } from '../command-line/tool';

type Maker = () => Promise<(flavour: Flavour) => Program>;

/** GNU's (and busybox's) core utilities by name: each makes its program in a flavour. */
const tools: Readonly<Record<string, Maker>> = {
  arch: () => import('./small-tools').then((m) => m.createArch),
  basename: () => import('./small-tools').then((m) => m.createBasename),
  cat: () => import('./cat').then((m) => m.createCat),
  chgrp: () => import('./chown').then((m) => m.createChgrp),
  chmod: () => import('./chmod').then((m) => m.createChmod),
  chroot: () => import('./chroot').then((m) => m.createChroot),
  chown: () => import('./chown').then((m) => m.createChown),
  cp: () => import('./cp').then((m) => m.createCp),
  cut: () => import('./cut').then((m) => m.createCut),
  date: () => import('./date').then((m) => m.createDate),
  dirname: () => import('./small-tools').then((m) => m.createDirname),
  env: () => import('./environment').then((m) => m.createEnv),
  expr: () => import('./expr').then((m) => m.createExpr),
  factor: () => import('./factor').then((m) => m.createFactor),
  false: () => import('./small-tools').then((m) => m.createFalse),
  groups: () => import('./identity').then((m) => m.createGroups),
  head: () => import('./head').then((m) => m.createHead),
  hostname: () => import('./identity').then((m) => m.createHostname),
  id: () => import('./identity').then((m) => m.createId),
  ln: () => import('./ln').then((m) => m.createLn),
  ls: () => import('./ls').then((m) => m.createLs),
  mkdir: () => import('./mkdir').then((m) => m.createMkdir),
  mktemp: () => import('./paths').then((m) => m.createMktemp),
  mv: () => import('./mv').then((m) => m.createMv),
  numfmt: () => import('./numfmt').then((m) => m.createNumfmt),
  nohup: () => import('./environment').then((m) => m.createNohup),
  nproc: () => import('./small-tools').then((m) => m.createNproc),
  printenv: () => import('./environment').then((m) => m.createPrintenv),
  pwd: () => import('./small-tools').then((m) => m.createPwd),
  readlink: () => import('./paths').then((m) => m.createReadlink),
  realpath: () => import('./paths').then((m) => m.createRealpath),
  rm: () => import('./rm').then((m) => m.createRm),
  rmdir: () => import('./rmdir').then((m) => m.createRmdir),
  seq: () => import('./seq').then((m) => m.createSeq),
  sleep: () => import('./small-tools').then((m) => m.createSleep),
  sort: () => import('./sort').then((m) => m.createSort),
  stat: () => import('./stat').then((m) => m.createStat),
  tail: () => import('./tail').then((m) => m.createTail),
  tee: () => import('./small-tools').then((m) => m.createTee),
  timeout: () => import('./environment').then((m) => m.createTimeout),
  touch: () => import('./touch').then((m) => m.createTouch),
  tr: () => import('./tr').then((m) => m.createTr),
  true: () => import('./small-tools').then((m) => m.createTrue),
  tty: () => import('./small-tools').then((m) => m.createTty),
  uname: () => import('./identity').then((m) => m.createUname),
  uniq: () => import('./uniq').then((m) => m.createUniq),
  wc: () => import('./wc').then((m) => m.createWc),
  whoami: () => import('./identity').then((m) => m.createWhoami),
  '[': () => import('./shell-builtins').then((m) => m.createBracket),
  echo: () => import('./shell-builtins').then((m) => m.createEcho),
  printf: () => import('./shell-builtins').then((m) => m.createPrintf),
  test: () => import('./shell-builtins').then((m) => m.createTest),
  nice: () => import('./nice').then((m) => m.createNice),
  yes: () => import('./small-tools').then((m) => m.createYes),
};

/** Names of the tools, for busybox's applets. */
export const coreutilNames: readonly string[] = Object.keys(tools);

/** The program of a tool in a flavour. */
export async function loadCoreutil(name: string, flavour: Flavour): Promise<Program | undefined> {
  return (await tools[name]?.())?.(flavour);
}

/** The tools as GNU has them. */
export const coreutilPrograms: ProgramTable = Object.fromEntries(Object.entries(tools).map(([name, make]) => [`gnu/${name}`, () => make().then((create) => create('gnu'))]));
