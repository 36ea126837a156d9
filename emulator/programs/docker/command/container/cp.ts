import { copyFromContainer } from '../../copy/from-container';
import { copyToContainer } from '../../copy/to-container';
import { command, exactly } from '../../cli/command';
import { CliError } from '../../cli/error';
import { bool } from '../../cli/flag/kinds';
import { humanSize } from '../../units/size';

/** A side of a copy: a place in a container, or a local path (`container` is then undefined). A path that begins with `/` or `.` is local, whatever follows. */
function readSide(text: string): { container: string | undefined; path: string } {
  const at = text.indexOf(':');
  if (at <= 0 || /^[./]/.test(text)) return { container: undefined, path: text };
  return { container: text.slice(0, at), path: text.slice(at + 1) };
}

/** `docker container cp` */
export const containerCp = command({
  usage: `[OPTIONS] CONTAINER:SRC_PATH DEST_PATH|-
	docker cp [OPTIONS] SRC_PATH|- CONTAINER:DEST_PATH`,
  description: `Copy files/folders between a container and the local filesystem

Use '-' as the source to read a tar archive from stdin
and extract it to a directory destination in a container.
Use '-' as the destination to stream a tar archive of a
container source to stdout.`,
  aliases: 'docker container cp, docker cp',
  flags: {
    archive: bool('a', 'Archive mode (copy all uid/gid information)'),
    'follow-link': bool('L', 'Always follow symbol link in SRC_PATH'),
    quiet: bool('q', 'Suppress progress output during copy. Progress output is automatically suppressed if no terminal is attached'),
  },
  arguments: exactly(2),
  async run({ docker, flags, args }) {
    const [from = '', to = ''] = args;
    if (from === '') throw new CliError('source can not be empty');
    if (to === '') throw new CliError('destination can not be empty');
    const source = readSide(from);
    const target = readSide(to);
    if (source.container !== undefined && target.container !== undefined) throw new CliError('copying between containers is not supported');
    const container = source.container ?? target.container;
    if (container === undefined) throw new CliError('must specify at least one container source');
    const options = { container, followLink: flags['follow-link'], owners: flags.archive };
    const size = source.container === undefined ? await copyToContainer(docker, source.path, target.path, options) : await copyFromContainer(docker, source.path, target.path, options);
    if (flags.quiet || !docker.isTerminal(2) || from === '-' || to === '-') return;
    const shown = target.container === undefined && !to.startsWith('/') ? `${docker.process.files.realPath(docker.process.cwd)}/${to.replace(/^\.\//, '')}` : to;
    await docker.error(`Successfully copied ${humanSize(size)} to ${shown}\n`);
  },
});
