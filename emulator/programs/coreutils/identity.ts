/** Who and where one is: id, whoami, groups, hostname, uname, logname. */
import type { Process } from '../../process/types';
import { Accounts } from '../command-line/accounts';
import { quoteLocale } from '../command-line/quote';
import { createTool, UsageError, type Flavour } from '../command-line/tool';

/** `id`. */
export const createId = (flavour: Flavour) =>
  createTool(
    {
      name: 'id',
      options: { group: 'g,group', groups: 'G,groups', name: 'n,name', real: 'r,real', user: 'u,user', zero: 'z,zero', ignored: 'a' },
      help: 'Usage: id [OPTION]... [USER]...\nPrint user and group information for each specified USER,\nor (when USER omitted) for the current process.\n\n  -g, --group    print only the effective group ID\n  -G, --groups   print all group IDs\n  -n, --name     print a name instead of a number, for -ugG\n  -r, --real     print the real ID instead of the effective ID, with -ugG\n  -u, --user     print only the effective user ID\n      --help     display this help and exit\n',
      async run(tool) {
        const accounts = new Accounts(tool.process.files);
        const chosen = tool.options.last('group', 'groups', 'user');
        if (chosen === undefined && tool.options.has('name')) {
          await tool.complain('cannot print only names or real IDs in default format');
          return;
        }
        const own = tool.process.credentials;
        const subjects: { uid: number; gid: number; groups: readonly number[] }[] = [];
        for (const operand of tool.operands) {
          const account = accounts.findUser(operand);
          if (account) subjects.push({ uid: account.uid, gid: account.gid, groups: accounts.groupsOf(account) });
          else await tool.complain(tool.flavour === 'gnu' ? `${quoteLocale(operand)}: no such user` : `unknown user ${operand}`);
        }
        if (tool.operands.length === 0) subjects.push({ ...own, groups: [own.gid, ...own.groups.filter((gid) => gid !== own.gid)] });
        const named = tool.options.has('name');
        for (const { uid, gid, groups } of subjects) {
          const showGroup = (id: number) => (named ? accounts.groupName(id) : String(id));
          if (chosen === 'user') await tool.out.write(`${named ? accounts.userName(uid) : uid}\n`);
          else if (chosen === 'group') await tool.out.write(`${showGroup(gid)}\n`);
          else if (chosen === 'groups') await tool.out.write(`${groups.map(showGroup).join(' ')}\n`);
          else {
            const label = (id: number, name: string) => (name === String(id) ? String(id) : `${id}(${name})`);
            const list = groups.map((id) => label(id, accounts.groupName(id))).join(',');
            await tool.out.write(`uid=${label(uid, accounts.userName(uid))} gid=${label(gid, accounts.groupName(gid))} groups=${list}\n`);
          }
        }
      },
    },
    flavour,
  );

/** `whoami`. */
export const createWhoami = (flavour: Flavour) =>
  createTool(
    {
      name: 'whoami',
      options: {},
      help: 'Usage: whoami [OPTION]...\nPrint the user name associated with the current effective user ID.\n\n      --help     display this help and exit\n',
      async run(tool) {
        const [extra] = tool.operands;
        if (extra !== undefined) throw new UsageError(`extra operand ${quoteLocale(extra)}`);
        const { uid } = tool.process.credentials;
        const account = new Accounts(tool.process.files).users.find((user) => user.uid === uid);
        if (account) await tool.out.write(`${account.name}\n`);
        else await tool.complain(tool.flavour === 'gnu' ? `cannot find name for user ID ${uid}` : `unknown uid ${uid}`);
      },
    },
    flavour,
  );

/** `groups`. */
export const createGroups = (flavour: Flavour) =>
  createTool(
    {
      name: 'groups',
      options: {},
      help: 'Usage: groups [OPTION]... [USERNAME]...\nPrint group memberships for each USERNAME or, if no USERNAME is specified, for\nthe current process.\n\n      --help     display this help and exit\n',
      async run(tool) {
        const accounts = new Accounts(tool.process.files);
        const show = (groups: readonly number[]) => groups.map((gid) => accounts.groupName(gid)).join(' ');
        if (tool.operands.length === 0) {
          const { gid, groups } = tool.process.credentials;
          await tool.out.write(`${show([gid, ...groups.filter((one) => one !== gid)])}\n`);
        }
        for (const operand of tool.operands) {
          const account = accounts.findUser(operand);
          if (account) await tool.out.write(`${operand} : ${show(accounts.groupsOf(account))}\n`);
          else await tool.complain(`${quoteLocale(operand)}: no such user`);
        }
      },
    },
    flavour,
  );

