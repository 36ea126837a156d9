import { atLeast, command } from '../../cli/command';
import { writeConfig } from '../../cli/config-file';
import { defaultName, removeContext } from '../../cli/context-files';
import { contextDirectory, currentContext } from '../../cli/context-store';
import { forEachArgument } from '../../cli/each';
import { CliError } from '../../cli/error';
import { bool } from '../../cli/flag/kinds';

/** `docker context rm` */
export const contextRm = command({
  usage: 'CONTEXT [CONTEXT...]',
  aliases: 'docker context rm, docker context remove',
  flags: {
    force: bool('f', 'Force the removal of a context in use'),
  },
  arguments: atLeast(1),
  completes: ['context'],
  async run({ docker, flags, args }) {
    const current = currentContext(docker.process, docker.choice, docker.config);
    await forEachArgument(docker, args, async (name) => {
      if (name === defaultName) throw new CliError('context "default" cannot be removed');
      if (!docker.process.files.exists(contextDirectory(docker.choice.configDirectory, name)) && !flags.force) throw new CliError(`context "${name}" does not exist`);
      if (name === current && !flags.force) throw new CliError(`context "${name}" is in use, set -f flag to force remove`);
      if (name === current) writeConfig(docker.process, docker.choice.configDirectory, { currentContext: undefined });
      removeContext(docker, name);
    });
  },
});
