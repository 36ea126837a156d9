import { anyArguments, command } from '../../cli/command';
import { defaultName, findContext } from '../../cli/context-files';
import { contextDirectory, currentContext } from '../../cli/context-store';
import { inspectFormat } from '../../cli/flag/format';
import { printInspected } from '../../cli/inspect';

/** `docker context inspect` */
export const contextInspect = command({
  usage: '[OPTIONS] [CONTEXT] [CONTEXT...]',
  flags: {
    format: inspectFormat('f'),
  },
  arguments: anyArguments,
  completes: ['context'],
  async run({ docker, flags, args }) {
    const names = args.length > 0 ? args : [currentContext(docker.process, docker.choice, docker.config)];
    await printInspected(docker, names, flags.format, async (name) => {
      const { Name, Metadata, Endpoints } = findContext(docker, name);
      const directory = contextDirectory(docker.choice.configDirectory, name);
      const inMemory = '<IN MEMORY>';
      const storage = name === defaultName ? { MetadataPath: inMemory, TLSPath: inMemory } : { MetadataPath: directory, TLSPath: directory.replace('/contexts/meta/', '/contexts/tls/') };
      return { Name, Metadata, Endpoints, TLSMaterial: {}, Storage: storage };
    }, { escape: true });
  },
});
