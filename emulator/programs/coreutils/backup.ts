import type { FileCalls } from '../../vfs/types';
import type { Tool } from '../command-line/tool';
import { chooseWord } from '../command-line/choose';
import type { TargetKey } from './target';

const controls = [['none', 'off'], ['simple', 'never'], ['existing', 'nil'], ['numbered', 't']];

/** The numbers of the backups `NAME.~N~` of a file. */
function numbersOf(files: FileCalls, path: string): number[] {
  const slash = path.lastIndexOf('/');
  const name = path.slice(slash + 1);
  return files.readDirectory(slash < 0 ? '.' : path.slice(0, slash) || '/').flatMap((entry) => {
    const number = entry.name.startsWith(`${name}.~`) ? /^(\d+)~$/.exec(entry.name.slice(name.length + 2))?.[1] : undefined;
    return number === undefined ? [] : [Number(number)];
  });
}

/** Where `-b`, `--backup` or `-S` says that what is at `path` goes before it is replaced; undefined when it is not kept. */
export function backupPath<Key extends string>(tool: Tool<Key | TargetKey>, path: string): string | undefined {
  const { options, process } = tool;
  if (!options.has('backup') && !options.has('shortBackup') && !options.has('suffix')) return undefined;
  const word = options.value('backup') ?? process.env.get('VERSION_CONTROL');
  const control = word === undefined || word === '' ? 'existing' : chooseWord('backup', word, controls);
  if (control === 'none') return undefined;
  const numbers = control === 'simple' ? [] : numbersOf(process.files, path);
  if (control === 'numbered' || numbers.length > 0) return `${path}.~${Math.max(0, ...numbers) + 1}~`;
  return path + (options.value('suffix') ?? process.env.get('SIMPLE_BACKUP_SUFFIX') ?? '~');
}
