import type { FileCalls } from '../../vfs/types';
import { Accounts } from '../command-line/accounts';

/** The lines of /etc/passwd, /etc/group and /etc/shadow, changed and written back. */
export class AccountFiles {
  constructor(private readonly files: FileCalls) {}

  private lines(path: string): string[] {
    return this.files.exists(path) ? this.files.readText(path).split('\n').filter((line) => line !== '') : [];
  }
  private write(path: string, lines: readonly string[], mode: number): void {
    const isNew = !this.files.exists(path);
    this.files.writeFile(path, lines.map((line) => `${line}\n`).join(''), { mode });
    if (isNew) this.files.changeMode(path, mode);
  }
  get accounts(): Accounts {
    return new Accounts(this.files);
  }
  /** The first free number from `from` on, among users and (unless `usersOnly`) groups. */
  freeNumber(from: number, downwards = false, usersOnly = false): number {
    const { users, groups } = this.accounts;
    const taken = new Set([...users.map((user) => user.uid), ...(usersOnly ? [] : groups.map((group) => group.gid))]);
    let number = from;
    while (taken.has(number)) number += downwards ? -1 : 1;
    return number;
  }
  addUser(user: { name: string; uid: number; gid: number; comment: string; home: string; shell: string }, password = '!'): void {
    this.write('/etc/passwd', [...this.lines('/etc/passwd'), `${user.name}:x:${user.uid}:${user.gid}:${user.comment}:${user.home}:${user.shell}`], 0o644);
    this.write('/etc/shadow', [...this.lines('/etc/shadow'), `${user.name}:${password}:20300:0:99999:7:::`], 0o640);
  }
  addGroup(name: string, gid: number): void {
    this.write('/etc/group', [...this.lines('/etc/group'), `${name}:x:${gid}:`], 0o644);
  }
  removeUser(name: string): void {
    for (const [path, mode] of [['/etc/passwd', 0o644], ['/etc/shadow', 0o640]] as const) this.write(path, this.lines(path).filter((line) => line.split(':')[0] !== name), mode);
    this.changeGroups((members) => members.filter((member) => member !== name));
  }
  removeGroup(name: string): void {
    this.write('/etc/group', this.lines('/etc/group').filter((line) => line.split(':')[0] !== name), 0o644);
  }
  /** Gives every group the members that `change` makes of those it has. */
  changeGroups(change: (members: string[], group: string) => string[]): void {
    const lines = this.lines('/etc/group').map((line) => {
      const [name = '', password = 'x', gid = '', members = ''] = line.split(':');
      return [name, password, gid, [...new Set(change(members.split(',').filter((one) => one !== ''), name))].join(',')].join(':');
    });
    this.write('/etc/group', lines, 0o644);
  }
  /** Changes fields of a user's line, by their place. */
  changeUser(name: string, fields: Readonly<Record<number, string>>): void {
    this.write('/etc/passwd', this.lines('/etc/passwd').map((line) => (line.split(':')[0] === name ? line.split(':').map((old, index) => fields[index] ?? old).join(':') : line)), 0o644);
  }
  /** The fields of a user's line in /etc/shadow. */
  shadowOf(name: string): string[] | undefined {
    return this.lines('/etc/shadow').map((line) => line.split(':')).find(([user]) => user === name);
  }
  /** Changes fields of a user's line in /etc/shadow, by their place; makes the line where there is none. */
  changeShadow(name: string, fields: Readonly<Record<number, string>>): void {
    const lines = this.lines('/etc/shadow');
    if (!this.shadowOf(name)) lines.push(`${name}:!:::::::`);
    this.write('/etc/shadow', lines.map((line) => (line.split(':')[0] === name ? line.split(':').map((old, index) => fields[index] ?? old).join(':') : line)), 0o640);
  }
  /** Makes a home directory out of /etc/skel. */
  makeHome(home: string, uid: number, gid: number): void {
    if (this.files.exists(home)) return;
    this.files.makeDirectory(home, { parents: true });
    if (this.files.exists('/etc/skel')) {
      for (const { name } of this.files.readDirectory('/etc/skel')) {
        this.files.copyTree(`/etc/skel/${name}`, `${home}/${name}`);
        this.files.changeOwner(`${home}/${name}`, uid, gid);
      }
    }
    this.files.changeOwner(home, uid, gid);
    this.files.changeMode(home, 0o750);
  }
}
