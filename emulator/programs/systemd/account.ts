import type { Credentials, FileCalls } from '../../vfs/types';

/** The credentials of a user by /etc/passwd and /etc/group; undefined when there is no such user. */
export function readAccount(files: FileCalls, name: string): Credentials | undefined {
  const row = files
    .readText('/etc/passwd')
    .split('\n')
    .map((line) => line.split(':'))
    .find((fields) => fields[0] === name);
  if (!row) return undefined;
  const gid = Number(row[3]);
  const groups = files
    .readText('/etc/group')
    .split('\n')
    .map((line) => line.split(':'))
    .filter((fields) => fields[3]?.split(',').includes(name))
    .map((fields) => Number(fields[2]));
  return { uid: Number(row[2]), gid, groups: [...new Set([gid, ...groups])] };
}
