import { pullReference } from '../../cli/pull';
import { command, exactly } from '../../cli/command';
import { bool, text } from '../../cli/flag/kinds';

/** `docker image pull` */
export const imagePull = command({
  usage: '[OPTIONS] NAME[:TAG|@DIGEST]',
  aliases: 'docker image pull, docker pull',
  flags: {
    'all-tags': bool('a', 'Download all tagged images in the repository'),
    'disable-content-trust': bool('', 'Skip image verification', { initial: true }),
    platform: text('', 'Set platform if server is multi-platform capable'),
    quiet: bool('q', 'Suppress verbose output'),
  },
  arguments: exactly(1),
  async run({ docker, flags, args }) {
    await pullReference(docker, args[0] ?? '', { allTags: flags['all-tags'], quiet: flags.quiet, platform: flags.platform });
  },
});
