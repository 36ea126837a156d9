import { inspectContainer } from '../../../api/client/containers';
import type { ApiClient } from '../../../api/client/client';
import { isNotFound } from '../../../api/client/error';
import { inspectImage } from '../../../api/client/images';
import { inspectNetwork } from '../../../api/client/networks';
import { inspectVolume } from '../../../api/client/volumes';
import { CliError } from '../cli/error';
import { printInspected } from '../cli/inspect';
import { atLeast, command } from '../cli/command';
import { inspectFormat } from '../cli/flag/format';
import { bool, text } from '../cli/flag/kinds';

/** `docker inspect` */
export const inspect = command({
  usage: '[OPTIONS] NAME|ID [NAME|ID...]',
  flags: {
    format: inspectFormat('f'),
    size: bool('s', 'Display total file sizes if the type is container'),
    type: text('', 'Only inspect objects of the given type'),
  },
  arguments: atLeast(1),
  async run({ docker, flags, args }) {
    const kinds: Record<string, (client: ApiClient, name: string) => Promise<unknown>> = {
      container: (client, name) => inspectContainer(client, name, flags.size),
      image: inspectImage,
      network: (client, name) => inspectNetwork(client, name),
      volume: inspectVolume,
    };
    if (flags.type !== '' && !(flags.type in kinds)) {
      if (['node', 'service', 'task', 'secret', 'config', 'plugin'].includes(flags.type)) throw new CliError(`Error: No such ${flags.type}: ${args[0]}`);
      throw new CliError(`unknown type: "${flags.type}": must be one of "config", "container", "image", "network", "node", "plugin", "secret", "service", "task", "volume"`);
    }
    await printInspected(docker, args, flags.format, async (name) => {
      for (const [kind, find] of Object.entries(kinds)) {
        if (flags.type !== '' && kind !== flags.type) continue;
        try {
          return await find(docker.client, name);
        } catch (error) {
          if (flags.type !== '' || !(isNotFound(error) || (error instanceof Error && error.message.includes('invalid reference format')))) throw error;
        }
      }
      throw new CliError(`Error: No such object: ${name}`);
    });
  },
});
