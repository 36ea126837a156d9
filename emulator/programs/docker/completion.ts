import { listContainers } from '../../api/client/containers';
import { listImages } from '../../api/client/images';
import { listNetworks } from '../../api/client/networks';
import { listVolumes } from '../../api/client/volumes';
import { ApiError, ConnectionError } from '../../api/client/error';
import type { Process } from '../../process/types';
import { findEntry } from './cli/dispatch';
import { createDockerCli, type DockerCli } from './cli/docker-cli';
import { CliError } from './cli/error';
import type { ArgumentKind, Command, CommandGroup } from './cli/command';
import { globalFlags } from './cli/root-command';
import { root } from './command/root';
import { argumentKinds } from './argument-kinds';

/** What can stand at `words[index]` of a `docker` command line: commands, flags, and the live names that the command takes. */
export async function completeDocker(words: readonly string[], index: number, process: Process): Promise<readonly string[]> {
  const docker = createDockerCli(process, { configDirectory: `${process.env.get('HOME') ?? '/'}/.docker`, context: '', host: '' });
  const current = words[index] ?? '';
  let group: CommandGroup = root;
  let command: Command | undefined;
  let at = 1;
  const path: string[] = [];
  for (; at < index && !command; at++) {
    const word = words[at] ?? '';
    if (word.startsWith('-')) continue;
    const entry = findEntry(group, word);
    if (!entry) return [];
    path.push(entry.name);
    const loaded = await entry.load(docker);
    if (loaded.kind === 'group') group = loaded;
    else command = loaded;
  }
  const fits = (names: readonly string[]) => names.filter((name) => name.startsWith(current));
  if (!command) {
    if (current.startsWith('-')) return fits(flagNames(group === root ? globalFlags('') : (group.flags ?? {})));
    return fits(group.commands.filter((entry) => !entry.hidden).map((entry) => entry.name));
  }
  if (current.startsWith('-')) return fits(flagNames(command.flags));
  const before = words.slice(at, index);
  const previous = words[index - 1] ?? '';
  if (previous.startsWith('-') && takesValue(command, previous)) return previous === '--network' ? fits(await names(docker, 'network')) : [];
  const given = before.filter((word, position) => !word.startsWith('-') && !takesValue(command, before[position - 1] ?? ''));
  const kinds = command.completes ?? argumentKinds(path);
  const kind = kinds[Math.min(given.length, kinds.length - 1)];
  return kind === undefined || kind === 'file' ? [] : fits((await names(docker, kind)).filter((name) => !given.includes(name)));
}

function flagNames(flags: Command['flags']): string[] {
  return Object.entries(flags)
    .filter(([, flag]) => !flag.hidden)
    .map(([name]) => `--${name}`);
}

function takesValue(command: Command, word: string): boolean {
  if (!word.startsWith('-') || word.includes('=')) return false;
  const flag = word.startsWith('--') ? command.flags[word.slice(2)] : Object.values(command.flags).find((one) => one.short === word.at(-1));
  return flag !== undefined && flag.withoutValue === undefined;
}

/** Live names of a kind; none when the daemon cannot be asked. */
async function names(docker: DockerCli, kind: ArgumentKind): Promise<string[]> {
  try {
    switch (kind) {
      case 'container':
      case 'running container':
      case 'stopped container': {
        const containers = await listContainers(docker.client, { all: kind !== 'running container' });
        return containers.filter((one) => kind !== 'stopped container' || one.State !== 'running').flatMap((one) => one.Names.map((name) => name.slice(1)));
      }
      case 'image':
        return (await listImages(docker.client)).flatMap((image) => (image.RepoTags ?? []).flatMap((tag) => (tag.endsWith(':latest') ? [tag.slice(0, -':latest'.length), tag] : [tag])));
      case 'network':
        return (await listNetworks(docker.client)).map((network) => network.Name);
      case 'volume':
        return ((await listVolumes(docker.client)).Volumes ?? []).map((volume) => volume.Name);
      case 'object':
        return [...(await names(docker, 'container')), ...(await names(docker, 'image')), ...(await names(docker, 'network')), ...(await names(docker, 'volume'))];
      case 'context':
        return ['default'];
      case 'file':
        return [];
    }
  } catch (error) {
    if (error instanceof ApiError || error instanceof ConnectionError || error instanceof CliError) return [];
    throw error;
  }
}
