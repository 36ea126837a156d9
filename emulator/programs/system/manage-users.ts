import type { Process, Program } from '../../process/types';
import { createTool, UsageError } from '../command-line/tool';
import { AccountFiles } from './account-files';

const named = /^[a-z_][a-z0-9_-]*\$?$/i;

/** Says that only root may write `/etc/passwd` or `/etc/group`. */
const locked = (name: string, file: string) => `${name}: Permission denied.\n${name}: cannot lock ${file}; try again later.\n`;

async function deny(process: Process, name: string, file: string): Promise<boolean> {
  if (process.credentials.uid === 0) return false;
  await process.write(2, locked(name, file));
  return true;
}

/** `useradd` */
export const useradd: Program = createTool({
  name: 'useradd',
  options: { home: 'd,home-dir=', makeHome: 'm,create-home', noHome: 'M,no-create-home', shell: 's,shell=', uid: 'u,uid=', group: 'g,gid=', groups: 'G,groups=', comment: 'c,comment=', system: 'r,system', userGroup: 'U,user-group', noGroup: 'N,no-user-group', password: 'p,password=', noLog: 'l,no-log-init', duplicate: 'o,non-unique', key: 'K,key=' },
  help: 'Usage: useradd [options] LOGIN\n\nOptions:\n  -c, --comment COMMENT         GECOS field of the new account\n  -d, --home-dir HOME_DIR       home directory of the new account\n  -g, --gid GROUP               name or ID of the primary group of the new\n                                account\n  -G, --groups GROUPS           list of supplementary groups of the new\n                                account\n  -m, --create-home             create the user\'s home directory\n  -M, --no-create-home          do not create the user\'s home directory\n  -N, --no-user-group           do not create a group with the same name as\n                                the user\n  -r, --system                  create a system account\n  -s, --shell SHELL             login shell of the new account\n  -u, --uid UID                 user ID of the new account\n  -U, --user-group              create a group with the same name as the user\n\n',
  usageCode: 2,
  async run({ process, options, operands }) {
    const [name] = operands;
    if (name === undefined) throw new UsageError('missing LOGIN');
    if (await deny(process, 'useradd', '/etc/passwd')) return 1;
    const files = new AccountFiles(process.files);
    const { accounts } = files;
    const fail = async (text: string, code: number) => {
      await process.write(2, `useradd: ${text}\n`);
      return code;
    };
    if (!named.test(name)) return await fail(`invalid user name '${name}': use --badname to ignore`, 3);
    if (accounts.users.some((user) => user.name === name)) return await fail(`user '${name}' already exists`, 9);
    const group = options.value('group');
    const found = group === undefined ? undefined : accounts.findGroup(group);
    if (group !== undefined && !found) return await fail(`group '${group}' does not exist`, 6);
    const others = (options.value('groups') ?? '').split(',').filter((one) => one !== '');
    for (const one of others) if (!accounts.findGroup(one)) return await fail(`group '${one}' does not exist`, 6);
    const system = options.has('system');
    const given = options.value('uid');
    const uid = given === undefined ? files.freeNumber(system ? 999 : 1000, system, found !== undefined) : Number(given);
    if (given !== undefined && accounts.users.some((user) => user.uid === uid) && !options.has('duplicate')) return await fail(`UID ${uid} is not unique`, 4);
    let gid = found?.gid ?? 100;
    if (!found && !options.has('noGroup')) {
      if (accounts.findGroup(name)) return await fail(`group ${name} exists - if you want to add this user to that group, use -g.`, 9);
      gid = accounts.groups.some((one) => one.gid === uid) ? files.freeNumber(system ? 999 : 1000, system) : uid;
      files.addGroup(name, gid);
    }
    const home = options.value('home') ?? `/home/${name}`;
    files.addUser({ name, uid, gid, comment: options.value('comment') ?? '', home, shell: options.value('shell') ?? '/bin/sh' }, options.value('password'));
    files.changeGroups((members, one) => (others.includes(one) ? [...members, name] : members));
    if (options.has('makeHome')) files.makeHome(home, uid, gid);
    return 0;
  },
});

