import { command, exactly } from '../../cli/command';
import { bool, text } from '../../cli/flag/kinds';
import { notHere } from '../../cli/not-here';

/** `docker image push` */
export const imagePush = command({
  usage: '[OPTIONS] NAME[:TAG]',
  aliases: 'docker image push, docker push',
  flags: {
    'all-tags': bool('a', 'Push all tags of an image to the repository'),
    'disable-content-trust': bool('', 'Skip image signing', { initial: true }),
    platform: text('', `Push a platform-specific manifest as a single-platform image to the registry.
Image index won't be pushed, meaning that other manifests, including attestations won't be preserved.
'os[/arch[/variant]]': Explicit platform (eg. linux/amd64)`),
    quiet: bool('q', 'Suppress verbose output'),
  },
  arguments: exactly(1),
  run: notHere,
});
