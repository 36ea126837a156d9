import { atMost, command } from '../../cli/command';
import { tableFormat } from '../../cli/flag/format';
import { bool, filter } from '../../cli/flag/kinds';
import { notHere } from '../../cli/not-here';

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
  run: notHere,
});
