import { inspectImage } from '../../../../api/client/images';
import { CliError } from '../../cli/error';
import { printInspected } from '../../cli/inspect';
import { atLeast, command } from '../../cli/command';
import { inspectFormat } from '../../cli/flag/format';
import { text } from '../../cli/flag/kinds';

/** `docker image inspect` */
export const imageInspect = command({
  usage: '[OPTIONS] IMAGE [IMAGE...]',
  flags: {
    format: inspectFormat('f'),
    platform: text('', `Inspect a specific platform of the multi-platform image.
If the image or the server is not multi-platform capable, the command will error out if the platform does not match.
'os[/arch[/variant]]': Explicit platform (eg. linux/amd64)`),
  },
  arguments: atLeast(1),
  async run({ docker, flags, args }) {
    await printInspected(docker, args, flags.format, (name) => {
      if (name === '') throw new CliError('Error: No such image: ');
      return inspectImage(docker.client, name);
    });
  },
});
