import type { FileCalls } from '../../../vfs/types';
import { isSystemError } from '../../../kernel/errno';
import { EngineError } from '../../error';

/** Who a container's process is, by the container's own /etc/passwd and /etc/group. */
export interface ContainerUser {
  readonly credentials: { readonly uid: number; readonly gid: number; readonly groups: readonly number[] };
  readonly home: string;
}

function table(files: FileCalls, path: string): string[][] {
  try {
    return files
      .readText(path)
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => line.split(':'));
  } catch (error) {
    if (isSystemError(error)) return [];
    throw error;
  }
}

/** The user that `text` (`user`, `user:group`, names or numbers, empty for root) means. Throws `EngineError` with runc's sentence. */
export function resolveUser(files: FileCalls, text: string, groupAdd: readonly string[]): ContainerUser {
  const passwd = table(files, '/etc/passwd');
  const groups = table(files, '/etc/group');
  const [user = '', group] = text.split(':');
  const isNumber = (value: string) => /^\d+$/.test(value);
  const row = user === '' ? passwd.find((fields) => fields[2] === '0') : (passwd.find((fields) => fields[0] === user) ?? (isNumber(user) ? passwd.find((fields) => fields[2] === user) : undefined));
  if (!row && user !== '' && !isNumber(user)) throw new EngineError('invalid parameter', `unable to find user ${user}: no matching entries in passwd file`);
  const uid = row ? Number(row[2]) : Number(user || 0);
  const findGroup = (name: string) => groups.find((fields) => fields[0] === name) ?? (isNumber(name) ? ['', '', name] : undefined);
  let gid = row ? Number(row[3]) : 0;
  if (group !== undefined && group !== '') {
    const found = findGroup(group);
    if (!found) throw new EngineError('invalid parameter', `unable to find group ${group}: no matching entries in group file`);
    gid = Number(found[2]);
  }
  const memberships = row && group === undefined ? groups.filter((fields) => fields[3]?.split(',').includes(row[0] ?? '')).map((fields) => Number(fields[2])) : [];
  const added = groupAdd.map((name) => {
    const found = findGroup(name);
    if (!found) throw new EngineError('invalid parameter', `Unable to find group ${name}: no matching entries in group file`);
    return Number(found[2]);
  });
  return { credentials: { uid, gid, groups: [...new Set([gid, ...memberships, ...added])] }, home: row?.[5] || '/' };
}
