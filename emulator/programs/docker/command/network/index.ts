import type { CommandGroup } from '../../cli/command';

/** `docker network` */
export const network: CommandGroup = {
  kind: 'group',
  commands: [
    { name: 'connect', short: 'Connect a container to a network', load: () => import('./connect').then((m) => m.networkConnect) },
    { name: 'create', short: 'Create a network', load: () => import('./create').then((m) => m.networkCreate) },
    { name: 'disconnect', short: 'Disconnect a container from a network', load: () => import('./disconnect').then((m) => m.networkDisconnect) },
    { name: 'inspect', short: 'Display detailed information on one or more networks', load: () => import('./inspect').then((m) => m.networkInspect) },
    { name: 'ls', short: 'List networks', aliases: ['list'], load: () => import('./ls').then((m) => m.networkLs) },
    { name: 'prune', short: 'Remove all unused networks', load: () => import('./prune').then((m) => m.networkPrune) },
    { name: 'rm', short: 'Remove one or more networks', aliases: ['remove'], load: () => import('./rm').then((m) => m.networkRm) },
  ],
};
