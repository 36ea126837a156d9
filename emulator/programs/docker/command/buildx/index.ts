import type { CommandGroup } from '../../cli/command';
import { bool, text } from '../../cli/flag/kinds';

/** `docker buildx` */
export const buildx: CommandGroup = {
  kind: 'group',
  description: 'Extended build capabilities with BuildKit',
  footer: '\nExperimental commands and flags are hidden. Set BUILDX_EXPERIMENTAL=1 to show them.\n',
  bareHelpOnOutput: true,
  unknown: (name) => `ERROR: unknown command: "${name}"`,
  usage: '[OPTIONS] COMMAND',
  flags: {
    builder: text('', 'Override the configured builder instance'),
    debug: bool('D', 'Enable debug logging'),
  },
  commands: [
    { name: 'history', short: 'Commands to work on build records', section: 'Management Commands', load: () => import('./history/index').then((m) => m.buildxHistory) },
    { name: 'imagetools', short: 'Commands to work on images in registry', section: 'Management Commands', load: () => import('./imagetools/index').then((m) => m.buildxImagetools) },
    { name: 'bake', short: 'Build from a file', aliases: ['f'], load: () => import('./bake').then((m) => m.buildxBake) },
    { name: 'build', short: 'Start a build', aliases: ['b'], load: () => import('./build').then((m) => m.buildxBuild) },
    { name: 'create', short: 'Create a new builder instance', load: () => import('./create').then((m) => m.buildxCreate) },
    { name: 'dial-stdio', short: 'Proxy current stdio streams to builder instance', load: () => import('./dial-stdio').then((m) => m.buildxDialStdio) },
    { name: 'du', short: 'Disk usage', load: () => import('./du').then((m) => m.buildxDu) },
    { name: 'inspect', short: 'Inspect current builder instance', load: () => import('./inspect').then((m) => m.buildxInspect) },
    { name: 'ls', short: 'List builder instances', load: () => import('./ls').then((m) => m.buildxLs) },
    { name: 'prune', short: 'Remove build cache', load: () => import('./prune').then((m) => m.buildxPrune) },
    { name: 'rm', short: 'Remove one or more builder instances', load: () => import('./rm').then((m) => m.buildxRm) },
    { name: 'stop', short: 'Stop builder instance', load: () => import('./stop').then((m) => m.buildxStop) },
    { name: 'use', short: 'Set the current builder instance', load: () => import('./use').then((m) => m.buildxUse) },
    { name: 'version', short: 'Show buildx version information', load: () => import('./version').then((m) => m.buildxVersion) },
  ],
};
