import { isSystemError } from '../../kernel/errno';
import { Accounts } from '../command-line/accounts';
import { quoteAlways, quoteLocale } from '../command-line/quote';
import { createTool, UsageError, type Flavour, type Tool } from '../command-line/tool';

const options = { recursive: 'R,recursive', verbose: 'v,verbose', changes: 'c,changes', silent: 'f,silent,quiet', link: 'h,no-dereference', reference: 'reference=' } as const;
type Key = keyof typeof options;

const describe = (name: string, operand: string) => `Usage: ${name} [OPTION]... ${operand} FILE...
  or:  ${name} [OPTION]... --reference=RFILE FILE...
Change the ${name === 'chgrp' ? 'group' : 'owner and/or group'} of each FILE.

  -c, --changes          like verbose but report only when a change is made
  -f, --silent, --quiet  suppress most error messages
  -v, --verbose          output a diagnostic for every file processed
  -h, --no-dereference   affect symbolic links instead of any referenced file
      --reference=RFILE  use RFILE's owner and group
  -R, --recursive        operate on files and directories recursively
      --help             display this help and exit
`;

interface Owner {
  readonly uid: number | undefined;
  readonly gid: number | undefined;
  readonly warning?: string;
}

/** `chown`. */
export const createChown = (flavour: Flavour) =>
  createTool({ name: 'chown', options, help: describe('chown', '[OWNER][:[GROUP]]'), run: (tool) => run(tool, readOwner) }, flavour);

/** `chgrp`. */
export const createChgrp = (flavour: Flavour) => createTool({ name: 'chgrp', options, help: describe('chgrp', 'GROUP'), run: (tool) => run(tool, readGroup) }, flavour);

function findGroup(accounts: Accounts, name: string): number | undefined {
  return accounts.findGroup(name)?.gid ?? (/^\d+$/.test(name) ? Number(name) : undefined);
}

/** `user`, `user:group`, `user:`, `:group`, by name or number; a sentence when one of them is unknown. */
function readOwner(accounts: Accounts, text: string): Owner | string {
  const [, user = '', separator, group = ''] = /^([^:]*)(:)?(.*)$/.exec(text) ?? [];
  const account = accounts.findUser(user);
  const uid = user === '' ? undefined : (account?.uid ?? (/^\d+$/.test(user) ? Number(user) : Number.NaN));
  const gid = group === '' ? (separator !== undefined && user !== '' ? account?.gid : undefined) : (findGroup(accounts, group) ?? Number.NaN);
  if (Number.isNaN(uid) && separator === undefined && text.includes('.')) {
    const old = readOwner(accounts, text.replace('.', ':'));
    if (typeof old !== 'string') return { ...old, warning: `warning: '.' should be ':': ${quoteLocale(text)}` };
  }
  if (Number.isNaN(uid)) return `invalid ${separator !== undefined && group === '' ? 'spec' : 'user'}: ${quoteLocale(text)}`;
  if (Number.isNaN(gid)) return `invalid group: ${quoteLocale(text)}`;
  return { uid, gid };
}

function readGroup(accounts: Accounts, text: string): Owner | string {
  const gid = findGroup(accounts, text);
  return gid === undefined ? `invalid group: ${quoteLocale(text)}` : { uid: undefined, gid };
}

async function run(tool: Tool<Key>, read: (accounts: Accounts, text: string) => Owner | string): Promise<void> {
  const operands = [...tool.operands];
  const reference = tool.options.value('reference');
  const text = reference === undefined ? operands.shift() : undefined;
  if (reference === undefined && text === undefined) throw new UsageError('missing operand');
  if (operands.length === 0) throw new UsageError(`missing operand after ${quoteLocale(text ?? '')}`);
  const owner = reference === undefined ? read(new Accounts(tool.process.files), text ?? '') : tool.process.files.stat(reference);
  if (typeof owner === 'string') {
    if (tool.flavour === 'busybox') return await tool.complain(owner.replace(/^invalid (user|group): .(.*).$/, 'unknown $1 $2'));
    await tool.complain(owner);
    return;
  }
  if ('warning' in owner && owner.warning !== undefined && tool.flavour === 'gnu') await tool.process.write(2, `chown: ${owner.warning}\n`);
  for (const path of operands) await apply(tool, path, owner);
}

async function apply(tool: Tool<Key>, path: string, owner: Owner): Promise<void> {
  const { files } = tool.process;
  await tool.process.tick();
  try {
    const follow = !tool.options.has('link') && !tool.options.has('recursive');
    const before = follow ? files.stat(path) : files.lstat(path);
    files.changeOwner(path, owner.uid ?? before.uid, owner.gid ?? before.gid, { follow });
    const changed = (owner.uid ?? before.uid) !== before.uid || (owner.gid ?? before.gid) !== before.gid;
    if (tool.options.has('verbose') || (tool.options.has('changes') && changed)) {
      const accounts = new Accounts(files);
      // Only what was asked for is told of.
      const show = (uid: number | undefined, gid: number | undefined) => [...(uid === undefined ? [] : [accounts.userName(uid)]), ...(gid === undefined ? [] : [`${uid === undefined && tool.name === 'chown' ? ':' : ''}${accounts.groupName(gid)}`])].join(':');
      const was = show(owner.uid === undefined ? undefined : before.uid, owner.gid === undefined ? undefined : before.gid);
      const now = show(owner.uid, owner.gid);
      const what = owner.uid === undefined && tool.name === 'chgrp' ? 'group' : 'ownership';
      await tool.out.write(changed ? `changed ${what} of ${quoteAlways(path)} from ${was} to ${now}\n` : `${what} of ${quoteAlways(path)} retained as ${now}\n`);
    }
    if (tool.options.has('recursive') && before.kind === 'directory') {
      for (const entry of files.readDirectory(path)) await apply(tool, `${path.replace(/\/+$/, '')}/${entry.name}`, owner);
    }
  } catch (error) {
    if (!isSystemError(error)) throw error;
    tool.code = 1;
    if (tool.options.has('silent')) return;
    const verb = error.errno === 'EPERM' ? (tool.name === 'chgrp' ? 'changing group of' : 'changing ownership of') : 'cannot access';
    await tool.complain(tool.flavour === 'gnu' ? `${verb} ${quoteAlways(path)}: ${error.message}` : `${path}: ${error.message}`);
  }
}
