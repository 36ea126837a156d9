import { findBuilder } from '../../build/builder/builders';
import { atMost, command } from '../../cli/command';
import { bool, text } from '../../cli/flag/kinds';

/** `docker buildx stop` */
export const buildxStop = command({
  usage: '[NAME]',
  flags: {
    builder: text('', 'Override the configured builder instance'),
    debug: bool('D', 'Enable debug logging'),
  },
  arguments: atMost(1),
  async run({ docker, flags, args }) {
    // The daemon's own builder does not stop by itself.
    await findBuilder(docker, args[0] ?? flags.builder);
  },
});
