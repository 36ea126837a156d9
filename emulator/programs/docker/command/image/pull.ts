import { command, exactly } from '../../cli/command';
import { bool, text } from '../../cli/flag/kinds';
import { notHere } from '../../cli/not-here';

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
  run: notHere,
});
