import { isSystemError } from '../../kernel/errno';
import type { FileSystem, Mount, Node } from '../../vfs/types';
import { createTmpfs } from '../../vfs/memory-file-system';
import { createOverlay } from '../../vfs/overlay-file-system';
import { parseSize } from '../command-line/size';
import { createTool, type Flavour, type Tool } from '../command-line/tool';

const options = { all: 'a,all', bind: 'B,bind', recursive: 'R,rbind', type: 't,types=', options: 'o,options=', readOnly: 'r,read-only', readWrite: 'w,rw', verbose: 'v,verbose', move: 'M,move', fake: 'f,fake', noTable: 'n,no-mtab', label: 'l,show-labels' } as const;
type Key = keyof typeof options;

const help = `
Usage:
 mount [-lhV]
 mount -a [options]
 mount [options] [--source] <source> | [--target] <directory>
 mount [options] <source> <directory>
 mount <operation> <mountpoint> [<target>]

Mount a filesystem.

Options:
 -a, --all               mount all filesystems mentioned in fstab
 -o, --options <list>    comma-separated list of mount options
 -r, --read-only         mount the filesystem read-only (same as -o ro)
 -t, --types <list>      limit the set of filesystem types
 -B, --bind              mount a subtree somewhere else (same as -o bind)
`;

/** `mount`: lists, and mounts overlay, tmpfs, bind mounts, and the kernel's own file systems. */
export const createMount = (flavour: Flavour) => createTool({ name: 'mount', options, help, run }, flavour);

/** mount(8)'s refusal: a sentence, its exit code, and whether dmesg is pointed at. */
class MountError extends Error {
  override readonly name = 'MountError';
  constructor(
    message: string,
    readonly code = 32,
    readonly hint = true,
  ) {
    super(message);
  }
}

async function run(tool: Tool<Key>): Promise<number> {
  const { process, options: given, operands } = tool;
  if (operands.length === 0 && !given.has('all')) {
    await tool.out.write(list(tool));
    return 0;
  }
  const [source = '', target] = operands.length === 1 ? ['', operands[0]] : operands;
  if (given.has('all')) return 0;
  const words = given.values('options').flatMap((text) => text.split(','));
  try {
    if (operands.length > 2) {
      await process.write(2, "mount: bad usage\nTry 'mount --help' for more information.\n");
      return 1;
    }
    if (target === undefined || operands.length === 1) throw new MountError(`${operands[0]}: can't find in /etc/fstab.`, 1, false);
    if (process.credentials.uid !== 0) throw new MountError(`${target}: must be superuser to use mount.`, 32);
    // A container's root has no CAP_SYS_ADMIN.
    if (process.namespaces.pid.parent && !process.controlGroup.privileged) throw new MountError(tool.flavour === 'gnu' ? `${target}: permission denied.` : 'permission denied (are you root?)', tool.flavour === 'gnu' ? 32 : 1);
    mountOne(tool, source, target, words);
    return 0;
  } catch (error) {
    if (!(error instanceof MountError)) throw error;
    await process.write(2, `mount: ${error.message}\n${error.hint && tool.flavour === 'gnu' ? '       dmesg(1) may have more information after failed mount system call.\n' : ''}`);
    return error.code;
  }
}

function list(tool: Tool<Key>): string {
  const types = tool.options.value('type')?.split(',');
  const lines = tool.process.files.readText('/proc/self/mounts').split('\n');
  return lines
    .map((line) => line.split(' '))
    .filter(([source, , type]) => source !== '' && (types?.includes(type ?? '') ?? true))
    .map(([source, at, type, flags]) => `${source} on ${at} type ${type} (${flags})\n`)
    .join('');
}

/** Options that say how a mount behaves, and not what the file system is to do. */
const general = new Set(['ro', 'rw', 'bind', 'rbind', 'defaults', 'nosuid', 'suid', 'nodev', 'dev', 'noexec', 'exec', 'relatime', 'noatime', 'strictatime', 'remount', 'loop', 'private', 'shared', 'rprivate', 'rshared', 'slave', 'rslave']);

