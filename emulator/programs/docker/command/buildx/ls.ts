import { builderTable } from '../../build/builder/builder-table';
import { listBuilders } from '../../build/builder/builders';
import { command, exactlyNone } from '../../cli/command';
import { bool, text } from '../../cli/flag/kinds';

/** `docker buildx ls` */
export const buildxLs = command({
  usage: '',
  flags: {
    debug: bool('D', 'Enable debug logging'),
    format: text('', 'Format the output', { initial: 'table' }),
    'no-trunc': bool('', "Don't truncate output"),
  },
  arguments: exactlyNone,
  async run({ docker, flags }) {
    const builders = await listBuilders(docker);
    await docker.print(builderTable(builders, flags.format, flags['no-trunc']));
    const failed = builders.filter(({ error }) => error !== '');
    if (failed.length > 0 && flags.format.startsWith('table')) await docker.error('\n');
    for (const { name, error } of failed) await docker.error(`Cannot load builder ${name}: ${error}\n`);
  },
});
