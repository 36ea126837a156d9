import type { Process } from '../../process/types';
import { Accounts, type Account } from '../command-line/accounts';
import { checkPassword, hashPassword } from '../command-line/password-hash';
import { OptionError, parseOptions, type ParsedOptions } from '../command-line/options';
import { readSecret } from '../command-line/read-secret';
import { AccountFiles } from './account-files';

const options = {
  all: 'a,all',
  delete: 'd,delete',
  expire: 'e,expire',
  help: 'h,help',
  keep: 'k,keep-tokens',
  inactive: 'i,inactive=',
  lock: 'l,lock',
  minimum: 'n,mindays=',
  quiet: 'q,quiet',
  repository: 'r,repository=',
  root: 'R,root=',
  status: 'S,status',
  unlock: 'u,unlock',
  warn: 'w,warndays=',
  maximum: 'x,maxdays=',
} as const;
type Given = ParsedOptions<keyof typeof options>;

const usage = `Usage: passwd [options] [LOGIN]

Options:
  -a, --all                     report password status on all accounts
  -d, --delete                  delete the password for the named account
  -e, --expire                  force expire the password for the named account
  -h, --help                    display this help message and exit
  -k, --keep-tokens             change password only if expired
  -i, --inactive INACTIVE       set password inactive after expiration
                                to INACTIVE
  -l, --lock                    lock the password of the named account
  -n, --mindays MIN_DAYS        set minimum number of days before password
                                change to MIN_DAYS
  -q, --quiet                   quiet mode
  -r, --repository REPOSITORY   change password in REPOSITORY repository
  -R, --root CHROOT_DIR         directory to chroot into
  -S, --status                  report password status on the named account
  -u, --unlock                  unlock the password of the named account
  -w, --warndays WARN_DAYS      set expiration warning days to WARN_DAYS
  -x, --maxdays MAX_DAYS        set maximum number of days before password
                                change to MAX_DAYS

`;

const day = 86_400_000;
/** Fields of a line of /etc/shadow. */
const field = { password: 1, changed: 2, minimum: 3, maximum: 4, warn: 5, inactive: 6 } as const;
/** What PAM asks of passwords that users choose themselves. */
const shortest = 6;

/** `passwd`: changes and shows what /etc/shadow says of a password. Users change their own, knowing the old one. */
export async function passwd(process: Process): Promise<number> {
  let given: Given;
  try {
    given = parseOptions(process.argv.slice(1), options);
  } catch (error) {
    if (!(error instanceof OptionError)) throw error;
    await process.write(2, `passwd: ${error.message}\n${usage}`);
    return 6;
  }
  if (given.has('help')) {
    await process.write(1, usage);
    return 0;
  }
  const accounts = new Accounts(process.files);
  const caller = accounts.users.find((user) => user.uid === process.realUser);
  const [name = caller?.name ?? '', extra] = given.operands;
  const changes = given.given.some(({ key }) => !['all', 'status', 'quiet', 'keep', 'root', 'repository'].includes(key));
  if (extra !== undefined || (given.has('all') && (!given.has('status') || given.operands.length > 0)) || (given.has('status') && changes)) {
    await process.write(2, usage);
    return 2;
  }
  const say = async (text: string, code: number) => {
    await process.write(2, `passwd: ${text}\n`);
    return code;
  };
  const isRoot = process.realUser === 0;
  const user = accounts.users.find((one) => one.name === name);
  if (given.has('all')) {
    if (!isRoot) return await say('Permission denied.', 1);
    for (const one of accounts.users) await process.write(1, statusLine(process, one.name));
    return 0;
  }
  if (!user) return await say(`user '${name}' does not exist`, 1);
  if (changes && !isRoot) return await say('Permission denied.', 1);
  if (!isRoot && user.uid !== process.realUser) return await say(`You may not view or modify password information for ${name}.`, 1);
  if (given.has('status')) {
    await process.write(1, statusLine(process, name));
    return 0;
  }
  if (changes) return await changeFields(process, given, name);
  return await changePassword(process, user, isRoot, given.has('quiet'));
}

/** `learner P 2025-08-01 0 99999 7 -1`. */
function statusLine(process: Process, name: string): string {
  const fields = new AccountFiles(process.files).shadowOf(name);
  if (!fields) return `${name} NP\n`;
  const password = fields[field.password] ?? '';
  const state = password === '' ? 'NP' : /^[!*]/.test(password) ? 'L' : 'P';
  const changed = fields[field.changed];
  const date = changed ? new Date(Number(changed) * day).toISOString().slice(0, 10) : 'never';
  const number = (index: number) => fields[index] || '-1';
  return `${name} ${state} ${date} ${number(field.minimum)} ${number(field.maximum)} ${number(field.warn)} ${number(field.inactive)}\n`;
}

async function changeFields(process: Process, given: Given, name: string): Promise<number> {
  const files = new AccountFiles(process.files);
  const password = files.shadowOf(name)?.[field.password] ?? '!';
  const fields: Record<number, string> = {};
  for (const key of ['minimum', 'maximum', 'warn', 'inactive'] as const) {
    const value = given.value(key);
    if (value === undefined) continue;
    if (!/^-?\d+$/.test(value) || Number(value) < -1) {
      await process.write(2, `passwd: invalid numeric argument '${value}'\n`);
      return 3;
    }
    fields[field[key]] = value === '-1' ? '' : value;
  }
  if (given.has('expire')) fields[field.changed] = '0';
  if (given.has('delete')) fields[field.password] = '';
  if (given.has('lock') && !password.startsWith('!')) fields[field.password] = `!${password}`;
  if (given.has('unlock') && password.startsWith('!')) {
    if (password === '!' || password === '!*') {
      await process.write(2, 'passwd: unlocking the password would result in a passwordless account.\nYou should set a password with usermod -p to unlock the password of this account.\n');
      return 3;
    }
    fields[field.password] = password.slice(1);
  }
  files.changeShadow(name, fields);
  if (!given.has('quiet')) await process.write(1, 'passwd: password changed.\n');
  return 0;
}

async function changePassword(process: Process, user: Account, isRoot: boolean, quiet: boolean): Promise<number> {
  const files = new AccountFiles(process.files);
  const old = files.shadowOf(user.name)?.[field.password] ?? '!';
  const fail = async (text = '') => {
    await process.write(2, `${text}passwd: Authentication token manipulation error\npasswd: password unchanged\n`);
    return 10;
  };
  if (!isRoot && !quiet) await process.write(1, `Changing password for ${user.name}.\n`);
  if (!isRoot && old !== '') {
    const current = await readSecret(process, 'Current password: ');
    if (current === undefined || !(await checkPassword(process, current, old))) return await fail();
  }
  for (let tries = 0; tries < 3; tries++) {
    const first = await readSecret(process, 'New password: ');
    if (first === undefined || first === '') {
      await process.write(2, 'No password has been supplied.\n');
      continue;
    }
    const second = await readSecret(process, 'Retype new password: ');
    if (second !== first) return await fail('Sorry, passwords do not match.\n');
    const weakness = isRoot ? undefined : first.length < shortest ? 'You must choose a longer password.' : (await checkPassword(process, first, old)) ? 'The password has not been changed.' : undefined;
    if (weakness !== undefined) {
      await process.write(2, `${weakness}\n`);
      continue;
    }
    files.changeShadow(user.name, { [field.password]: await hashPassword(process, first), [field.changed]: String(Math.floor(process.system.clock.now() / day)) });
    await process.write(2, 'passwd: password updated successfully\n');
    return 0;
  }
  return await fail();
}
