import type { CommandGroup } from '../../cli/command';

/** `docker stack` */
export const stack: CommandGroup = {
  kind: 'group',
  commands: [
    { name: 'config', short: 'Outputs the final config file, after doing merges and interpolations', load: () => import('./config').then((m) => m.stackConfig) },
    { name: 'deploy', short: 'Deploy a new stack or update an existing stack', aliases: ['up'], load: () => import('./deploy').then((m) => m.stackDeploy) },
    { name: 'ls', short: 'List stacks', aliases: ['list'], load: () => import('./ls').then((m) => m.stackLs) },
    { name: 'ps', short: 'List the tasks in the stack', load: () => import('./ps').then((m) => m.stackPs) },
    { name: 'rm', short: 'Remove one or more stacks', aliases: ['remove', 'down'], load: () => import('./rm').then((m) => m.stackRm) },
    { name: 'services', short: 'List the services in the stack', load: () => import('./services').then((m) => m.stackServices) },
  ],
};
