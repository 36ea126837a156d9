import { SystemError } from '../../kernel/errno';
import { placePath } from '../../vfs/path-walk';
import type { FileContext, Mount } from '../../vfs/types';

/** Spaces and the like as octal numbers, as the kernel writes them. */
function escaped(text: string): string {
  return text.replace(/[ \t\n\\]/g, (character) => `\\${character.charCodeAt(0).toString(8).padStart(3, '0')}`);
}

/** Where a mount stands, as seen from the context's root; undefined when it cannot be reached from there. */
function pointOf(context: FileContext, mount: Mount): string | undefined {
  if (mount === context.root.mount) return mount.root === context.root.node || mount.root.inode === context.root.node.inode ? '/' : undefined;
  if (!mount.at) return undefined;
  try {
    const path = placePath(context, mount.at);
    return path.startsWith('/') ? path : undefined;
  } catch (error) {
    if (error instanceof SystemError) return undefined;
    throw error;
  }
}

const accessOf = (readOnly: boolean) => (readOnly ? 'ro' : 'rw');

/** Options that belong to a mount and not to the file system behind it. */
const mountOptions = new Set(['nosuid', 'nodev', 'noexec', 'noatime', 'nodiratime', 'relatime', 'strictatime', 'nosymfollow']);

/** The options without access; `relatime` unless another one says when times are kept. */
function optionsOf(mount: Mount): { own: string[]; fileSystem: string[] } {
  const given = mount.options.filter((option) => !['rw', 'ro', 'bind', 'rbind', 'defaults'].includes(option));
  const own = given.filter((option) => mountOptions.has(option));
  // Linux does not print strictatime: it is what the absence of the others means.
  if (own.includes('strictatime')) own.splice(own.indexOf('strictatime'), 1);
  else if (!own.some((option) => option.endsWith('atime'))) own.push('relatime');
  return { own, fileSystem: given.filter((option) => !mountOptions.has(option)) };
}

/** /proc/PID/mounts. */
export function mountTable(context: FileContext): string {
  let text = '';
  for (const mount of context.namespace.mounts) {
    const point = pointOf(context, mount);
    if (point === undefined) continue;
    const { own, fileSystem } = optionsOf(mount);
    const options = [accessOf(mount.readOnly || mount.fileSystem.readOnly), ...own, ...fileSystem];
    text += `${escaped(mount.source)} ${escaped(point)} ${mount.fileSystem.type} ${options.join(',')} 0 0\n`;
  }
  return text;
}

/** /proc/PID/mountinfo. */
export function mountInfo(context: FileContext): string {
  let text = '';
  for (const mount of context.namespace.mounts) {
    const point = pointOf(context, mount);
    if (point === undefined) continue;
    const { own, fileSystem } = optionsOf(mount);
    const { device } = mount.fileSystem;
    text += `${mount.id} ${mount.at?.mount.id ?? 1} ${device >> 8}:${device & 255} ${escaped(mount.rootPath)} ${escaped(point)} ${[accessOf(mount.readOnly), ...own].join(',')}`;
    text += ` - ${mount.fileSystem.type} ${escaped(mount.source)} ${[accessOf(mount.fileSystem.readOnly), ...fileSystem].join(',')}\n`;
  }
  return text;
}
