import type { CommandGroup } from '../../cli/command';

/** `docker image` */
export const image: CommandGroup = {
  kind: 'group',
  commands: [
    { name: 'build', short: 'Build an image from a Dockerfile', load: (docker) => import('../build').then((m) => m.loadBuild(docker)) },
    { name: 'history', short: 'Show the history of an image', load: () => import('./history').then((m) => m.imageHistory) },
    { name: 'import', short: 'Import the contents from a tarball to create a filesystem image', load: () => import('./import').then((m) => m.imageImport) },
    { name: 'inspect', short: 'Display detailed information on one or more images', load: () => import('./inspect').then((m) => m.imageInspect) },
    { name: 'load', short: 'Load an image from a tar archive or STDIN', load: () => import('./load').then((m) => m.imageLoad) },
    { name: 'ls', short: 'List images', aliases: ['list'], load: () => import('./ls').then((m) => m.imageLs) },
    { name: 'prune', short: 'Remove unused images', load: () => import('./prune').then((m) => m.imagePrune) },
    { name: 'pull', short: 'Download an image from a registry', load: () => import('./pull').then((m) => m.imagePull) },
    { name: 'push', short: 'Upload an image to a registry', load: () => import('./push').then((m) => m.imagePush) },
    { name: 'rm', short: 'Remove one or more images', aliases: ['remove'], load: () => import('./rm').then((m) => m.imageRm) },
    { name: 'save', short: 'Save one or more images to a tar archive (streamed to STDOUT by default)', load: () => import('./save').then((m) => m.imageSave) },
    { name: 'tag', short: 'Create a tag TARGET_IMAGE that refers to SOURCE_IMAGE', load: () => import('./tag').then((m) => m.imageTag) },
  ],
};
