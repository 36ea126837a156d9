import { isSystemError } from '../../kernel/errno';
import { searchPath, isExecutable } from '../interpret/find-command';
import { readAccounts } from '../state/accounts';
import { isSetOption, setOptions, shellOptionDefaults } from '../state/options';
import type { Shell } from '../state/shell';
import { signalNumbers } from '../../process/signal';

const keywords = 'if then else elif fi case esac for select while until do done in function time { } ! [[ ]] coproc'.split(' ');

/** What `compgen -A action word` gives, sorted and without doubles; nothing for actions that are not known. Builtins are told by `shell.builtinNames`. */
export function candidatesFor(shell: Shell, action: string, word: string): string[] {
  const all = unsorted(shell, action, word);
  return [...new Set(all)].filter((name) => name.startsWith(word)).sort();
}

function unsorted(shell: Shell, action: string, word: string): string[] {
  switch (action) {
    case 'alias':
      return [...shell.aliases.keys()];
    case 'builtin':
      return shell.builtinNames();
    case 'function':
      return [...shell.functions.keys()];
    case 'keyword':
      return keywords;
    case 'command':
      return [...shell.aliases.keys(), ...shell.builtinNames(), ...shell.functions.keys(), ...keywords, ...programs(shell, word)];
    case 'variable':
      return shell.variables.names().filter((name) => shell.variables.find(name)?.value !== undefined);
    case 'export':
      return [...shell.variables.exported().keys()];
    case 'arrayvar':
      return shell.variables.names().filter((name) => Array.isArray(shell.variables.find(name)?.value));
    case 'user':
      return readAccounts(shell.process.files).map((account) => account.name);
    case 'job':
      return shell.jobs.list().map((job) => job.command.split(' ')[0] ?? '');
    case 'signal':
      return Object.keys(signalNumbers);
    case 'setopt':
      return setOptions.map(([name]) => name).filter(isSetOption);
    case 'shopt':
      return Object.keys(shellOptionDefaults);
    case 'hostname':
      return [shell.process.namespaces.uts.hostname, 'localhost'];
    case 'file':
      return fileNames(shell, word).map((path) => path.replace(/(.)\/$/, '$1'));
    case 'directory':
      return fileNames(shell, word)
        .filter((path) => path.endsWith('/'))
        .map((path) => path.replace(/(.)\/$/, '$1'));
    default:
      return [];
  }
}

/** Executables in PATH that begin with `word`. */
function programs(shell: Shell, word: string): string[] {
  const found: string[] = [];
  for (const directory of searchPath(shell)) {
    for (const name of namesIn(shell, directory)) if (name.startsWith(word) && isExecutable(shell, `${directory}/${name}`)) found.push(name);
  }
  return found;
}

function namesIn(shell: Shell, directory: string): string[] {
  try {
    return shell.process.files.readDirectory(directory || '.').map((entry) => entry.name);
  } catch (error) {
    if (isSystemError(error)) return [];
    throw error;
  }
}

/** Paths that begin with `word`; directories end with a slash. Hidden ones only when asked for. */
export function fileNames(shell: Shell, word: string): string[] {
  const slash = word.lastIndexOf('/');
  const base = word.slice(0, slash + 1);
  const start = word.slice(slash + 1);
  return namesIn(shell, base === '' ? '.' : base)
    .filter((name) => name.startsWith(start) && (!name.startsWith('.') || start.startsWith('.')))
    .map((name) => base + name + (isDirectory(shell, base + name) ? '/' : ''))
    .sort();
}

function isDirectory(shell: Shell, path: string): boolean {
  try {
    return shell.process.files.stat(path).kind === 'directory';
  } catch (error) {
    if (isSystemError(error)) return false;
    throw error;
  }
}
