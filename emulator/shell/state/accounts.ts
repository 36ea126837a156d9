import { isSystemError } from '../../kernel/errno';
import type { FileCalls } from '../../vfs/types';

export interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
  readonly home: string;
  readonly shell: string;
}

/** The users of /etc/passwd; none when there is no such file (as in an image from scratch). */
export function readAccounts(files: FileCalls): Account[] {
  let text: string;
  try {
    text = files.readText('/etc/passwd');
  } catch (error) {
    if (isSystemError(error)) return [];
    throw error;
  }
  return text
    .split('\n')
    .map((line) => line.split(':'))
    .filter((fields) => fields.length >= 7)
    .map(([name = '', , uid, gid, , home = '', shell = '']) => ({ name, uid: Number(uid), gid: Number(gid), home, shell }));
}
