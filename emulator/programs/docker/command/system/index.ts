import type { CommandGroup } from '../../cli/command';

/** `docker system` */
export const system: CommandGroup = {
  kind: 'group',
  commands: [
    { name: 'df', short: 'Show docker disk usage', load: () => import('./df').then((m) => m.systemDf) },
    { name: 'events', short: 'Get real time events from the server', load: () => import('./events').then((m) => m.systemEvents) },
    { name: 'info', short: 'Display system-wide information', load: () => import('./info').then((m) => m.systemInfo) },
    { name: 'prune', short: 'Remove unused data', load: () => import('./prune').then((m) => m.systemPrune) },
  ],
};
