import { atLeast, command } from '../../../cli/command';
import { list } from '../../../cli/flag/kinds';
import { notHere } from '../../../cli/not-here';

/** `docker trust signer add` */
export const trustSignerAdd = command({
  usage: 'OPTIONS NAME REPOSITORY [REPOSITORY...] ',
  flags: {
    key: list('', "Path to the signer's public key file"),
  },
  arguments: atLeast(2),
  run: notHere,
});
