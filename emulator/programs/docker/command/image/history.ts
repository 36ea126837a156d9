import { imageHistory as readHistory } from '../../../../api/client/images';
import { historyShape, historyTable } from '../../formatter/history';
import { renderRows } from '../../formatter/table';
import { command, exactly } from '../../cli/command';
import { tableFormat } from '../../cli/flag/format';
import { bool, text } from '../../cli/flag/kinds';

/** `docker image history` */
export const imageHistory = command({
  usage: '[OPTIONS] IMAGE',
  aliases: 'docker image history, docker history',
  flags: {
    format: tableFormat(''),
    human: bool('H', 'Print sizes and dates in human readable format', { initial: true }),
    'no-trunc': bool('', "Don't truncate output"),
    platform: text('', 'Show history for the given platform. Formatted as "os[/arch[/variant]]" (e.g., "linux/amd64")'),
    quiet: bool('q', 'Only show image IDs'),
  },
  arguments: exactly(1),
  async run({ docker, flags, args }) {
    const rows = await readHistory(docker.client, args[0] ?? '');
    const shape = historyShape({ truncate: !flags['no-trunc'], human: flags.human, now: docker.now() });
    await docker.print(renderRows(rows, shape, flags.quiet ? '{{.ID}}' : flags.format, historyTable(flags.human)));
  },
});
