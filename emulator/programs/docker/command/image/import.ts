import { importImage } from '../../../../api/client/images';
import { showMessages } from '../../cli/messages';
import { splitReference } from '../../cli/reference';
import { readStream } from '../../cli/read-stream';
import { atLeast, command } from '../../cli/command';
import { list, text } from '../../cli/flag/kinds';

/** `docker image import` */
export const imageImport = command({
  usage: '[OPTIONS] file|URL|- [REPOSITORY[:TAG]]',
  aliases: 'docker image import, docker import',
  flags: {
    change: list('c', 'Apply Dockerfile instruction to the created image'),
    message: text('m', 'Set commit message for imported image'),
    platform: text('', 'Set platform if server is multi-platform capable'),
  },
  arguments: atLeast(1),
  async run({ docker, flags, args }) {
    const [source = '-', reference = ''] = args;
    const at = reference.lastIndexOf(':') > reference.lastIndexOf('/') ? reference.lastIndexOf(':') : reference.length;
    if (reference !== '') splitReference(reference);
    const remote = /^(https?|git):/.test(source);
    const content = remote ? undefined : await readStream(docker, source === '-' ? '' : source);
    const query = { fromSrc: remote ? source : '-', repo: reference.slice(0, at) || undefined, tag: reference.slice(at + 1) || undefined, message: flags.message || undefined, changes: flags.change, platform: flags.platform || undefined };
    await showMessages(docker, await importImage(docker.client, query, content));
  },
});
