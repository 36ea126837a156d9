import { tagImage } from '../../../../api/client/images';
import { CliError } from '../../cli/error';
import { splitReference, type ImageName } from '../../cli/reference';
import { command, exactly } from '../../cli/command';

/** `docker image tag` */
export const imageTag = command({
  usage: 'SOURCE_IMAGE[:TAG] TARGET_IMAGE[:TAG]',
  aliases: 'docker image tag, docker tag',
  flags: {},
  arguments: exactly(2),
  async run({ docker, args }) {
    const [source = '', target = ''] = args;
    const named = [source, target].map((text) => (/^[0-9a-f]{64}$/.test(text) && text === source ? undefined : parse(text)))[1];
    if (named?.digest !== undefined) throw new CliError('refusing to create a tag with a digest reference');
    const at = target.lastIndexOf(':') > target.lastIndexOf('/') ? target.lastIndexOf(':') : target.length;
    await tagImage(docker.client, source, target.slice(0, at), target.slice(at + 1));
  },
});

/** Takes a name apart. Throws a `CliError` that says whose fault it is. */
function parse(text: string): ImageName {
  try {
    return splitReference(text);
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    throw new CliError(`Error parsing reference: "${text}" is not a valid repository/tag: ${error.message}`);
  }
}
