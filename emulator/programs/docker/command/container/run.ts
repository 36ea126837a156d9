import { atLeast, command } from '../../cli/command';
import { bool, text } from '../../cli/flag/kinds';
import { createFlags } from './create-flags';
import { notHere } from '../../cli/not-here';

/** `docker container run` */
export const containerRun = command({
  usage: '[OPTIONS] IMAGE [COMMAND] [ARG...]',
  aliases: 'docker container run, docker run',
  flags: {
    ...createFlags,
    detach: bool('d', 'Run container in background and print container ID'),
    'detach-keys': text('', 'Override the key sequence for detaching a container'),
    pull: text('', 'Pull image before running ("always", "missing", "never")', { initial: 'missing' }),
    'sig-proxy': bool('', 'Proxy received signals to the process', { initial: true }),
  },
  arguments: atLeast(1),
  interspersed: false,
  run: notHere,
});