/** `hostname`: shows it, its addresses (-I, -i), or sets it (root). */
export const createHostname = (flavour: Flavour) =>
  createTool(
    {
      name: 'hostname',
      options: { address: 'i,ip-address', addresses: 'I,all-ip-addresses', full: 'f,fqdn,long', short: 's,short', domain: 'd,domain' },
      help: "Usage: hostname [-s|-f|-d|-i|-I]       display host name or addresses\n       hostname NAME                  set host name (root)\n\n  -s, --short            short host name\n  -f, --fqdn, --long     long host name (FQDN)\n  -d, --domain           DNS domain name\n  -i, --ip-address       addresses for the host name\n  -I, --all-ip-addresses all addresses for the host\n",
      async run(tool) {
        const { process } = tool;
        const { uts } = process.namespaces;
        const [name] = tool.operands;
        if (name !== undefined) {
          if (process.credentials.uid !== 0) await tool.complain('you must be root to change the host name');
          else uts.hostname = name;
        } else if (tool.options.has('addresses')) await tool.out.write(`${ownAddresses(process).join(' ')} \n`);
        else if (tool.options.has('address')) await tool.out.write(`${(await process.network.resolve(uts.hostname)).join(' ')}\n`);
        else if (tool.options.has('domain')) await tool.out.write(`${uts.hostname.split('.').slice(1).join('.')}\n`);
        else await tool.out.write(`${tool.options.has('short') ? uts.hostname.split('.')[0] : uts.hostname}\n`);
      },
    },
    flavour,
  );

function ownAddresses(process: Process): string[] {
  return process.network.namespace.interfaces.filter((one) => one.kind !== 'loopback').flatMap((one) => one.addresses.map((entry) => entry.address).filter((address) => !address.includes(':')));
}

/** `uname`. */
export const createUname = (flavour: Flavour) =>
  createTool(
    {
      name: 'uname',
      options: { all: 'a,all', kernel: 's,kernel-name', node: 'n,nodename', release: 'r,kernel-release', version: 'v,kernel-version', machine: 'm,machine', processor: 'p,processor', platform: 'i,hardware-platform', system: 'o,operating-system' },
      help: 'Usage: uname [OPTION]...\nPrint certain system information.  With no OPTION, same as -s.\n\n  -a, --all                print all information, in the following order\n  -s, --kernel-name        print the kernel name\n  -n, --nodename           print the network node hostname\n  -r, --kernel-release     print the kernel release\n  -v, --kernel-version     print the kernel version\n  -m, --machine            print the machine hardware name\n  -p, --processor          print the processor type\n  -i, --hardware-platform  print the hardware platform\n  -o, --operating-system   print the operating system\n      --help               display this help and exit\n',
      async run(tool) {
        const [extra] = tool.operands;
        if (extra !== undefined) throw new UsageError(`extra operand ${quoteLocale(extra)}`);
        const { kernel } = tool.process.system;
        const all = tool.options.has('all');
        const busybox = tool.flavour === 'busybox';
        const values = [
          ['kernel', kernel.name],
          ['node', tool.process.namespaces.uts.hostname],
          ['release', kernel.release],
          ['version', kernel.version],
          ['machine', kernel.machine],
          ['processor', all && busybox ? '' : kernel.machine],
          ['platform', all && busybox ? '' : kernel.machine],
          ['system', busybox ? 'Linux' : 'GNU/Linux'],
        ] as const;
        const shown = values.filter(([key, value]) => (all && value !== '') || tool.options.has(key) || (key === 'kernel' && tool.options.given.length === 0));
        await tool.out.write(`${shown.map(([, value]) => value).join(' ')}\n`);
      },
    },
    flavour,
  );
