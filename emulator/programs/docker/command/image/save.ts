import { saveImages } from '../../../../api/client/images';
import { writeStream } from '../../cli/write-stream';
import { atLeast, command } from '../../cli/command';
import { text } from '../../cli/flag/kinds';

/** `docker image save` */
export const imageSave = command({
  usage: '[OPTIONS] IMAGE [IMAGE...]',
  aliases: 'docker image save, docker save',
  flags: {
    output: text('o', 'Write to a file, instead of STDOUT'),
    platform: text('', 'Save only the given platform variant. Formatted as "os[/arch[/variant]]" (e.g., "linux/amd64")'),
  },
  arguments: atLeast(1),
  async run({ docker, flags, args }) {
    await writeStream(docker, flags.output, () => saveImages(docker.client, args, ''));
  },
});
