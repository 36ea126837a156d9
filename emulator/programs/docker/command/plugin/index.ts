import type { CommandGroup } from '../../cli/command';

/** `docker plugin` */
export const plugin: CommandGroup = {
  kind: 'group',
  commands: [
    { name: 'create', short: 'Create a plugin from a rootfs and configuration. Plugin data directory must contain config.json and rootfs directory.', load: () => import('./create').then((m) => m.pluginCreate) },
    { name: 'disable', short: 'Disable a plugin', load: () => import('./disable').then((m) => m.pluginDisable) },
    { name: 'enable', short: 'Enable a plugin', load: () => import('./enable').then((m) => m.pluginEnable) },
    { name: 'inspect', short: 'Display detailed information on one or more plugins', load: () => import('./inspect').then((m) => m.pluginInspect) },
    { name: 'install', short: 'Install a plugin', load: () => import('./install').then((m) => m.pluginInstall) },
    { name: 'ls', short: 'List plugins', aliases: ['list'], load: () => import('./ls').then((m) => m.pluginLs) },
    { name: 'push', short: 'Push a plugin to a registry', load: () => import('./push').then((m) => m.pluginPush) },
    { name: 'rm', short: 'Remove one or more plugins', aliases: ['remove'], load: () => import('./rm').then((m) => m.pluginRm) },
    { name: 'set', short: 'Change settings for a plugin', load: () => import('./set').then((m) => m.pluginSet) },
    { name: 'upgrade', short: 'Upgrade an existing plugin', load: () => import('./upgrade').then((m) => m.pluginUpgrade) },
  ],
};
