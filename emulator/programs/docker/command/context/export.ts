import { between, command } from '../../cli/command';
import { findContext } from '../../cli/context-files';
import { CliError } from '../../cli/error';
import { collect, encode } from '../../../../kernel/bytes';
import type { TarEntry } from '../../../../vfs/tar/tar-entry';
import { streamTarBytes, writeTar } from '../../../../vfs/tar/tar-writer';

/** `docker context export` */
export const contextExport = command({
  usage: '[OPTIONS] CONTEXT [FILE|-]',
  flags: {},
  arguments: between(1, 2),
  completes: ['context', 'file'],
  async run({ docker, args }) {
    const [name = '', file = `${name}.dockercontext`] = args;
    if (file === '-' && docker.isTerminal(1)) throw new CliError('cowardly refusing to export to a terminal, specify a file path');
    if (file !== '-' && docker.process.files.exists(file)) throw new CliError(`open ${file}: file exists`);
    const content = encode(JSON.stringify(findContext(docker, name)));
    const common = { uid: 0, gid: 0, modified: 0 };
    const entries: TarEntry[] = [
      { ...common, name: 'meta.json', kind: 'file', mode: 0o644, content },
      { ...common, name: 'tls', kind: 'directory', mode: 0o700 },
    ];
    const archive = await collect(streamTarBytes(writeTar(entries)));
    if (file === '-') {
      await docker.print(archive);
      return;
    }
    docker.process.files.writeFile(file, archive, { mode: 0o600 });
    await docker.error(`Written file "${file}"\n`);
  },
});
