import type { Process, Program } from '../../process/types';
import { Accounts } from '../command-line/accounts';
import { checkPassword } from '../command-line/password-hash';
import { readSecret } from '../command-line/read-secret';
import { AccountFiles } from './account-files';

/** Asks for the password of `name` unless it has an empty one; whether it was right. */
async function authenticate(process: Process, name: string): Promise<boolean> {
  if (process.credentials.uid !== 0) return false; // it is not set-user-id here and cannot look
  const hash = new AccountFiles(process.files).shadowOf(name)?.[1] ?? '!';
  if (hash === '') return true;
  const password = await readSecret(process, 'Password: ');
  return password !== undefined && (await checkPassword(process, password, hash));
}

/** `su`: root becomes anybody, others who know the password (on a fresh host nobody has one, so none is right). */
export const su: Program = async (process: Process): Promise<number> => {
  const words = process.argv.slice(1);
  let login = false;
  let command: string | undefined;
  let shell: string | undefined;
  const operands: string[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    if (word === '-' || word === '-l' || word === '--login') login = true;
    else if (word === '-c' || word === '--command') command = words[++at];
    else if (word === '-s' || word === '--shell') shell = words[++at];
    else if (word.startsWith('-') && word !== '-') {
      await process.write(2, `su: invalid option -- '${word.replace(/^-+/, '')}'\nTry 'su --help' for more information.\n`);
      return 1;
    } else operands.push(word);
  }
  const name = operands[0] ?? 'root';
  const accounts = new Accounts(process.files);
  const target = accounts.users.find((user) => user.name === name);
  if (!target) {
    await process.write(2, `su: user ${name} does not exist or the user entry does not contain all the required fields\n`);
    return 1;
  }
  if (process.realUser !== 0 && !(await authenticate(process, name))) {
    await process.write(2, 'su: Authentication failure\n');
    return 1;
  }
  const env = login ? new Map([['TERM', process.env.get('TERM') ?? 'dumb'], ['PATH', process.env.get('PATH') ?? '/usr/bin:/bin']]) : new Map(process.env);
  env.set('HOME', target.home).set('SHELL', target.shell).set('USER', target.name).set('LOGNAME', target.name);
  const program = shell ?? target.shell;
  process.setCredentials({ uid: target.uid, gid: target.gid, groups: accounts.groupsOf(target) });
  if (login && process.files.exists(target.home)) {
    process.changeDirectory(target.home);
    env.set('PWD', target.home);
  }
  const base = program.split('/').at(-1) ?? program;
  return await process.execute(program, [login ? `-${base}` : base, ...(command === undefined ? [] : ['-c', command]), ...operands.slice(1)], env);
};

/** `nologin`: what accounts of services have as a shell. */
export const nologin: Program = async (process) => {
  await process.write(1, 'This account is currently not available.\n');
  return 1;
};
