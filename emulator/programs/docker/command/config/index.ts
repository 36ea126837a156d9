import type { CommandGroup } from '../../cli/command';

/** `docker config` */
export const config: CommandGroup = {
  kind: 'group',
  commands: [
    { name: 'create', short: 'Create a config from a file or STDIN', load: () => import('./create').then((m) => m.configCreate) },
    { name: 'inspect', short: 'Display detailed information on one or more configs', load: () => import('./inspect').then((m) => m.configInspect) },
    { name: 'ls', short: 'List configs', aliases: ['list'], load: () => import('./ls').then((m) => m.configLs) },
    { name: 'rm', short: 'Remove one or more configs', aliases: ['remove'], load: () => import('./rm').then((m) => m.configRm) },
  ],
};
