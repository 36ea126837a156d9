import { pushImage } from '../../../../api/client/images';
import { command, exactly } from '../../cli/command';
import { authenticationHeader } from '../../cli/credentials';
import { CliError } from '../../cli/error';
import { bool, text } from '../../cli/flag/kinds';
import { showMessages } from '../../cli/messages';
import { printNote } from '../../cli/note';
import { familiar, splitReference } from '../../cli/reference';

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
  async run({ docker, flags, args }) {
    if (flags.platform !== '') {
      await printNote(docker, 1, [
        'Using `--platform` pushes only the specified platform manifest of a multi-platform image index.',
        'Other components, like attestations, will not be included.',
        'To push the complete multi-platform image, remove the `--platform` flag.',
        '',
      ]);
    }
    const reference = splitReference(args[0] ?? '');
    if (flags['all-tags'] && (reference.tag !== undefined || reference.digest !== undefined)) throw new CliError("tag can't be used with --all-tags/-a");
    if (!flags['all-tags'] && reference.tag === undefined && reference.digest === undefined) {
      reference.tag = 'latest';
      if (!flags.quiet) await docker.print('Using default tag: latest\n');
    }
    if (reference.digest !== undefined) throw new CliError('cannot push a digest reference');
    const name = familiar(reference);
    const messages = await pushImage(docker.client, name, reference.tag, flags.platform, authenticationHeader(docker, reference.domain));
    if (!flags.quiet) return await showMessages(docker, messages);
    for await (const message of messages) if (message.errorDetail) throw new CliError(message.errorDetail.message);
    await docker.print(`${name}${reference.tag === undefined ? '' : `:${reference.tag}`}\n`);
  },
});
