import type { Process } from '../../process/types';
import type { Attributes } from '../../vfs/types';

/** What of a file's metadata a copy keeps. */
export interface Preserve {
  readonly mode: boolean;
  readonly owner: boolean;
  readonly times: boolean;
  /** Not even the permission bits, as `--no-preserve=mode` says. */
  readonly anyMode?: boolean;
}

/** Copies one file that is no directory to `to`, which must not be there (or is a regular file, then it is overwritten in place). */
export function copyFile(process: Process, from: string, to: string, source: Attributes, keep: Preserve): void {
  const { files } = process;
  const mode = (keep.anyMode && source.kind === 'file' ? 0o666 : source.mode) & (keep.mode ? 0o7777 : 0o777 & ~process.umask);
  switch (source.kind) {
    case 'symlink':
      files.symlink(files.readLink(from), to);
      break;
    case 'file':
      if (!files.exists(to)) files.writeFile(to, files.resolve(from).node.content(), { mode: mode & 0o777 });
      else files.writeFile(to, files.resolve(from).node.content());
      break;
    case 'directory':
    case 'fifo':
    case 'socket':
    case 'character':
    case 'block':
      files.makeNode(to, { kind: source.kind, mode, ...(source.deviceType ? { deviceType: source.deviceType } : {}) });
      break;
  }
  keepMetadata(process, to, source, keep);
}

/** Gives `to` the owner, mode and times of `source`, as far as `keep` says and the caller may. */
export function keepMetadata(process: Process, to: string, source: Attributes, keep: Preserve): void {
  const { files } = process;
  const follow = source.kind !== 'symlink';
  if (keep.owner && process.credentials.uid === 0) files.changeOwner(to, source.uid, source.gid, { follow });
  if (keep.mode && follow) files.changeMode(to, source.mode);
  if (keep.times) files.setTimes(to, { accessed: source.accessed, modified: source.modified }, { follow });
}
