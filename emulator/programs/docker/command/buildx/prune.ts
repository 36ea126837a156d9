import { pruneBuildCache } from '../../../../api/client/build';
import { diskUsage } from '../../../../api/client/system';
import { prunedTable, recordParagraphs } from '../../build/builder/cache-records';
import { byteCount } from '../../build/progress/byte-count';
import { confirm } from '../../cli/confirm';
import { command, noArguments } from '../../cli/command';
import { bool, bytes, filter, text } from '../../cli/flag/kinds';

/** `docker buildx prune` */
export const buildxPrune = command({
  usage: '',
  flags: {
    all: bool('a', 'Include internal/frontend images'),
    builder: text('', 'Override the configured builder instance'),
    debug: bool('D', 'Enable debug logging'),
    filter: filter('', 'Provide filter values'),
    force: bool('f', 'Do not prompt for confirmation'),
    'max-used-space': bytes('', 'Maximum amount of disk space allowed to keep for cache'),
    'min-free-space': bytes('', 'Target amount of free disk space after pruning'),
    'reserved-space': bytes('', 'Amount of disk space always allowed to keep for cache'),
    verbose: bool('', 'Provide a more verbose output'),
  },
  arguments: noArguments,
  async run({ docker, flags }) {
    const what = flags.all ? 'all build cache' : 'all dangling build cache';
    if (!flags.force && !(await confirm(docker, `WARNING! This will remove ${what}. Are you sure you want to continue?`))) return;
    const { BuildCache } = await diskUsage(docker.client);
    const records = new Map((BuildCache ?? []).map((record) => [record.ID, record]));
    const { CachesDeleted, SpaceReclaimed } = await pruneBuildCache(docker.client, {
      all: flags.all,
      filters: flags.filter,
      reservedSpace: flags['reserved-space'],
      maxUsedSpace: flags['max-used-space'],
      minFreeSpace: flags['min-free-space'],
    });
    const removed = (CachesDeleted ?? []).flatMap((id) => records.get(id) ?? []);
    const total = `Total:\t${byteCount(SpaceReclaimed)}\n`;
    await docker.print(flags.verbose ? `${recordParagraphs(removed, docker.now())}${total}` : prunedTable(removed, SpaceReclaimed, docker.now()));
  },
});
