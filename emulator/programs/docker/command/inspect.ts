import { inspectContainer } from '../../../api/client/containers';
import type { ApiClient } from '../../../api/client/client';
import { isNotFound } from '../../../api/client/error';
import { inspectImage } from '../../../api/client/images';
import { inspectNetwork } from '../../../api/client/networks';
import { inspectVolume } from '../../../api/client/volumes';
import { CliError } from '../cli/error';
import { requireName } from '../cli/require-name';
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
  async run({ docker, flags, changed, args }) {
    const kinds: Record<string, (client: ApiClient, name: string) => Promise<unknown>> = {
      container: (client, name) => inspectContainer(client, requireName('container', name), flags.size),
      image: inspectImage,
      network: (client, name) => inspectNetwork(client, name),
      volume: inspectVolume,
    };
    const absent = ['config', 'node', 'plugin', 'secret', 'service', 'task'];
    const names = [...Object.keys(kinds), ...absent].sort().map((name) => JSON.stringify(name)).join(', ');
    if (changed.has('type') && flags.type === '') throw new CliError(`type is empty: must be one of ${names}`);
    if (flags.type !== '' && !(flags.type in kinds) && !absent.includes(flags.type)) throw new CliError(`unknown type: "${flags.type}": must be one of ${names}`);
    for (const kind of absent) kinds[kind] = (client, name) => client.request('GET', `/${kind}s/${encodeURIComponent(name)}${kind === 'plugin' ? '/json' : ''}`);
    if (flags.size && flags.type !== '' && flags.type !== 'container') await docker.error(`WARNING: --size ignored for ${flags.type}s\n`.replace('volumes', 'volume'));
    await printInspected(docker, args, flags.format, async (name) => {
      for (const [kind, find] of Object.entries(kinds)) {
        if (flags.type === '' ? absent.includes(kind) : kind !== flags.type) continue;
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
