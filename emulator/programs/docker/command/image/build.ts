import { command, exactly } from '../../cli/command';
import { bool, bytes, integer, list, strings, text } from '../../cli/flag/kinds';
import { notHere } from '../../cli/not-here';

/** `docker image build` */
export const imageBuild = command({
  usage: '[OPTIONS] PATH | URL | -',
  aliases: 'docker image build, docker build, docker builder build',
  flags: {
    'add-host': list('', 'Add a custom host-to-IP mapping ("host:ip")'),
    'build-arg': list('', 'Set build-time variables'),
    'cache-from': strings('', 'Images to consider as cache sources'),
    'cgroup-parent': text('', 'Set the parent cgroup for the "RUN" instructions during build'),
    compress: bool('', 'Compress the build context using gzip'),
    'cpu-period': integer('', 'Limit the CPU CFS (Completely Fair Scheduler) period'),
    'cpu-quota': integer('', 'Limit the CPU CFS (Completely Fair Scheduler) quota'),
    'cpu-shares': integer('c', 'CPU shares (relative weight)'),
    'cpuset-cpus': text('', 'CPUs in which to allow execution (0-3, 0,1)'),
    'cpuset-mems': text('', 'MEMs in which to allow execution (0-3, 0,1)'),
    'disable-content-trust': bool('', 'Skip image verification', { initial: true }),
    file: text('f', 'Name of the Dockerfile (Default is "PATH/Dockerfile")'),
    'force-rm': bool('', 'Always remove intermediate containers'),
    iidfile: text('', 'Write the image ID to the file'),
    isolation: text('', 'Container isolation technology'),
    label: list('', 'Set metadata for an image'),
    memory: bytes('m', 'Memory limit'),
    'memory-swap': bytes('', 'Swap limit equal to memory plus swap: -1 to enable unlimited swap', { unlimited: true }),
    network: text('', 'Set the networking mode for the RUN instructions during build', { initial: 'default' }),
    'no-cache': bool('', 'Do not use cache when building the image'),
    platform: text('', 'Set platform if server is multi-platform capable'),
    pull: bool('', 'Always attempt to pull a newer version of the image'),
    quiet: bool('q', 'Suppress the build output and print image ID on success'),
    rm: bool('', 'Remove intermediate containers after a successful build', { initial: true }),
    'security-opt': strings('', 'Security options'),
    'shm-size': bytes('', 'Size of "/dev/shm"'),
    tag: list('t', 'Name and optionally a tag in the "name:tag" format'),
    target: text('', 'Set the target build stage to build.'),
    ulimit: list('', 'Ulimit options (default [])', { type: 'ulimit' }),
  },
  arguments: exactly(1),
  run: notHere,
});
