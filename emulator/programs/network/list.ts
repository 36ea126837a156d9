import type { ProgramTable } from '../../process/executable';
import type { Program } from '../../process/types';
import type { Flavour } from '../command-line/tool';

/** Tools of the network that busybox has too, by name. */
export const networkTools: Readonly<Record<string, () => Promise<(flavour: Flavour) => Program>>> = {
  ifconfig: () => import('./ifconfig').then((m) => m.createIfconfig),
  ip: () => import('./ip').then((m) => m.createIp),
  nc: () => import('./nc').then((m) => m.createNc),
  netstat: () => import('./sockets').then((m) => m.createNetstat),
  nslookup: () => import('./name-lookup').then((m) => m.createNslookup),
  ping: () => import('./ping').then((m) => m.createPing),
  route: () => import('./sockets').then((m) => () => m.route),
  traceroute: () => import('./traceroute').then((m) => () => m.traceroute),
  wget: () => import('./wget').then((m) => m.createWget),
};

/** The same as a host has them, and what only a host has. */
export const networkPrograms: ProgramTable = {
  ...Object.fromEntries(Object.entries(networkTools).map(([name, make]) => [`gnu/${name}`, () => make().then((create) => create('gnu'))])),
  'gnu/curl': () => import('./curl').then((m) => m.curl),
  'gnu/dig': () => import('./name-lookup').then((m) => m.dig),
  'gnu/ss': () => import('./sockets').then((m) => m.ss),
};
