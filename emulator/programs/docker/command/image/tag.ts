import { tagImage } from '../../../../api/client/images';
import { command, exactly } from '../../cli/command';

/** `docker image tag` */
export const imageTag = command({
  usage: 'SOURCE_IMAGE[:TAG] TARGET_IMAGE[:TAG]',
  aliases: 'docker image tag, docker tag',
  flags: {},
  arguments: exactly(2),
  async run({ docker, args }) {
    const [source = '', target = ''] = args;
    const at = target.lastIndexOf(':') > target.lastIndexOf('/') ? target.lastIndexOf(':') : target.length;
    await tagImage(docker.client, source, target.slice(0, at), target.slice(at + 1));
  },
});
