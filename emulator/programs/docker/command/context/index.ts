import type { CommandGroup } from '../../cli/command';

/** `docker context` */
export const context: CommandGroup = {
  kind: 'group',
  commands: [
    { name: 'create', short: 'Create a context', load: () => import('./create').then((m) => m.contextCreate) },
    { name: 'export', short: 'Export a context to a tar archive FILE or a tar stream on STDOUT.', load: () => import('./export').then((m) => m.contextExport) },
    { name: 'import', short: 'Import a context from a tar or zip file', load: () => import('./import').then((m) => m.contextImport) },
    { name: 'inspect', short: 'Display detailed information on one or more contexts', load: () => import('./inspect').then((m) => m.contextInspect) },
    { name: 'ls', short: 'List contexts', aliases: ['list'], load: () => import('./ls').then((m) => m.contextLs) },
    { name: 'rm', short: 'Remove one or more contexts', aliases: ['remove'], load: () => import('./rm').then((m) => m.contextRm) },
    { name: 'show', short: 'Print the name of the current context', load: () => import('./show').then((m) => m.contextShow) },
    { name: 'update', short: 'Update a context', load: () => import('./update').then((m) => m.contextUpdate) },
    { name: 'use', short: 'Set the current docker context', load: () => import('./use').then((m) => m.contextUse) },
  ],
};
