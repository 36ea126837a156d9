import type { CommandGroup } from '../../cli/command';

/** `docker container` */
export const container: CommandGroup = {
  kind: 'group',
  commands: [
    { name: 'attach', short: 'Attach local standard input, output, and error streams to a running container', load: () => import('./attach').then((m) => m.containerAttach) },
    { name: 'commit', short: "Create a new image from a container's changes", load: () => import('./commit').then((m) => m.containerCommit) },
    { name: 'cp', short: 'Copy files/folders between a container and the local filesystem', load: () => import('./cp').then((m) => m.containerCp) },
    { name: 'create', short: 'Create a new container', load: () => import('./create').then((m) => m.containerCreate) },
    { name: 'diff', short: "Inspect changes to files or directories on a container's filesystem", load: () => import('./diff').then((m) => m.containerDiff) },
    { name: 'exec', short: 'Execute a command in a running container', load: () => import('./exec').then((m) => m.containerExec) },
    { name: 'export', short: "Export a container's filesystem as a tar archive", load: () => import('./export').then((m) => m.containerExport) },
    { name: 'inspect', short: 'Display detailed information on one or more containers', load: () => import('./inspect').then((m) => m.containerInspect) },
    { name: 'kill', short: 'Kill one or more running containers', load: () => import('./kill').then((m) => m.containerKill) },
    { name: 'logs', short: 'Fetch the logs of a container', load: () => import('./logs').then((m) => m.containerLogs) },
    { name: 'ls', short: 'List containers', aliases: ['ps', 'list'], load: () => import('./ls').then((m) => m.containerLs) },
    { name: 'pause', short: 'Pause all processes within one or more containers', load: () => import('./pause').then((m) => m.containerPause) },
    { name: 'port', short: 'List port mappings or a specific mapping for the container', load: () => import('./port').then((m) => m.containerPort) },
    { name: 'prune', short: 'Remove all stopped containers', load: () => import('./prune').then((m) => m.containerPrune) },
    { name: 'rename', short: 'Rename a container', load: () => import('./rename').then((m) => m.containerRename) },
    { name: 'restart', short: 'Restart one or more containers', load: () => import('./restart').then((m) => m.containerRestart) },
    { name: 'rm', short: 'Remove one or more containers', aliases: ['remove'], load: () => import('./rm').then((m) => m.containerRm) },
    { name: 'run', short: 'Create and run a new container from an image', load: () => import('./run').then((m) => m.containerRun) },
    { name: 'start', short: 'Start one or more stopped containers', load: () => import('./start').then((m) => m.containerStart) },
    { name: 'stats', short: 'Display a live stream of container(s) resource usage statistics', load: () => import('./stats').then((m) => m.containerStats) },
    { name: 'stop', short: 'Stop one or more running containers', load: () => import('./stop').then((m) => m.containerStop) },
    { name: 'top', short: 'Display the running processes of a container', load: () => import('./top').then((m) => m.containerTop) },
    { name: 'unpause', short: 'Unpause all processes within one or more containers', load: () => import('./unpause').then((m) => m.containerUnpause) },
    { name: 'update', short: 'Update configuration of one or more containers', load: () => import('./update').then((m) => m.containerUpdate) },
    { name: 'wait', short: 'Block until one or more containers stop, then print their exit codes', load: () => import('./wait').then((m) => m.containerWait) },
  ],
};
