import { isSystemError } from '../../kernel/errno';
import { Accounts } from '../command-line/accounts';
import { become } from '../command-line/become';
import { quoteAlways, quoteLocale } from '../command-line/quote';
import { createTool, UsageError, type Flavour } from '../command-line/tool';

/** `chroot`: a program with another root directory. */
export const createChroot = (flavour: Flavour) =>
  createTool<'userspec' | 'groups' | 'skipChdir'>(
    {
      name: 'chroot',
      options: { userspec: 'userspec=', groups: 'groups=', skipChdir: 'skip-chdir' },
      stopAtOperand: true,
      usageCode: 125,
      help: `Usage: chroot [OPTION] NEWROOT [COMMAND [ARG]...]
  or:  chroot OPTION
Run COMMAND with root directory set to NEWROOT.

      --groups=G_LIST        specify supplementary groups as g1,g2,..,gN
      --userspec=USER:GROUP  specify user and group (ID or name) to use
      --skip-chdir           do not change working directory to '/'
      --help        display this help and exit
      --version     output version information and exit

If no command is given, run '"$SHELL" -i' (default: '/bin/sh -i').
`,
      async run(tool) {
        const { process, options } = tool;
        const [root, ...command] = tool.operands;
        const failed = flavour === 'gnu' ? 125 : 1;
        if (root === undefined) throw new UsageError('missing operand');
        if (options.has('skipChdir') && process.files.realPath(root) !== '/') throw new UsageError("option --skip-chdir only permitted if NEWROOT is old '/'");
        try {
          if (process.files.stat(root).kind === 'directory' || process.credentials.uid !== 0) process.changeRoot(root);
          else return void (await tool.complain(flavour === 'gnu' ? `cannot change root directory to ${quoteAlways(root)}: Not a directory` : `can't change root directory to '${root}': Not a directory`, failed));
          if (!options.has('skipChdir')) process.changeDirectory('/');
        } catch (error) {
          if (!isSystemError(error)) throw error;
          return void (await tool.complain(flavour === 'gnu' ? `cannot change root directory to ${quoteAlways(root)}: ${error.message}` : `can't change root directory to '${root}': ${error.message}`, failed));
        }
        // Names are looked up in the new root, as glibc does after the call.
        const trouble = takeIdentity(process, options.value('userspec'), options.value('groups'));
        if (trouble !== undefined) return void (await tool.complain(trouble, failed));
        const shell = process.env.get('SHELL') ?? '/bin/sh';
        return await become(tool, command.length > 0 ? command : [shell, '-i'], process.env);
      },
    },
    flavour,
  );

/** Takes on the user, group and groups that were asked for; the complaint when there are none such. */
function takeIdentity(process: Parameters<ReturnType<typeof createChroot>>[0], userspec: string | undefined, groups: string | undefined): string | undefined {
  if (userspec === undefined && groups === undefined) return undefined;
  const accounts = new Accounts(process.files);
  let { uid, gid } = process.credentials;
  let others = [...process.credentials.groups];
  if (userspec !== undefined) {
    const [, user = '', separator, group = ''] = /^([^:.]*)([:.]?)(.*)$/.exec(userspec) ?? [];
    const account = user === '' ? undefined : accounts.findUser(user);
    if (user !== '' && !account && !/^\+?\d+$/.test(user)) return 'invalid user';
    if (user !== '') uid = account?.uid ?? Number(user);
    if (account) gid = account.gid;
    else if (user !== '' && !separator) return 'no group specified for unknown uid: ' + user;
    if (account) others = accounts.groupsOf(account);
    if (group !== '') {
      const found = accounts.findGroup(group);
      if (!found && !/^\+?\d+$/.test(group)) return 'invalid group';
      gid = found?.gid ?? Number(group);
    }
  }
  if (groups !== undefined) {
    const wanted = groups.split(',').filter((one) => one !== '');
    const unknown = wanted.find((one) => !accounts.findGroup(one) && !/^\d+$/.test(one));
    if (unknown !== undefined) return `invalid group ${quoteLocale(unknown)}`;
    others = wanted.map((one) => accounts.findGroup(one)?.gid ?? Number(one));
  }
  process.setCredentials({ uid, gid, groups: others });
  return undefined;
}
