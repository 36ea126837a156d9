import { atMost, command } from '../../cli/command';
import { list, map, text } from '../../cli/flag/kinds';
import { notHere } from '../../cli/not-here';

/** `docker volume create` */
export const volumeCreate = command({
  usage: '[OPTIONS] [VOLUME]',
  flags: {
    driver: text('d', 'Specify volume driver name', { initial: 'local' }),
    label: list('', 'Set metadata for a volume'),
    opt: map('o', 'Set driver specific options (default map[])'),
  },
  arguments: atMost(1),
  run: notHere,
});
