import { isSystemError } from '../../kernel/errno';
import type { Process } from '../../process/types';
import { Accounts } from '../command-line/accounts';
import { createTool, type Flavour, type Tool } from '../command-line/tool';

type Kind = 'pid' | 'group' | 'user';
const kindNames: Readonly<Record<Kind, string>> = { pid: 'process ID', group: 'process group ID', user: 'user ID' };

const help = `
Usage:
 renice [-n] <priority> [-p|--pid] <pid>...
 renice [-n|--priority|--relative] <priority>  -g|--pgrp <pgid>...
 renice [-n|--priority|--relative] <priority>  -u|--user <user>...

Alter the priority of running processes.

Options:
 -n <num>               specify the nice value
 -p, --pid              interpret arguments as process ID (default)
 -g, --pgrp             interpret arguments as process group ID
 -u, --user             interpret arguments as username or user ID
     --priority <num>   the same as -n
     --relative <num>   a priority relative to the present one

 -h, --help             display this help
 -V, --version          display version
`;

/** Processes that an id of a kind means. */
function members(process: Process, kind: Kind, id: number): { pid: number; niceness: number }[] {
  return process.list().filter((row) => (kind === 'pid' ? row.pid : kind === 'group' ? row.group : row.credentials.uid) === id);
}

/** Gives what `id` means the new priority; the least niceness among them before and after. Throws what the calls throw. */
function change(process: Process, kind: Kind, id: number, priority: number, relative: boolean): { before: number; after: number } | undefined {
  const found = members(process, kind, id);
  if (found.length === 0) return undefined;
  const least = () => Math.min(...members(process, kind, id).map((row) => row.niceness));
  const before = least();
  for (const { pid, niceness } of found) process.setNiceness(pid, relative ? niceness + priority : priority);
  return { before, after: least() };
}

/** Renices what one word means, and says what came of it. */
async function reniceOne(tool: Tool<never>, kind: Kind, word: string, priority: number, relative: boolean): Promise<void> {
  const { process, flavour } = tool;
  const user = kind === 'user' ? new Accounts(process.files).findUser(word) : undefined;
  const id = user?.uid ?? (/^\d+$/.test(word) ? Number(word) : NaN);
  if (Number.isNaN(id)) return await tool.complain(kind === 'user' ? `unknown user ${word}` : flavour === 'gnu' ? `bad ${kindNames[kind]} value: ${word}` : `invalid number '${word}'`);
  try {
    const done = change(process, kind, id, priority, relative);
    if (!done) return await tool.complain(flavour === 'gnu' ? `failed to get priority for ${id} (${kindNames[kind]}): No such process` : 'getpriority: No such process');
    if (flavour === 'gnu') await tool.out.write(`${id} (${kindNames[kind]}) old priority ${done.before}, new priority ${done.after}\n`);
  } catch (error) {
    if (!isSystemError(error)) throw error;
    await tool.complain(flavour === 'gnu' ? `failed to set priority for ${id} (${kindNames[kind]}): ${error.message}` : `setpriority: ${error.message}`);
  }
}

/** `renice`, util-linux's and busybox's. Options stand between the ids and hold for those after them. */
export const createRenice = (flavour: Flavour) =>
  createTool<never>(
    {
      name: 'renice',
      options: {},
      help,
      version: 'renice from util-linux 2.39.3',
      isOperand: () => true,
      busyboxUsageCode: 1,
      async run(tool) {
        const words = [...tool.operands];
        if (flavour === 'gnu' && words[0] === '-V') return void (await tool.out.write('renice from util-linux 2.39.3\n'));
        if (flavour === 'gnu' && words[0] === '-h') return void (await tool.out.write(help));
        let relative = false;
        if (/^(-n|--priority|--relative)$/.test(words[0] ?? '')) relative = words.shift() === (flavour === 'gnu' ? '--relative' : '-n');
        const text = words.shift();
        if (text === undefined || words.length === 0) return await refuse(tool, 'not enough arguments');
        if (!/^\s*[-+]?\d+$/.test(text)) return await refuse(tool, `invalid priority '${text}'`, `invalid number '${text}'`);
        let kind: Kind = 'pid';
        for (const word of words) {
          const option = ({ '-p': 'pid', '--pid': 'pid', '-g': 'group', '--pgrp': 'group', '-u': 'user', '--user': 'user' } as const)[word];
          if (option) kind = option;
          else await reniceOne(tool, kind, word, Number(text), relative);
        }
        return tool.code;
      },
    },
    flavour,
  );

async function refuse(tool: Tool<never>, gnu: string, busybox?: string): Promise<number> {
  if (tool.flavour === 'gnu') await tool.process.write(2, `renice: ${gnu}\nTry 'renice --help' for more information.\n`);
  else if (busybox !== undefined) await tool.process.write(2, `renice: ${busybox}\n`);
  else await tool.process.write(2, (await tool.process.until(import('../busybox/usage'))).busyboxUsage('renice', help));
  return 1;
}
