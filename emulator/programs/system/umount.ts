import { isSystemError } from '../../kernel/errno';
import type { Mount } from '../../vfs/types';
import { createTool, UsageError, type Flavour, type Tool } from '../command-line/tool';

const options = { all: 'a,all', force: 'f,force', lazy: 'l,lazy', recursive: 'R,recursive', verbose: 'v,verbose', noTable: 'n,no-mtab', quiet: 'q,quiet' } as const;
type Key = keyof typeof options;

const help = `
Usage:
 umount [-hV]
 umount -a [options]
 umount [options] <source> | <directory>

Unmount filesystems.

Options:
 -f, --force             force unmount (in case of an unreachable NFS system)
 -l, --lazy              detach the filesystem now, clean up things later
 -R, --recursive         recursively unmount a target with all its children
`;

/** `umount`. */
export const createUmount = (flavour: Flavour) => createTool({ name: 'umount', options, help, run }, flavour);

async function run(tool: Tool<Key>): Promise<void> {
  const { process } = tool;
  if (tool.operands.length === 0) throw new UsageError('bad usage');
  for (const operand of tool.operands) {
    try {
      const found = find(tool, operand);
      if (!found && tool.flavour === 'busybox') await tool.complain(`can't unmount ${operand}: ${process.files.exists(operand) ? 'Invalid argument' : 'No such file or directory'}`);
      else if (!found) await tool.complain(process.files.exists(operand) ? `${operand}: not mounted.` : `${operand}: no mount point specified.`, 32);
      else if (process.credentials.uid !== 0 || process.namespaces.pid.parent) await tool.complain(tool.flavour === 'gnu' ? `${operand}: must be superuser to unmount.` : `can't unmount ${operand}: Operation not permitted`, tool.flavour === 'gnu' ? 32 : 1);
      else process.namespaces.mount.unmount(found, { lazy: tool.options.has('lazy') || tool.options.has('recursive') });
    } catch (error) {
      if (!isSystemError(error)) throw error;
      await tool.complain(error.errno === 'EBUSY' ? `${operand}: target is busy.` : `${operand}: ${error.message}.`, 32);
    }
  }
}

/** The uppermost mount at a path or of a source. */
function find(tool: Tool<Key>, operand: string): Mount | undefined {
  const { files, namespaces } = tool.process;
  const { mounts } = namespaces.mount;
  if (!files.exists(operand)) return mounts.findLast((mount) => mount.source === operand);
  const path = files.realPath(operand);
  return mounts.findLast((mount) => mount.source === operand || (mount.at ? pathOf(tool, mount) === path : path === '/'));
}

function pathOf(tool: Tool<Key>, mount: Mount): string | undefined {
  try {
    return mount.at && tool.process.files.pathOf(mount.at);
  } catch (error) {
    if (isSystemError(error)) return undefined; // outside of what this process can see
    throw error;
  }
}
