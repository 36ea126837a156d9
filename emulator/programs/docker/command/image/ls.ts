import { listImages } from '../../../../api/client/images';
import { imageShape, imageTable } from '../../formatter/image';
import { renderRows } from '../../formatter/table';
import { atMost, command } from '../../cli/command';
import { tableFormat } from '../../cli/flag/format';
import { bool, filter } from '../../cli/flag/kinds';

/** `docker image ls` */
export const imageLs = command({
  usage: '[OPTIONS] [REPOSITORY[:TAG]]',
  aliases: 'docker image ls, docker image list, docker images',
  flags: {
    all: bool('a', 'Show all images (default hides intermediate images)'),
    digests: bool('', 'Show digests'),
    filter: filter('f', 'Filter output based on conditions provided'),
    format: tableFormat(''),
    'no-trunc': bool('', "Don't truncate output"),
    quiet: bool('q', 'Only show image IDs'),
    tree: bool('', 'List multi-platform images as a tree (EXPERIMENTAL)'),
  },
  arguments: atMost(1),
  async run({ docker, flags, args }) {
    const [reference] = args;
    const filters = reference === undefined ? flags.filter : { ...flags.filter, reference: [...(flags.filter.reference ?? []), reference] };
    const images = await listImages(docker.client, { all: flags.all, filters });
    const options = { truncate: !flags['no-trunc'], digests: flags.digests, now: docker.now() };
    const wanted = flags.format || (flags.quiet ? '' : (docker.config.imagesFormat ?? ''));
    if (flags.quiet && (wanted === '' || wanted === 'table')) {
      await docker.print(imageShape(options).rows(images).map((row) => `${imageShape(options).id(row)}\n`).join(''));
      return;
    }
    await docker.print(renderRows(imageShape({ ...options, digests: flags.digests || wanted.includes('.Digest') }).rows(images), imageShape(options), wanted, imageTable(flags.digests)));
  },
});
