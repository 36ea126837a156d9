import { isSystemError } from '../../kernel/errno';
import type { Program } from '../../process/types';
import { Accounts } from '../command-line/accounts';
import { findExecutable } from '../command-line/find-executable';

/** `gosu user[:group] command`: becomes another user and then the command, in the same process. */
export const gosu: Program = async (process) => {
  const [, who = '', ...words] = process.argv;
  if (words.length === 0) {
    await process.write(2, 'Usage: gosu user-spec command [args]\n   eg: gosu tianon bash\n       gosu nobody:root bash -c \'whoami && id\'\n       gosu 1000:1 id\n');
    return 1;
  }
  const [userName = '', groupName] = who.split(':');
  const accounts = new Accounts(process.files);
  const user = accounts.users.find(({ name, uid }) => name === userName || String(uid) === userName);
  const uid = user?.uid ?? Number(userName);
  const group = accounts.groups.find(({ name, gid }) => name === groupName || String(gid) === groupName);
  const gid = group?.gid ?? (groupName === undefined ? (user?.gid ?? 0) : Number(groupName));
  if (Number.isNaN(uid) || Number.isNaN(gid)) {
    await process.write(2, `error: failed switching to "${who}": unable to find ${Number.isNaN(uid) ? `user ${userName}` : `group ${groupName}`}: no matching entries in ${Number.isNaN(uid) ? 'passwd' : 'group'} file\n`);
    return 1;
  }
  const groups = accounts.groups.filter(({ members }) => user !== undefined && members.includes(user.name)).map((one) => one.gid);
  try {
    process.setCredentials({ uid, gid, groups: [gid, ...groups] });
    if (user) process.env.set('HOME', user.home);
    const path = findExecutable(process, words[0] ?? '', process.env.get('PATH'));
    if (path !== undefined) return await process.execute(path, words, process.env);
    await process.write(2, `error: exec: "${words[0]}": executable file not found in $PATH\n`);
  } catch (error) {
    if (!isSystemError(error)) throw error;
    await process.write(2, `error: failed switching to "${who}": ${error.message.toLowerCase()}\n`);
  }
  return 1;
};
