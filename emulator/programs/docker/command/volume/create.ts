import { createVolume } from '../../../../api/client/volumes';
import { CliError } from '../../cli/error';
import { atMost, command } from '../../cli/command';
import { labelEntry } from '../../cli/flag/checks';
import { list, map, text } from '../../cli/flag/kinds';

/** `docker volume create` */
export const volumeCreate = command({
  usage: '[OPTIONS] [VOLUME]',
  flags: {
    driver: text('d', 'Specify volume driver name', { initial: 'local' }),
    label: list('', 'Set metadata for a volume', { check: labelEntry }),
    name: text('', 'Specify volume name', { hidden: true }),
    opt: map('o', 'Set driver specific options (default map[])'),
  },
  arguments: atMost(1),
  async run({ docker, flags, args }) {
    if (flags.name !== '' && args.length > 0) throw new CliError('conflicting options: cannot specify a volume name through both --name and as a positional arg');
    const labels = Object.fromEntries(flags.label.map((entry) => [entry.split('=')[0] ?? '', entry.includes('=') ? entry.slice(entry.indexOf('=') + 1) : '']));
    const { Name: name } = await createVolume(docker.client, { Name: args[0] ?? flags.name, Driver: flags.driver, DriverOpts: { ...flags.opt }, Labels: labels });
    await docker.print(`${name}\n`);
  },
});
