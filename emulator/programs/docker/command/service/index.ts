import type { CommandGroup } from '../../cli/command';

/** `docker service` */
export const service: CommandGroup = {
  kind: 'group',
  commands: [
    { name: 'create', short: 'Create a new service', load: () => import('./create').then((m) => m.serviceCreate) },
    { name: 'inspect', short: 'Display detailed information on one or more services', load: () => import('./inspect').then((m) => m.serviceInspect) },
    { name: 'logs', short: 'Fetch the logs of a service or task', load: () => import('./logs').then((m) => m.serviceLogs) },
    { name: 'ls', short: 'List services', aliases: ['list'], load: () => import('./ls').then((m) => m.serviceLs) },
    { name: 'ps', short: 'List the tasks of one or more services', load: () => import('./ps').then((m) => m.servicePs) },
    { name: 'rm', short: 'Remove one or more services', aliases: ['remove'], load: () => import('./rm').then((m) => m.serviceRm) },
    { name: 'rollback', short: "Revert changes to a service's configuration", load: () => import('./rollback').then((m) => m.serviceRollback) },
    { name: 'scale', short: 'Scale one or multiple replicated services', load: () => import('./scale').then((m) => m.serviceScale) },
    { name: 'update', short: 'Update a service', load: () => import('./update').then((m) => m.serviceUpdate) },
  ],
};
