/** Who is here, and what the account files say: logname, users, who, w, getent, dmesg. */
import { formatDate } from '../command-line/date-format';
import { Accounts } from '../command-line/accounts';
import { isSystemError } from '../../kernel/errno';
import type { Process, ProcessInfo, Program } from '../../process/types';
import { uptimeLine } from './memory';

/** Login sessions: the leader of each session that has a terminal. */
function sessions(process: Process): ProcessInfo[] {
  return process.list().filter((row) => row.terminal !== undefined && row.session === row.pid);
}

/** `logname`. */
export const logname: Program = async (process) => {
  const own = process.list().find((row) => row.pid === process.session);
  if (own?.terminal === undefined) {
    await process.write(2, 'logname: no login name\n');
    return 1;
  }
  await process.write(1, `${new Accounts(process.files).userName(own.credentials.uid)}\n`);
  return 0;
};

/** `users`. */
export const users: Program = async (process) => {
  const accounts = new Accounts(process.files);
  const names = sessions(process).map((row) => accounts.userName(row.credentials.uid)).sort();
  if (names.length > 0) await process.write(1, `${names.join(' ')}\n`);
  return 0;
};

/** `who`. */
export const who: Program = async (process) => {
  const accounts = new Accounts(process.files);
  for (const row of sessions(process)) await process.write(1, `${accounts.userName(row.credentials.uid).padEnd(8)} ${(row.terminal ?? '').replace('/dev/', '').padEnd(12)} ${formatDate('%F %H:%M', row.started)}\n`);
  return 0;
};

/** `w`. */
export const w: Program = async (process) => {
  const accounts = new Accounts(process.files);
  const rows = sessions(process);
  let text = ` ${uptimeLine(process.files, process.system.clock.now(), rows.length)}\nUSER     TTY      FROM             LOGIN@   IDLE   JCPU   PCPU WHAT\n`;
  for (const row of rows) {
    const foreground = process.list().findLast((one) => one.terminal === row.terminal && one.group === row.foregroundGroup) ?? row;
    text += `${accounts.userName(row.credentials.uid).padEnd(8)} ${(row.terminal ?? '').replace('/dev/', '').padEnd(8)} -                ${formatDate('%H:%M', row.started)}    0.00s  ${(row.cpuTime / 1000).toFixed(2)}s  ${(foreground.cpuTime / 1000).toFixed(2)}s ${foreground.argv.join(' ')}\n`;
  }
  await process.write(1, text);
  return 0;
};

const databases: Readonly<Record<string, string>> = { passwd: '/etc/passwd', group: '/etc/group', hosts: '/etc/hosts', services: '/etc/services', shadow: '/etc/shadow', networks: '/etc/networks', protocols: '/etc/protocols' };

/** `getent`. */
export const getent: Program = async (process) => {
  const [database, ...keys] = process.argv.slice(1);
  if (database === undefined) {
    await process.write(2, "getent: wrong number of arguments\nTry `getent --help' or `getent --usage' for more information.\n");
    return 1;
  }
  const path = databases[database === 'ahosts' || database === 'ahostsv4' ? 'hosts' : database];
  if (path === undefined) {
    await process.write(2, `Unknown database: ${database}\nTry \`getent --help' or \`getent --usage' for more information.\n`);
    return 1;
  }
  if (path === '/etc/hosts' && keys.length > 0) return await hosts(process, keys, database);
  let lines: string[];
  try {
    lines = process.files.readText(path).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  } catch (error) {
    if (!isSystemError(error)) throw error;
    lines = [];
  }
  if (keys.length === 0) {
    await process.write(1, lines.map((line) => `${path === '/etc/hosts' ? line.split(/\s+/).map((word, index) => (index === 0 ? word.padEnd(15) : word)).join(' ') : line}\n`).join(''));
    return 0;
  }
  let code = 0;
  for (const key of keys) {
    const found = lines.find((line) => (database === 'services' ? line.split(/\s+/).slice(0, 2).some((word) => word === key || word.split('/')[0] === key) : line.split(':')[0] === key || ((database === 'passwd' || database === 'group') && line.split(':')[2] === key)));
    if (found === undefined) code = 2;
    else await process.write(1, `${database === 'services' ? found.split(/\s+/).slice(0, 2).map((word, index) => (index === 0 ? word.padEnd(21) : word)).join(' ') : found}\n`);
  }
  return code;
};

async function hosts(process: Process, keys: readonly string[], database: string): Promise<number> {
  let code = 0;
  for (const key of keys) {
    let addresses: string[] = [];
    try {
      addresses = await process.network.resolve(key);
    } catch (error) {
      if (!isSystemError(error)) throw error;
    }
    if (addresses.length === 0) code = 2;
    for (const address of database === 'hosts' ? addresses.slice(0, 1) : addresses) await process.write(1, database === 'hosts' ? `${address.padEnd(15)} ${key}\n` : `${address.padEnd(15)} STREAM ${key}\n${address.padEnd(15)} DGRAM  \n${address.padEnd(15)} RAW    \n`);
  }
  return code;
}

/** `dmesg`: refused, as on a host where only root may read the kernel's buffer; root learns that there is none. */
export const dmesg: Program = async (process) => {
  await process.write(2, process.credentials.uid === 0 ? 'dmesg: read kernel buffer failed: Function not implemented\n' : 'dmesg: read kernel buffer failed: Operation not permitted\n');
  return 1;
};
