import type { CommandGroup } from '../../cli/command';

/** `docker volume` */
export const volume: CommandGroup = {
  kind: 'group',
  commands: [
    { name: 'create', short: 'Create a volume', load: () => import('./create').then((m) => m.volumeCreate) },
    { name: 'inspect', short: 'Display detailed information on one or more volumes', load: () => import('./inspect').then((m) => m.volumeInspect) },
    { name: 'ls', short: 'List volumes', aliases: ['list'], load: () => import('./ls').then((m) => m.volumeLs) },
    { name: 'prune', short: 'Remove unused local volumes', load: () => import('./prune').then((m) => m.volumePrune) },
    { name: 'rm', short: 'Remove one or more volumes', aliases: ['remove'], load: () => import('./rm').then((m) => m.volumeRm) },
    { name: 'update', short: 'Update a volume (cluster volumes only)', hidden: true, load: () => import('./update').then((m) => m.volumeUpdate) },
  ],
};
