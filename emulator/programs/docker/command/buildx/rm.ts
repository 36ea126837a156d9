import { isContext } from '../../build/builder/builders';
import { CliError } from '../../cli/error';
import { anyArguments, command } from '../../cli/command';
import { bool, text } from '../../cli/flag/kinds';

/** `docker buildx rm` */
export const buildxRm = command({
  usage: '[OPTIONS] [NAME...]',
  flags: {
    'all-inactive': bool('', 'Remove all inactive builders'),
    builder: text('', 'Override the configured builder instance'),
    debug: bool('D', 'Enable debug logging'),
    force: bool('f', 'Do not prompt for confirmation'),
    'keep-daemon': bool('', 'Keep the BuildKit daemon running'),
    'keep-state': bool('', 'Keep BuildKit state'),
  },
  arguments: anyArguments,
  async run({ docker, flags, args }) {
    if (flags['all-inactive'] && args.length > 0) throw new CliError('cannot specify builder name when --all-inactive is set');
    if (flags['all-inactive']) return;
    for (const name of args.length > 0 ? args : [flags.builder]) {
      const isKnown = name === '' || isContext(docker, name);
      const reason = isKnown ? `context builder cannot be removed, run \`docker context rm ${name || 'default'}\` to remove this context` : `no builder ${JSON.stringify(name)} found`;
      await docker.error(`failed to remove ${name}: ${reason}\n`);
    }
    throw new CliError('failed to remove one or more builders');
  },
});
