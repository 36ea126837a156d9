import type { Credentials, FileCalls } from '../vfs/types';

/** A user of the host, as a login needs it. */
export interface HostAccount {
  readonly name: string;
  readonly home: string;
  readonly shell: string;
  readonly credentials: Credentials;
}

/** The user of that name by /etc/passwd and /etc/group. Throws an Error when there is none. */
export function findAccount(files: FileCalls, name: string): HostAccount {
  const rows = (path: string) =>
    files
      .readText(path)
      .split('\n')
      .map((line) => line.split(':'));
  const row = rows('/etc/passwd').find((fields) => fields[0] === name);
  if (!row) throw new Error(`unknown user ${name}`);
  const gid = Number(row[3]);
  const groups = rows('/etc/group')
    .filter((fields) => fields[3]?.split(',').includes(name))
    .map((fields) => Number(fields[2]));
  return { name, home: row[5] ?? '/', shell: row[6] ?? '/bin/sh', credentials: { uid: Number(row[2]), gid, groups: [...new Set([gid, ...groups])] } };
}
