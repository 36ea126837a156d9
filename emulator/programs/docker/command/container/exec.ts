import { atLeast, command } from '../../cli/command';
import { bool, list, text } from '../../cli/flag/kinds';
import { notHere } from '../../cli/not-here';

/** `docker container exec` */
export const containerExec = command({
  usage: '[OPTIONS] CONTAINER COMMAND [ARG...]',
  aliases: 'docker container exec, docker exec',
  flags: {
    detach: bool('d', 'Detached mode: run command in the background'),
    'detach-keys': text('', 'Override the key sequence for detaching a container'),
    env: list('e', 'Set environment variables'),
    'env-file': list('', 'Read in a file of environment variables'),
    interactive: bool('i', 'Keep STDIN open even if not attached'),
    privileged: bool('', 'Give extended privileges to the command'),
    tty: bool('t', 'Allocate a pseudo-TTY'),
    user: text('u', 'Username or UID (format: "<name|uid>[:<group|gid>]")'),
    workdir: text('w', 'Working directory inside the container'),
  },
  arguments: atLeast(2),
  interspersed: false,
  run: notHere,
});
