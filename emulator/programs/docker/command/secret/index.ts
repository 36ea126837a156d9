import type { CommandGroup } from '../../cli/command';

/** `docker secret` */
export const secret: CommandGroup = {
  kind: 'group',
  commands: [
    { name: 'create', short: 'Create a secret from a file or STDIN as content', load: () => import('./create').then((m) => m.secretCreate) },
    { name: 'inspect', short: 'Display detailed information on one or more secrets', load: () => import('./inspect').then((m) => m.secretInspect) },
    { name: 'ls', short: 'List secrets', aliases: ['list'], load: () => import('./ls').then((m) => m.secretLs) },
    { name: 'rm', short: 'Remove one or more secrets', aliases: ['remove'], load: () => import('./rm').then((m) => m.secretRm) },
  ],
};
