import { checkBuilderName } from '../../build/builder/builder-name';
import { isContext } from '../../build/builder/builders';
import { CliError } from '../../cli/error';
import { atMost, command } from '../../cli/command';
import { bool, text } from '../../cli/flag/kinds';

/** `docker buildx use` */
export const buildxUse = command({
  usage: '[OPTIONS] NAME',
  flags: {
    builder: text('', 'Override the configured builder instance'),
    debug: bool('D', 'Enable debug logging'),
    default: bool('', 'Set builder as default for current context'),
    global: bool('', 'Builder persists context changes'),
  },
  arguments: atMost(1),
  run({ docker, flags, args }) {
    const name = args[0] ?? flags.builder;
    if (name === 'default') return;
    if (isContext(docker, name)) throw new CliError(`run \`docker context use ${name}\` to switch to context ${name}`);
    const problem = checkBuilderName(name) ?? `open ${docker.choice.configDirectory}/buildx/instances/${name}: no such file or directory`;
    throw new CliError(`failed to find instance ${JSON.stringify(name)}: ${problem}`);
  },
});
