import { isSystemError } from '../../kernel/errno';
import { compareVersions } from '../command-line/version-order';
import { displayWidth } from '../command-line/width';
import { createTool, type Flavour, type Tool } from '../command-line/tool';
import { quoteAlways } from '../command-line/quote';
import { listingOptions, lsHelp, readSettings, type Entry, type LsKey, type Settings } from './ls-settings';
import { renderEntries } from './ls-render';

/** `ls` in GNU's or busybox's flavour. */
export const createLs = (flavour: Flavour) => createTool({ name: 'ls', options: listingOptions, help: lsHelp, usageCode: 2, run }, flavour);

async function run(tool: Tool<LsKey>): Promise<void> {
  const settings = readSettings(tool);
  const files: Entry[] = [];
  const directories: Entry[] = [];
  for (const operand of tool.operands.length > 0 ? tool.operands : ['.']) {
    try {
      const named = readEntry(tool, operand, operand, false);
      const follow = settings.followOperands === 'all' || (settings.followOperands === 'directories' && named.target.kind === 'directory');
      const entry = follow ? { ...named, attributes: named.target } : named;
      (entry.attributes.kind === 'directory' && !settings.directoriesThemselves ? directories : files).push(entry);
    } catch (error) {
      if (!isSystemError(error)) throw error;
      await tool.complain(tool.flavour === 'gnu' ? `cannot access ${quoteAlways(operand)}: ${error.message}` : `${operand}: ${error.message}`, tool.flavour === 'gnu' ? 2 : 1);
    }
  }
  if (files.length > 0) await tool.out.write(renderEntries(tool, sortEntries(files, settings), settings, false));
  const titled = settings.recursive || directories.length + files.length > 1 || tool.code > 0;
  let first = files.length === 0;
  for (const directory of sortEntries(directories, settings)) {
    first = await listDirectory(tool, directory.name, settings, titled, first);
  }
}

/** Lists one directory, and those in it with -R; returns false: what follows needs a blank line before it. */
async function listDirectory(tool: Tool<LsKey>, path: string, settings: Settings, titled: boolean, first: boolean): Promise<boolean> {
  await tool.process.tick();
  let names: string[];
  try {
    names = tool.process.files.readDirectory(path).map((entry) => entry.name);
  } catch (error) {
    if (!isSystemError(error)) throw error;
    await tool.complain(tool.flavour === 'gnu' ? `cannot open directory ${quoteAlways(path)}: ${error.message}` : `can't open '${path}': ${error.message}`, titled ? 1 : 2);
    return first;
  }
  names = names.filter((name) => settings.hidden !== 'none' || !name.startsWith('.'));
  if (settings.hidden === 'all') names.unshift('.', '..');
  names = names.filter((name) => !settings.ignored.some((pattern) => pattern.test(name)));
  const entries = sortEntries(
    names.flatMap((name) => {
      try {
        return [readEntry(tool, name, path.endsWith('/') ? path + name : `${path}/${name}`, settings.followAll)];
      } catch (error) {
        if (isSystemError(error)) return []; // gone meanwhile
        throw error;
      }
    }),
    settings,
  );
  if (titled) await tool.out.write(`${first ? '' : '\n'}${settings.quote(path)}:\n`);
  await tool.out.write(renderEntries(tool, entries, settings, true));
  if (settings.recursive) {
    for (const entry of entries) {
      if (entry.attributes.kind === 'directory' && entry.name !== '.' && entry.name !== '..') {
        await listDirectory(tool, entry.path, settings, true, false);
      }
    }
  }
  return false;
}

function readEntry(tool: Tool<LsKey>, name: string, path: string, follow: boolean): Entry {
  const { files } = tool.process;
  const own = files.lstat(path);
  let target = own;
  if (own.kind === 'symlink') {
    try {
      target = files.stat(path);
    } catch (error) {
      if (!isSystemError(error)) throw error;
      return { name, path, attributes: own, target: own, broken: true };
    }
  }
  return { name, path, attributes: follow ? target : own, target, broken: false };
}

function sortEntries(entries: readonly Entry[], settings: Settings): Entry[] {
  if (settings.sort === 'none') return [...entries];
  const byName = (a: Entry, b: Entry) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);
  const compare: Record<Exclude<Settings['sort'], 'none'>, (a: Entry, b: Entry) => number> = {
    name: byName,
    size: (a, b) => b.attributes.size - a.attributes.size || byName(a, b),
    time: (a, b) => b.attributes[settings.time] - a.attributes[settings.time] || byName(a, b),
    extension: (a, b) => {
      const [left, right] = [a.name, b.name].map((name) => (name.includes('.') ? name.slice(name.lastIndexOf('.')) : '')) as [string, string];
      return left < right ? -1 : left > right ? 1 : byName(a, b);
    },
    version: (a, b) => compareVersions(a.name, b.name) || byName(a, b),
    width: (a, b) => displayWidth(settings.quote(a.name)) - displayWidth(settings.quote(b.name)) || byName(a, b),
  };
  const sorted = [...entries].sort(compare[settings.sort]);
  if (settings.reverse) sorted.reverse();
  if (settings.directoriesFirst) sorted.sort((a, b) => Number(b.target.kind === 'directory') - Number(a.target.kind === 'directory'));
  return sorted;
}
