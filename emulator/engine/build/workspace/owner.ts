import { decode } from '../../../kernel/bytes';
import { contentBytes } from '../../../vfs/lazy-content';
import type { FileSet } from '../context/context';
import { resolveLinks } from '../context/select';

/** Whom copied files belong to. */
export interface Owner {
  readonly uid: number;
  readonly gid: number;
}

function rows(files: FileSet, path: string): string[][] | undefined {
  const entry = files.get(resolveLinks(files, path));
  if (entry?.kind !== 'file') return undefined;
  return decode(entry.content ? contentBytes(entry.content) : new Uint8Array())
    .split('\n')
    .map((line) => line.split(':'));
}

/**
 * The owner that `--chown=user:group` names, by the files of the stage. `unknown` is called for a name that is not there; what it returns is taken
 * (BuildKit takes 0).
 */
export function resolveOwner(files: FileSet, text: string, unknown: (kind: 'user' | 'group', name: string) => number): Owner {
  const [user = '', group] = text.split(':');
  const isNumber = (name: string) => /^\d+$/.test(name);
  const passwd = rows(files, 'etc/passwd');
  let uid: number;
  let gid: number;
  if (isNumber(user)) {
    uid = Number(user);
    gid = uid;
  } else {
    const row = passwd?.find((fields) => fields[0] === user);
    uid = row ? Number(row[2]) : unknown('user', user);
    gid = row ? Number(row[3]) : uid;
  }
  if (group !== undefined && group !== '') {
    if (isNumber(group)) gid = Number(group);
    else {
      const row = rows(files, 'etc/group')?.find((fields) => fields[0] === group);
      gid = row ? Number(row[2]) : unknown('group', group);
    }
  }
  return { uid, gid };
}
