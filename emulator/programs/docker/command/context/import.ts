import { command, exactly } from '../../cli/command';
import { checkContextName, writeContext } from '../../cli/context-files';
import type { ContextMetadata } from '../../cli/context-store';
import { CliError } from '../../cli/error';
import { readStream } from '../../cli/read-stream';
import { decode } from '../../../../kernel/bytes';
import { contentBytes } from '../../../../vfs/lazy-content';
import { TarError } from '../../../../vfs/tar/tar-entry';
import { readTarStream } from '../../../../vfs/tar/tar-reader';

/** `docker context import` */
export const contextImport = command({
  usage: 'CONTEXT FILE|-',
  flags: {},
  arguments: exactly(2),
  async run({ docker, args }) {
    const [name = '', file = '-'] = args;
    checkContextName(docker, name);
    let context: ContextMetadata | undefined;
    try {
      for await (const entry of readTarStream(await readStream(docker, file === '-' ? '' : file))) {
        if (entry.name === 'meta.json' && entry.content) context = JSON.parse(decode(contentBytes(entry.content))) as ContextMetadata;
      }
    } catch (error) {
      if (!(error instanceof TarError) && !(error instanceof SyntaxError)) throw error;
      throw new CliError('unexpected EOF');
    }
    if (!context) throw new CliError('invalid context: no metadata found');
    writeContext(docker, { ...context, Name: name });
    await docker.print(`${name}\n`);
    await docker.error(`Successfully imported context "${name}"\n`);
  },
});
