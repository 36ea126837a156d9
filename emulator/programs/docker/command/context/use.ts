import { writeConfig } from '../../cli/config-file';
import { command, exactlyPlain } from '../../cli/command';
import { defaultName, findContext } from '../../cli/context-files';

/** `docker context use` */
export const contextUse = command({
  usage: 'CONTEXT',
  flags: {},
  arguments: exactlyPlain(1),
  completes: ['context'],
  async run({ docker, args }) {
    const [name = ''] = args;
    findContext(docker, name);
    writeConfig(docker.process, docker.choice.configDirectory, { currentContext: name === defaultName ? undefined : name });
    await docker.print(`${name}\n`);
    await docker.error(`Current context is now "${name}"\n`);
    if (name !== defaultName && docker.choice.fromEnvironment !== '') {
      await docker.error(`Warning: DOCKER_HOST environment variable overrides the active context. To use "${name}", either set the global --context flag, or unset DOCKER_HOST environment variable.\n`);
    }
  },
});
