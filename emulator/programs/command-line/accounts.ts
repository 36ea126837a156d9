import { isSystemError } from '../../kernel/errno';
import type { FileCalls } from '../../vfs/types';

/** A line of /etc/passwd. */
export interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
  readonly comment: string;
  readonly home: string;
  readonly shell: string;
}

/** A line of /etc/group. */
export interface Group {
  readonly name: string;
  readonly gid: number;
  readonly members: readonly string[];
}

/** The users and groups of a system, read from its /etc when asked; a missing or unreadable file is an empty one, as in glibc. */
export class Accounts {
  readonly users: readonly Account[];
  readonly groups: readonly Group[];
  private readonly userNames: ReadonlyMap<number, string>;
  private readonly groupNames: ReadonlyMap<number, string>;

  constructor(files: FileCalls) {
    this.users = readTable(files, '/etc/passwd').map((field) => ({
      name: field[0] ?? '',
      uid: Number(field[2]),
      gid: Number(field[3]),
      comment: field[4] ?? '',
      home: field[5] ?? '/',
      shell: field[6] ?? '/bin/sh',
    }));
    this.groups = readTable(files, '/etc/group').map((field) => ({
      name: field[0] ?? '',
      gid: Number(field[2]),
      members: (field[3] ?? '').split(',').filter((name) => name !== ''),
    }));
    this.userNames = new Map(this.users.map((user): [number, string] => [user.uid, user.name]).reverse());
    this.groupNames = new Map(this.groups.map((group): [number, string] => [group.gid, group.name]).reverse());
  }

  /** The name of a user, or the number as text. */
  userName(uid: number): string {
    return this.userNames.get(uid) ?? String(uid);
  }
  groupName(gid: number): string {
    return this.groupNames.get(gid) ?? String(gid);
  }
  /** The user that `text` (a name, or a number) means. */
  findUser(text: string): Account | undefined {
    return this.users.find((user) => user.name === text) ?? this.users.find((user) => String(user.uid) === text);
  }
  findGroup(text: string): Group | undefined {
    return this.groups.find((group) => group.name === text) ?? this.groups.find((group) => String(group.gid) === text);
  }
  /** Numbers of all groups of a user, the primary one first. */
  groupsOf(user: Account): number[] {
    return [user.gid, ...this.groups.filter((group) => group.members.includes(user.name) && group.gid !== user.gid).map((group) => group.gid)];
  }
}

function readTable(files: FileCalls, path: string): string[][] {
  try {
    return files
      .readText(path)
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => line.split(':'));
  } catch (error) {
    if (isSystemError(error)) return [];
    throw error;
  }
}
