import { updateContainer } from '../../../../api/client/containers';
import { CliError } from '../../cli/error';
import { parseRestartPolicy } from './restart-policy';
import { forEachArgument } from '../../cli/each';
import { atLeast, command } from '../../cli/command';
import { bytes, decimal, integer, text } from '../../cli/flag/kinds';

/** `docker container update` */
export const containerUpdate = command({
  usage: '[OPTIONS] CONTAINER [CONTAINER...]',
  aliases: 'docker container update, docker update',
  flags: {
    'blkio-weight': integer('', 'Block IO (relative weight), between 10 and 1000, or 0 to disable (default 0)', { type: 'uint16' }),
    'cpu-period': integer('', 'Limit CPU CFS (Completely Fair Scheduler) period'),
    'cpu-quota': integer('', 'Limit CPU CFS (Completely Fair Scheduler) quota'),
    'cpu-rt-period': integer('', 'Limit the CPU real-time period in microseconds'),
    'cpu-rt-runtime': integer('', 'Limit the CPU real-time runtime in microseconds'),
    'cpu-shares': integer('c', 'CPU shares (relative weight)'),
    cpus: decimal('', 'Number of CPUs'),
    'cpuset-cpus': text('', 'CPUs in which to allow execution (0-3, 0,1)'),
    'cpuset-mems': text('', 'MEMs in which to allow execution (0-3, 0,1)'),
    memory: bytes('m', 'Memory limit'),
    'memory-reservation': bytes('', 'Memory soft limit'),
    'memory-swap': bytes('', 'Swap limit equal to memory plus swap: -1 to enable unlimited swap', { unlimited: true }),
    'pids-limit': integer('', 'Tune container pids limit (set -1 for unlimited)'),
    restart: text('', 'Restart policy to apply when a container exits'),
  },
  arguments: atLeast(1),
  async run({ docker, flags, changed, args }) {
    if (changed.size === 0) throw new CliError('you must provide one or more flags when using this command');
    const policy = parseRestartPolicy(flags.restart, 1);
    await forEachArgument(docker, args, async (name) => {
      await updateContainer(docker.client, name, {
        Memory: flags.memory,
        MemorySwap: flags['memory-swap'],
        MemoryReservation: flags['memory-reservation'],
        NanoCpus: flags.cpus,
        CpusetCpus: flags['cpuset-cpus'],
        CpusetMems: flags['cpuset-mems'],
        BlkioWeight: flags['blkio-weight'],
        CpuShares: flags['cpu-shares'],
        CpuPeriod: flags['cpu-period'],
        CpuQuota: flags['cpu-quota'],
        ...(flags['pids-limit'] === 0 ? {} : { PidsLimit: flags['pids-limit'] }),
        ...(policy.Name === '' ? {} : { RestartPolicy: policy }),
      });
    });
  },
});
