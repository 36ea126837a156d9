import type { TarEntry } from '../../../vfs/tar/tar-entry';
import type { FileSet } from '../context/context';
import { resolveLinks, type Selection } from '../context/select';
import { archiveMembers } from './archive';
import type { ModeChange } from './mode';
import type { Owner } from './owner';

/** How COPY and ADD put files down. */
export interface Placement {
  /** Absolute; a slash at its end says that it is a directory. */
  readonly destination: string;
  /** What is there already. */
  readonly target: FileSet;
  readonly owner: Owner | undefined;
  readonly chmod: ModeChange | undefined;
  /** Keep the owners that the files have (COPY --from). */
  readonly keepOwners: boolean;
  /** ADD: archives are unpacked. */
  readonly unpack: boolean;
  readonly parents: boolean;
  /** Milliseconds: the time of directories that are made. */
  readonly now: number;
}

const inside = (path: string) =>
  path
    .split('/')
    .filter((part) => part !== '' && part !== '.')
    .join('/');
const join = (directory: string, name: string) => [directory, name].filter((part) => part !== '').join('/');

/** The members of a layer that puts the selected files down, directories above them first. */
export function placeFiles(selections: readonly Selection[], placement: Placement): TarEntry[] {
  const { target } = placement;
  const base = resolveLinks(target, inside(placement.destination));
  const isDirectory = placement.destination.endsWith('/') || /(^|\/)\.$/.test(placement.destination) || base === '' || target.get(base)?.kind === 'directory';
  const entries = new Map<string, TarEntry>();
  const owner = placement.owner ?? { uid: 0, gid: 0 };

  const makeParents = (path: string) => {
    const parts = path.split('/').slice(0, -1);
    for (let depth = 1; depth <= parts.length; depth++) {
      const name = parts.slice(0, depth).join('/');
      if (entries.has(name) || target.get(resolveLinks(target, name))?.kind === 'directory') continue;
      entries.set(name, { name, kind: 'directory', mode: 0o755, ...owner, modified: placement.now });
    }
  };
  const put = (path: string, entry: TarEntry, fromArchive: boolean) => {
    if (path === '') return;
    if (entry.kind === 'directory' && target.get(resolveLinks(target, path))?.kind === 'directory') return;
    makeParents(path);
    const changed = placement.chmod && entry.kind !== 'symlink' && !fromArchive ? placement.chmod(entry.mode, entry.kind === 'directory') : entry.mode;
    const owned = placement.owner ?? (placement.keepOwners || fromArchive ? { uid: entry.uid, gid: entry.gid } : { uid: 0, gid: 0 });
    entries.delete(path);
    entries.set(path, { ...entry, name: path, ...owned, mode: changed });
  };

  for (const selection of selections) {
    if (selection.kind === 'directory' || placement.parents) {
      for (const { entry, path } of selection.files) put(join(base, path), entry, false);
      continue;
    }
    for (const { entry, path } of selection.files) {
      const members = placement.unpack ? archiveMembers(entry.content) : undefined;
      if (members) {
        for (const member of members) {
          const name = join(base, inside(member.name));
          put(name, member.kind === 'hardlink' ? { ...member, linkName: join(base, inside(member.linkName ?? '')) } : member, true);
        }
      } else put(isDirectory ? join(base, path) : base, entry, false);
    }
  }
  return [...entries.values()];
}
