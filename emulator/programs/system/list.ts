import type { ProgramTable } from '../../process/executable';
import type { Program } from '../../process/types';
import type { Flavour } from '../command-line/tool';

/** Tools about processes, terminals and mounts that busybox has too, by name. */
export const systemTools: Readonly<Record<string, () => Promise<(flavour: Flavour) => Program>>> = {
  addgroup: () => import('./add-users').then((m) => m.createAddgroup),
  adduser: () => import('./add-users').then((m) => m.createAdduser),
  chpasswd: () => import('./chpasswd').then((m) => m.createChpasswd),
  clear: () => import('./stty').then((m) => () => m.clear),
  dmesg: () => import('./sessions').then((m) => () => m.dmesg),
  free: () => import('./memory').then((m) => m.createFree),
  kill: () => import('./kill').then((m) => () => m.kill),
  logname: () => import('./sessions').then((m) => () => m.logname),
  mount: () => import('./mount').then((m) => m.createMount),
  nsenter: () => import('./run-with').then((m) => m.createNsenter),
  passwd: async (): Promise<(flavour: Flavour) => Program> => {
    const [{ passwd }, { busyboxPasswd }] = await Promise.all([import('./passwd'), import('./passwd-busybox')]);
    return (flavour) => (flavour === 'gnu' ? passwd : busyboxPasswd);
  },
  pgrep: () => import('./kill').then((m) => () => m.createPgrep('pgrep')),
  pkill: () => import('./kill').then((m) => () => m.createPgrep('pkill')),
  ps: () => import('./ps').then((m) => m.createPs),
  pstree: () => import('./process-tree').then((m) => () => m.pstree),
  renice: () => import('./renice').then((m) => m.createRenice),
  reset: () => import('./reset').then((m) => () => m.reset),
  setsid: () => import('./run-with').then((m) => m.createSetsid),
  stty: () => import('./stty').then((m) => m.createStty),
  su: () => import('./su').then((m) => () => m.su),
  time: () => import('./run-with').then((m) => m.createTime),
  top: () => import('./top').then((m) => m.createTop),
  umount: () => import('./umount').then((m) => m.createUmount),
  uptime: () => import('./memory').then((m) => m.createUptime),
  users: () => import('./sessions').then((m) => () => m.users),
  w: () => import('./sessions').then((m) => () => m.w),
  watch: () => import('./watch').then((m) => m.createWatch),
  which: () => import('./which').then((m) => m.createWhich),
  who: () => import('./sessions').then((m) => () => m.who),
};

/** The same as a host has them, and what only a host has. */
export const systemPrograms: ProgramTable = {
  ...Object.fromEntries(Object.entries(systemTools).map(([name, make]) => [`gnu/${name}`, () => make().then((create) => create('gnu'))])),
  'gnu/groupadd': () => import('./manage-users').then((m) => m.groupadd),
  'gnu/groupdel': () => import('./manage-users').then((m) => m.groupdel),
  'gnu/useradd': () => import('./manage-users').then((m) => m.useradd),
  'gnu/userdel': () => import('./manage-users').then((m) => m.userdel),
  'gnu/usermod': () => import('./manage-users').then((m) => m.usermod),
  'gnu/hostnamectl': () => import('./about-system').then((m) => m.hostnamectl),
  'gnu/killall': () => import('./about-system').then((m) => m.killall),
  'gnu/lsb_release': () => import('./about-system').then((m) => m.lsbRelease),
  'gnu/pidof': () => import('./about-system').then((m) => m.pidof),
  'gnu/getent': () => import('./sessions').then((m) => m.getent),
  'gnu/lsns': () => import('./process-tree').then((m) => m.lsns),
  'gnu/nologin': () => import('./su').then((m) => m.nologin),
  'gnu/script': () => import('./script').then((m) => m.script),
  'gnu/sudo': () => import('./sudo').then((m) => m.sudo),
};
