import { loadImages } from '../../../../api/client/images';
import { showMessages } from '../../cli/messages';
import { CliError } from '../../cli/error';
import { readStream } from '../../cli/read-stream';
import { command, noArguments } from '../../cli/command';
import { bool, text } from '../../cli/flag/kinds';

/** `docker image load` */
export const imageLoad = command({
  usage: '[OPTIONS]',
  aliases: 'docker image load, docker load',
  flags: {
    input: text('i', 'Read from tar archive file, instead of STDIN'),
    platform: text('', 'Load only the given platform variant. Formatted as "os[/arch[/variant]]" (e.g., "linux/amd64")'),
    quiet: bool('q', 'Suppress the load output'),
  },
  arguments: noArguments,
  async run({ docker, flags }) {
    if (flags.input === '' && docker.isTerminal(0)) throw new CliError('requested load from stdin, but stdin is empty');
    await showMessages(docker, await loadImages(docker.client, await readStream(docker, flags.input), flags.quiet || !docker.isTerminal(1)));
  },
});
