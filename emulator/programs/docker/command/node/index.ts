import type { CommandGroup } from '../../cli/command';

/** `docker node` */
export const node: CommandGroup = {
  kind: 'group',
  commands: [
    { name: 'demote', short: 'Demote one or more nodes from manager in the swarm', load: () => import('./demote').then((m) => m.nodeDemote) },
    { name: 'inspect', short: 'Display detailed information on one or more nodes', load: () => import('./inspect').then((m) => m.nodeInspect) },
    { name: 'ls', short: 'List nodes in the swarm', aliases: ['list'], load: () => import('./ls').then((m) => m.nodeLs) },
    { name: 'promote', short: 'Promote one or more nodes to manager in the swarm', load: () => import('./promote').then((m) => m.nodePromote) },
    { name: 'ps', short: 'List tasks running on one or more nodes, defaults to current node', load: () => import('./ps').then((m) => m.nodePs) },
    { name: 'rm', short: 'Remove one or more nodes from the swarm', aliases: ['remove'], load: () => import('./rm').then((m) => m.nodeRm) },
    { name: 'update', short: 'Update a node', load: () => import('./update').then((m) => m.nodeUpdate) },
  ],
};