function mountOne(tool: Tool<Key>, source: string, target: string, words: readonly string[]): void {
  const { process, options: given } = tool;
  const { files, namespaces } = process;
  const place = resolve(tool, target, `${target}: mount point does not exist.`);
  const path = files.pathOf(place);
  const readOnly = given.has('readOnly') || words.includes('ro');
  const specific = words.filter((word) => !general.has(word) && word !== '');
  const flags = [readOnly ? 'ro' : 'rw', ...words.filter((word) => ['nosuid', 'nodev', 'noexec', 'noatime'].includes(word)), ...(words.includes('noatime') ? [] : ['relatime'])];
  if (given.has('bind') || given.has('recursive') || words.includes('bind') || words.includes('rbind')) {
    const from = resolve(tool, source, `${path}: special device ${source} does not exist.`);
    if ((from.node.kind === 'directory') !== (place.node.kind === 'directory')) throw new MountError(`${path}: mount(2) system call failed: Not a directory.`);
    const rootPath = rootPathOf(files.pathOf(from), from.mount, tool);
    namespaces.mount.mount(place, { fileSystem: from.mount.fileSystem, root: from.node, rootPath, source: from.mount.source, options: [readOnly ? 'ro' : 'rw', ...from.mount.options.filter((word) => word !== 'ro' && word !== 'rw')], readOnly });
    return;
  }
  if (place.node.kind !== 'directory') throw new MountError(`${path}: mount point is not a directory.`);
  const type = given.value('type');
  const fileSystem = type === undefined || type === 'auto' ? undefined : create(tool, type, path, specific);
  if (!fileSystem) {
    if (type === undefined && !files.exists(source)) throw new MountError(`${path}: special device ${source} does not exist.`);
    if (type !== undefined && type !== 'ext4' && type !== 'auto') throw new MountError(`${path}: unknown filesystem type '${type}'.`);
    if (!files.exists(source)) throw new MountError(`${path}: special device ${source} does not exist.`);
    throw new MountError(`${path}: ${files.stat(source).kind === 'block' ? `wrong fs type, bad option, bad superblock on ${source}, missing codepage or helper program, or other error.` : `failed to setup loop device for ${source}.`}`);
  }
  namespaces.mount.mount(place, { fileSystem, source, options: [...flags, ...specific], readOnly });
}

function resolve(tool: Tool<Key>, path: string, missing: string) {
  try {
    return tool.process.files.resolve(path);
  } catch (error) {
    if (isSystemError(error)) throw new MountError(missing);
    throw error;
  }
}

/** A bound directory's path within its file system. */
function rootPathOf(path: string, mount: Mount, tool: Tool<Key>): string {
  const at = mount.at ? tool.process.files.pathOf(mount.at) : '/';
  const inside = path.slice(at === '/' ? 0 : at.length);
  return `${mount.rootPath === '/' ? '' : mount.rootPath}${inside === '/' && mount.rootPath !== '/' ? '' : inside}` || '/';
}

function create(tool: Tool<Key>, type: string, target: string, words: readonly string[]): FileSystem | undefined {
  const { clock } = tool.process.system;
  const values = new Map(words.map((word) => [word.split('=')[0] ?? '', word.slice(word.indexOf('=') + 1)]));
  switch (type) {
    case 'tmpfs': {
      const size = values.get('size');
      const bytes = size === undefined ? tool.process.system.memoryTotal / 2 : size.endsWith('%') ? (tool.process.system.memoryTotal * Number.parseInt(size)) / 100 : parseSize(size);
      if (bytes === undefined || Number.isNaN(bytes)) throw new MountError(`${target}: wrong fs type, bad option, bad superblock on tmpfs, missing codepage or helper program, or other error.`);
      return createTmpfs({ clock, totalBytes: bytes, ...(values.has('mode') ? { rootMode: Number.parseInt(values.get('mode') ?? '', 8) } : {}) });
    }
    case 'overlay':
      return overlay(tool, target, values);
    case 'proc':
    case 'sysfs':
    case 'cgroup2':
    case 'devtmpfs':
      return tool.process.namespaces.mount.mounts.find((mount) => mount.fileSystem.type === type)?.fileSystem;
    default:
      return undefined;
  }
}

function overlay(tool: Tool<Key>, target: string, values: ReadonlyMap<string, string>): FileSystem {
  const lower = values.get('lowerdir');
  const upper = values.get('upperdir');
  const work = values.get('workdir');
  const wrong = `${target}: wrong fs type, bad option, bad superblock on overlay, missing codepage or helper program, or other error.`;
  if (lower === undefined || (upper !== undefined && work === undefined)) throw new MountError(wrong);
  const directory = (path: string): Node => {
    const { node } = resolve(tool, path, `${target}: special device overlay does not exist.`);
    if (node.kind !== 'directory') throw new MountError(wrong);
    return node;
  };
  return createOverlay({
    lower: lower.split(':').map(directory),
    ...(upper === undefined ? {} : { upper: directory(upper), work: directory(work ?? '') }),
    clock: tool.process.system.clock,
  });
}
