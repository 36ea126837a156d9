import { decode } from '../../kernel/bytes';
import { Accounts } from '../command-line/accounts';
import { readAll } from '../command-line/input';
import { hashPassword } from '../command-line/password-hash';
import { createTool, type Flavour } from '../command-line/tool';
import { AccountFiles } from './account-files';

/** `chpasswd`: sets passwords out of lines `name:password`. */
export const createChpasswd = (flavour: Flavour) =>
  createTool(
    {
      name: 'chpasswd',
      options: { method: 'c,crypt-method=', encrypted: 'e,encrypted', md5: 'm,md5', rounds: 's,sha-rounds=', root: 'R,root=' },
      version: 'chpasswd',
      help: 'Usage: chpasswd [options]\n\nOptions:\n  -c, --crypt-method METHOD     the crypt method (one of NONE DES MD5 SHA256 SHA512)\n  -e, --encrypted               supplied passwords are encrypted\n  -h, --help                    display this help message and exit\n  -m, --md5                     encrypt the clear text password using\n                                the MD5 algorithm\n  -s, --sha-rounds              number of rounds for the SHA crypt algorithms\n\n',
      usageCode: 2,
      async run(tool) {
        const { process, options } = tool;
        if (process.credentials.uid !== 0) {
          await process.write(2, flavour === 'gnu' ? 'chpasswd: Permission denied.\nchpasswd: cannot lock /etc/passwd; try again later.\n' : 'chpasswd: permission denied (are you root?)\n');
          return 1;
        }
        const files = new AccountFiles(process.files);
        const accounts = new Accounts(process.files);
        const lines = decode(await readAll(process, 0)).split('\n');
        if (lines.at(-1) === '') lines.pop();
        for (const [index, line] of lines.entries()) {
          const at = line.indexOf(':');
          const name = line.slice(0, Math.max(0, at));
          if (at < 0) {
            await tool.complain(flavour === 'gnu' ? `line ${index + 1}: missing new password` : 'missing new password');
            continue;
          }
          if (!accounts.users.some((user) => user.name === name)) {
            await tool.complain(flavour === 'gnu' ? `(user ${name}) pam_chauthtok() failed, error:\nAuthentication token manipulation error\nchpasswd: (line ${index + 1}, user ${name}) password not changed` : `unknown user ${name}`);
            continue;
          }
          const text = line.slice(at + 1);
          files.changeShadow(name, { 1: options.has('encrypted') ? text : await hashPassword(process, text, options.value('method')?.toUpperCase() === 'SHA256' ? '5' : '6'), 2: String(Math.floor(process.system.clock.now() / 86_400_000)) });
          if (flavour === 'busybox') await tool.out.write(`chpasswd: password for '${name}' changed\n`);
        }
        return tool.code;
      },
    },
    flavour,
  );