/** `usermod` */
export const usermod: Program = createTool({
  name: 'usermod',
  options: { append: 'a,append', groups: 'G,groups=', group: 'g,gid=', home: 'd,home=', move: 'm,move-home', shell: 's,shell=', login: 'l,login=', comment: 'c,comment=', uid: 'u,uid=', lock: 'L,lock', unlock: 'U,unlock', remove: 'r,remove', password: 'p,password=' },
  help: "Usage: usermod [options] LOGIN\n\nOptions:\n  -a, --append                  append the user to the supplemental GROUPS\n                                mentioned by the -G option without removing\n                                the user from other groups\n  -d, --home HOME_DIR           new home directory for the user account\n  -g, --gid GROUP               force use GROUP as new primary group\n  -G, --groups GROUPS           new list of supplementary GROUPS\n  -s, --shell SHELL             new login shell for the user account\n  -u, --uid UID                 new UID for the user account\n\n",
  usageCode: 2,
  async run({ process, options, operands }) {
    const [name] = operands;
    if (name === undefined) throw new UsageError('missing LOGIN');
    const files = new AccountFiles(process.files);
    const { accounts } = files;
    const user = accounts.users.find((one) => one.name === name);
    if (!user) {
      await process.write(2, `usermod: user '${name}' does not exist\n`);
      return 6;
    }
    const wanted = options.value('groups')?.split(',').filter((one) => one !== '');
    for (const one of [...(wanted ?? []), ...options.values('group')]) {
      if (accounts.findGroup(one)) continue;
      await process.write(2, `usermod: group '${one}' does not exist\n`);
      return 6;
    }
    if (await deny(process, 'usermod', '/etc/passwd')) return 1;
    if (wanted) {
      const targets = new Set(wanted.map((one) => accounts.findGroup(one)?.name));
      files.changeGroups((members, group) => (targets.has(group) ? (options.has('remove') ? members.filter((member) => member !== name) : [...members, name]) : options.has('append') || options.has('remove') ? members : members.filter((member) => member !== name)));
    }
    const group = options.value('group');
    const fields: Record<number, string> = {};
    const set = (index: number, value: string | undefined) => {
      if (value !== undefined) fields[index] = value;
    };
    set(2, options.value('uid'));
    set(3, group === undefined ? undefined : String(accounts.findGroup(group)?.gid));
    set(4, options.value('comment'));
    set(5, options.value('home'));
    set(6, options.value('shell'));
    set(0, options.value('login'));
    files.changeUser(name, fields);
    const home = options.value('home');
    if (home !== undefined && options.has('move') && process.files.exists(user.home) && !process.files.exists(home)) process.files.rename(user.home, home);
    return 0;
  },
});

/** `userdel` */
export const userdel: Program = createTool({
  name: 'userdel',
  options: { remove: 'r,remove', force: 'f,force' },
  help: 'Usage: userdel [options] LOGIN\n\nOptions:\n  -f, --force                   force some actions that would fail otherwise\n  -h, --help                    display this help message and exit\n  -r, --remove                  remove home directory and mail spool\n\n',
  usageCode: 2,
  async run({ process, options, operands: [name = ''] }) {
    const files = new AccountFiles(process.files);
    const user = files.accounts.users.find((one) => one.name === name);
    if (!user) {
      await process.write(2, `userdel: user '${name}' does not exist\n`);
      return 6;
    }
    if (await deny(process, 'userdel', '/etc/passwd')) return 1;
    files.removeUser(name);
    const own = files.accounts.groups.find((group) => group.name === name && group.gid === user.gid);
    if (own && !files.accounts.users.some((one) => one.gid === own.gid)) files.removeGroup(name);
    if (options.has('remove')) process.files.removeTree(user.home);
    return 0;
  },
});

/** `groupadd` and `groupdel` */
export const groupadd: Program = createTool({
  name: 'groupadd',
  options: { gid: 'g,gid=', system: 'r,system', force: 'f,force', duplicate: 'o,non-unique' },
  help: 'Usage: groupadd [options] GROUP\n\nOptions:\n  -f, --force                   exit successfully if the group already exists\n  -g, --gid GID                 use GID for the new group\n  -r, --system                  create a system account\n\n',
  usageCode: 2,
  async run({ process, options, operands: [name] }) {
    if (name === undefined) throw new UsageError('missing GROUP');
    if (await deny(process, 'groupadd', '/etc/group')) return 10;
    const files = new AccountFiles(process.files);
    if (files.accounts.groups.some((group) => group.name === name)) {
      if (options.has('force')) return 0;
      await process.write(2, `groupadd: group '${name}' already exists\n`);
      return 9;
    }
    const given = options.value('gid');
    if (given !== undefined && files.accounts.groups.some((group) => String(group.gid) === given) && !options.has('duplicate')) {
      await process.write(2, `groupadd: GID '${given}' already exists\n`);
      return 4;
    }
    files.addGroup(name, given === undefined ? files.freeNumber(options.has('system') ? 999 : 1000, options.has('system')) : Number(given));
    return 0;
  },
});
export const groupdel: Program = createTool({
  name: 'groupdel',
  options: { force: 'f,force' },
  help: 'Usage: groupdel [options] GROUP\n\n',
  usageCode: 2,
  async run({ process, operands: [name = ''] }) {
    const files = new AccountFiles(process.files);
    const group = files.accounts.groups.find((one) => one.name === name);
    const user = files.accounts.users.find((one) => one.gid === group?.gid);
    if (!group || user) {
      await process.write(2, group ? `groupdel: cannot remove the primary group of user '${user?.name}'\n` : `groupdel: group '${name}' does not exist\n`);
      return group ? 8 : 6;
    }
    if (await deny(process, 'groupdel', '/etc/group')) return 10;
    files.removeGroup(name);
    return 0;
  },
});
