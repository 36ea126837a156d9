import { diskUsage } from '../../../../api/client/system';
import { findBuilder } from '../../build/builder/builders';
import { filterRecords, recordParagraphs, recordSums, recordTable, sortRecords } from '../../build/builder/cache-records';
import { command, noArguments } from '../../cli/command';
import { bool, filter, text } from '../../cli/flag/kinds';

/** `docker buildx du` */
export const buildxDu = command({
  usage: '',
  flags: {
    builder: text('', 'Override the configured builder instance'),
    debug: bool('D', 'Enable debug logging'),
    filter: filter('', 'Provide filter values'),
    format: text('', 'Format the output'),
    verbose: bool('', 'Shorthand for "--format=pretty"'),
  },
  arguments: noArguments,
  async run({ docker, flags }) {
    await findBuilder(docker, flags.builder);
    const hasFilter = Object.keys(flags.filter).length > 0;
    const { BuildCache } = await diskUsage(docker.client);
    const records = filterRecords(sortRecords(BuildCache ?? []), flags.filter);
    const isVerbose = flags.verbose || flags.format === 'pretty';
    if (isVerbose) await docker.print(recordParagraphs(records, docker.now()));
    else await docker.print(recordTable(records, flags.format, docker.now()));
    if (!hasFilter && (isVerbose || flags.format === '')) await docker.print(recordSums(records));
  },
});
