import type { CommandGroup } from '../../../cli/command';
import { bool, text } from '../../../cli/flag/kinds';

/** `docker buildx history` */
export const buildxHistory: CommandGroup = {
  kind: 'group',
  usage: '[OPTIONS] COMMAND',
  flags: {
    builder: text('', 'Override the configured builder instance'),
    debug: bool('D', 'Enable debug logging'),
  },
  commands: [
    { name: 'inspect', short: 'Inspect a build record', section: 'Management Commands', load: () => import('./inspect/index').then((m) => m.buildxHistoryInspect) },
    { name: 'export', short: 'Export build records into Docker Desktop bundle', load: () => import('./export').then((m) => m.buildxHistoryExport) },
    { name: 'import', short: 'Import build records into Docker Desktop', load: () => import('./import').then((m) => m.buildxHistoryImport) },
    { name: 'logs', short: 'Print the logs of a build record', load: () => import('./logs').then((m) => m.buildxHistoryLogs) },
    { name: 'ls', short: 'List build records', load: () => import('./ls').then((m) => m.buildxHistoryLs) },
    { name: 'open', short: 'Open a build record in Docker Desktop', load: () => import('./open').then((m) => m.buildxHistoryOpen) },
    { name: 'rm', short: 'Remove build records', load: () => import('./rm').then((m) => m.buildxHistoryRm) },
  ],
};
