import { command, exactly } from '../../cli/command';
import { bool, text } from '../../cli/flag/kinds';
import { notHere } from '../../cli/not-here';

/** `docker container attach` */
export const containerAttach = command({
  usage: '[OPTIONS] CONTAINER',
  aliases: 'docker container attach, docker attach',
  flags: {
    'detach-keys': text('', 'Override the key sequence for detaching a container'),
    'no-stdin': bool('', 'Do not attach STDIN'),
    'sig-proxy': bool('', 'Proxy all received signals to the process', { initial: true }),
  },
  arguments: exactly(1),
  run: notHere,
});
