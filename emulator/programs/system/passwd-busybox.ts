import type { Process } from '../../process/types';
import { Accounts } from '../command-line/accounts';
import { checkPassword, hashPassword } from '../command-line/password-hash';
import { readSecret } from '../command-line/read-secret';
import { createTool, UsageError } from '../command-line/tool';
import { AccountFiles } from './account-files';

/** Why busybox finds a password bad; it only warns root. */
function weaknessOf(password: string, name: string): string | undefined {
  if (password.length < 6) return 'too short';
  if (password.includes(name)) return 'similar to username';
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^a-zA-Z\d]/].filter((kind) => kind.test(password)).length;
  return kinds < 2 && password.length < 12 ? 'too weak' : undefined;
}

/** Busybox's `passwd`. */
export const busyboxPasswd = createTool(
  {
    name: 'passwd',
    options: { algorithm: 'a=', delete: 'd', lock: 'l', unlock: 'u' },
    help: 'Usage: passwd [-a ALG] [-dlu] [USER]\n',
    async run({ process, options, operands }) {
      const accounts = new Accounts(process.files);
      const caller = accounts.users.find((user) => user.uid === process.realUser);
      const [name = caller?.name ?? '', extra] = operands;
      if (extra !== undefined) throw new UsageError('extra operand');
      const say = async (text: string, code = 1) => {
        await process.write(2, `passwd: ${text}\n`);
        return code;
      };
      const user = accounts.users.find((one) => one.name === name);
      if (!user) return await say(`unknown user ${name}`);
      if (process.realUser !== 0 && user.uid !== process.realUser) return await say(`${caller?.name ?? process.realUser} can't change password for ${name}`);
      const files = new AccountFiles(process.files);
      const old = files.shadowOf(name)?.[1] ?? '!';
      const by = caller?.name ?? String(process.realUser);
      if (options.has('delete') || options.has('lock') || options.has('unlock')) {
        if (process.realUser !== 0) throw new UsageError('bad usage');
        const locked = old.startsWith('!');
        if (options.has('lock') ? locked : options.has('unlock') ? !locked : false) return await say(`password for ${name} is already ${locked ? '' : 'un'}locked`);
        files.changeShadow(name, { 1: options.has('delete') ? '' : options.has('lock') ? `!${old}` : old.slice(1) });
        await process.write(1, `passwd: password for ${name} changed by ${by}\n`);
        return 0;
      }
      const password = await askNew(process, name, old);
      if (password === undefined) return await say(`password for ${name} is unchanged`);
      const kind = options.value('algorithm')?.toLowerCase() === 'sha512' ? '6' : '5';
      files.changeShadow(name, { 1: await hashPassword(process, password, kind), 2: String(Math.floor(process.system.clock.now() / 86_400_000)) });
      await process.write(1, `passwd: password for ${name} changed by ${by}\n`);
      return 0;
    },
  },
  'busybox',
);

async function askNew(process: Process, name: string, old: string): Promise<string | undefined> {
  await process.write(1, `Changing password for ${name}\n`);
  if (process.realUser !== 0 && old !== '') {
    const current = await readSecret(process, 'Old password: ');
    if (current === undefined || !(await checkPassword(process, current, old))) {
      await process.write(2, `passwd: incorrect password for ${name}\n`);
      return undefined;
    }
  }
  const first = await readSecret(process, 'New password: ');
  if (first === undefined) return undefined;
  const weakness = weaknessOf(first, name);
  if (weakness !== undefined) {
    await process.write(1, `Bad password: ${weakness}\n`);
    if (process.realUser !== 0) return undefined;
  }
  const second = await readSecret(process, 'Retype password: ');
  if (second === first) return first;
  await process.write(1, "Passwords don't match\n");
  return undefined;
}
