import { diskUsage } from '../../../../api/client/system';
import { usageRows, usageShape, usageTable } from '../../formatter/disk-usage';
import { verboseUsage } from '../../formatter/disk-usage-verbose';
import { renderRows } from '../../formatter/table';
import { command, noArguments } from '../../cli/command';
import { tableFormat } from '../../cli/flag/format';
import { bool } from '../../cli/flag/kinds';

/** `docker system df` */
export const systemDf = command({
  usage: '[OPTIONS]',
  flags: {
    format: tableFormat(''),
    verbose: bool('v', 'Show detailed information on space usage'),
  },
  arguments: noArguments,
  async run({ docker, flags }) {
    const usage = await diskUsage(docker.client);
    await docker.print(flags.verbose ? verboseUsage(usage, docker.now(), flags.format) : renderRows(usageRows(usage), usageShape, flags.format, usageTable));
  },
});
