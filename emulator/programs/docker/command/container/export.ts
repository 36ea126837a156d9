import { exportContainer } from '../../../../api/client/containers';
import { writeStream } from '../../cli/write-stream';
import { command, exactly } from '../../cli/command';
import { text } from '../../cli/flag/kinds';

/** `docker container export` */
export const containerExport = command({
  usage: '[OPTIONS] CONTAINER',
  aliases: 'docker container export, docker export',
  flags: {
    output: text('o', 'Write to a file, instead of STDOUT'),
  },
  arguments: exactly(1),
  async run({ docker, flags, args }) {
    await writeStream(docker, flags.output, () => exportContainer(docker.client, args[0] ?? ''));
  },
});
