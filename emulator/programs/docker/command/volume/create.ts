import { createVolume } from '../../../../api/client/volumes';
import { atMost, command } from '../../cli/command';
import { list, map, text } from '../../cli/flag/kinds';

/** `docker volume create` */
export const volumeCreate = command({
  usage: '[OPTIONS] [VOLUME]',
  flags: {
    driver: text('d', 'Specify volume driver name', { initial: 'local' }),
    label: list('', 'Set metadata for a volume'),
    opt: map('o', 'Set driver specific options (default map[])'),
  },
  arguments: atMost(1),
  async run({ docker, flags, args }) {
    const labels = Object.fromEntries(flags.label.map((entry) => [entry.split('=')[0] ?? '', entry.includes('=') ? entry.slice(entry.indexOf('=') + 1) : '']));
    const { Name: name } = await createVolume(docker.client, { Name: args[0] ?? '', Driver: flags.driver, DriverOpts: { ...flags.opt }, Labels: labels });
    await docker.print(`${name}\n`);
  },
});
