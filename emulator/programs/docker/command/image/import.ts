import { between, command } from '../../cli/command';
import { list, text } from '../../cli/flag/kinds';
import { notHere } from '../../cli/not-here';

/** `docker image import` */
export const imageImport = command({
  usage: '[OPTIONS] file|URL|- [REPOSITORY[:TAG]]',
  aliases: 'docker image import, docker import',
  flags: {
    change: list('c', 'Apply Dockerfile instruction to the created image'),
    message: text('m', 'Set commit message for imported image'),
    platform: text('', 'Set platform if server is multi-platform capable'),
  },
  arguments: between(1, 2),
  run: notHere,
});
