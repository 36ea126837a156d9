import type { CommandGroup } from '../../cli/command';

/** `docker swarm` */
export const swarm: CommandGroup = {
  kind: 'group',
  commands: [
    { name: 'init', short: 'Initialize a swarm', load: () => import('./init').then((m) => m.swarmInit) },
    { name: 'join', short: 'Join a swarm as a node and/or manager', load: () => import('./join').then((m) => m.swarmJoin) },
    { name: 'ca', short: 'Display and rotate the root CA', hidden: true, load: () => import('./ca').then((m) => m.swarmCa) },
    { name: 'join-token', short: 'Manage join tokens', hidden: true, load: () => import('./join-token').then((m) => m.swarmJoinToken) },
    { name: 'leave', short: 'Leave the swarm', hidden: true, load: () => import('./leave').then((m) => m.swarmLeave) },
    { name: 'unlock', short: 'Unlock swarm', hidden: true, load: () => import('./unlock').then((m) => m.swarmUnlock) },
    { name: 'unlock-key', short: 'Manage the unlock key', hidden: true, load: () => import('./unlock-key').then((m) => m.swarmUnlockKey) },
    { name: 'update', short: 'Update the swarm', hidden: true, load: () => import('./update').then((m) => m.swarmUpdate) },
  ],
};
