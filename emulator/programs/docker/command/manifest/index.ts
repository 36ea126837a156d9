import type { CommandGroup } from '../../cli/command';

/** `docker manifest` */
export const manifest: CommandGroup = {
  kind: 'group',
  blankBeforeHelp: true,
  description: `The **docker manifest** command has subcommands for managing image manifests and
manifest lists. A manifest list allows you to use one name to refer to the same image
built for multiple architectures.

To see help for a subcommand, use:

    docker manifest CMD --help

For full details on using docker manifest lists, see the registry v2 specification.

EXPERIMENTAL:
  docker manifest is an experimental feature.
  Experimental features provide early access to product functionality. These
  features may change between releases without warning, or can be removed from a
  future release. Learn more about experimental features in our documentation:
  https://docs.docker.com/go/experimental/`,
  commands: [
    { name: 'annotate', short: 'Add additional information to a local image manifest', load: () => import('./annotate').then((m) => m.manifestAnnotate) },
    { name: 'create', short: 'Create a local manifest list for annotating and pushing to a registry', load: () => import('./create').then((m) => m.manifestCreate) },
    { name: 'inspect', short: 'Display an image manifest, or manifest list', load: () => import('./inspect').then((m) => m.manifestInspect) },
    { name: 'push', short: 'Push a manifest list to a repository', load: () => import('./push').then((m) => m.manifestPush) },
    { name: 'rm', short: 'Delete one or more manifest lists from local storage', load: () => import('./rm').then((m) => m.manifestRm) },
  ],
};
