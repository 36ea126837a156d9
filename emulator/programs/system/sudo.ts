import { isSystemError } from '../../kernel/errno';
import type { Process, Program } from '../../process/types';
import { Accounts, type Account } from '../command-line/accounts';
import { findExecutable } from '../command-line/find-executable';
import { OptionError, parseOptions } from '../command-line/options';

const options = {
  user: 'u,user=',
  group: 'g,group=',
  login: 'i,login',
  shell: 's,shell',
  keep: 'E,preserve-env[=]',
  nonInteractive: 'n,non-interactive',
  list: 'l,list',
  home: 'H,set-home',
  stdin: 'S,stdin',
  background: 'b,background',
  kill: 'k,reset-timestamp',
  validate: 'v,validate',
  version: 'V,version',
  help: 'h,help',
} as const;

const usage = `usage: sudo -h | -K | -k | -V
usage: sudo -v [-ABkNnS] [-g group] [-h host] [-p prompt] [-u user]
usage: sudo -l [-ABkNnS] [-g group] [-h host] [-p prompt] [-U user]
            [-u user] [command [arg ...]]
usage: sudo [-ABbEHkNnPS] [-C num] [-D directory]
            [-g group] [-h host] [-p prompt] [-R directory] [-T timeout]
            [-u user] [VAR=value] [-i | -s] [command [arg ...]]
usage: sudo -e [-ABkNnS] [-C num] [-D directory]
            [-g group] [-h host] [-p prompt] [-R directory] [-T timeout]
            [-u user] file ...
`;

const securePath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/snap/bin';

/** Variables that survive sudo's env_reset. */
const kept = ['TERM', 'LANG', 'LC_ALL', 'LS_COLORS', 'COLORTERM', 'DISPLAY', 'TZ', 'DRYDOCK_MARKS'];

/** `sudo`: who is root or in the group sudo may run anything as anybody, without a password, as /etc/sudoers of this host says. */
export const sudo: Program = async (process: Process): Promise<number> => {
  const complain = async (text: string) => {
    await process.write(2, text);
    return 1;
  };
  if (process.credentials.uid !== 0) return await complain('sudo: /usr/bin/sudo must be owned by uid 0 and have the setuid bit set\n');
  let given;
  try {
    given = parseOptions(process.argv.slice(1), options, { stopAtOperand: true });
  } catch (error) {
    if (!(error instanceof OptionError)) throw error;
    return await complain(`sudo: ${error.message}\n${usage}`);
  }
  if (given.has('version')) {
    await process.write(1, 'Sudo version 1.9.15p5\n');
    return 0;
  }
  if (given.has('help')) {
    await process.write(1, usage);
    return 0;
  }
  const accounts = new Accounts(process.files);
  const caller = accounts.users.find((user) => user.uid === process.realUser);
  if (!caller) return await complain(`sudo: you do not exist in the passwd database\n`);
  const allowed = caller.uid === 0 || accounts.groups.some((group) => group.name === 'sudo' && group.members.includes(caller.name));
  if (!allowed) return await complain(`${caller.name} is not in the sudoers file.\n`);
  if (given.has('kill') || given.has('validate')) return 0;
  const target = accounts.findUser((given.value('user') ?? 'root').replace(/^#/, ''));
  if (!target) return await complain(`sudo: unknown user ${given.value('user')}\nsudo: error initializing audit plugin sudoers_audit\n`);
  if (given.has('list')) {
    await process.write(1, `User ${caller.name} may run the following commands on ${process.namespaces.uts.hostname}:\n    (ALL : ALL) NOPASSWD: ALL\n`);
    return 0;
  }
  const words = [...given.operands];
  const env = environmentFor(process, caller, target, given.has('keep'));
  while (/^[A-Za-z_]\w*=/.test(words[0] ?? '')) {
    const word = words.shift() ?? '';
    env.set(word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1));
  }
  if (words.length === 0 && !given.has('login') && !given.has('shell')) return await complain(usage);
  const cwd = process.cwd;
  const group = given.value('group');
  const gid = group === undefined ? target.gid : (accounts.findGroup(group)?.gid ?? target.gid);
  process.setCredentials({ uid: target.uid, gid, groups: accounts.groupsOf(target) });
  if (given.has('login')) {
    if (process.files.exists(target.home)) process.changeDirectory(target.home);
    const command = words.length > 0 ? ['-c', words.map(quote).join(' ')] : [];
    return await become(process, target.shell, [`-${target.shell.split('/').at(-1)}`, ...command], env.set('PWD', target.home), target.shell);
  }
  if (given.has('shell')) {
    const shell = process.env.get('SHELL') ?? target.shell;
    const command = words.length > 0 ? ['-c', words.map(quote).join(' ')] : [];
    return await become(process, shell, [shell.split('/').at(-1) ?? shell, ...command], env.set('PWD', cwd), shell);
  }
  const [name = ''] = words;
  const path = findExecutable(process, name, env.get('PATH'));
  if (path === undefined) return await complain(`sudo: ${name}: command not found\n`);
  return await become(process, path, words, env.set('PWD', cwd), name);
};

const quote = (word: string) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`);

async function become(process: Process, path: string, words: readonly string[], env: ReadonlyMap<string, string>, name: string): Promise<number> {
  try {
    return await process.execute(path, words, env);
  } catch (error) {
    if (!isSystemError(error) || (error.path !== undefined && error.path !== path)) throw error;
    await process.write(2, error.errno === 'ENOENT' || error.errno === 'EACCES' ? `sudo: ${name}: command not found\n` : `sudo: unable to execute ${path}: ${error.message}\n`);
    return 1;
  }
}

function environmentFor(process: Process, caller: Account, target: Account, keepAll: boolean): Map<string, string> {
  const env = new Map(keepAll ? process.env : [...process.env].filter(([name]) => kept.includes(name)));
  env.set('HOME', target.home).set('LOGNAME', target.name).set('USER', target.name).set('SHELL', target.shell).set('PATH', securePath).set('MAIL', `/var/mail/${target.name}`);
  env.set('SUDO_USER', caller.name).set('SUDO_UID', String(caller.uid)).set('SUDO_GID', String(caller.gid)).set('SUDO_COMMAND', process.argv.slice(1).join(' '));
  return env;
}
