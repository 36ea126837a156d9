import type { FileCalls } from '../../vfs/types';
import { readOptional } from './apt-state';
import { resolvePackages, type ArchivePackage } from './package';

const installedFile = '/lib/apk/db/installed';
export const worldFile = '/etc/apk/world';
export const cacheDirectory = '/var/cache/apk';

/** A package of the database: letters of apk's format, and its files. */
export interface Installed {
  readonly name: string;
  readonly version: string;
  /** Bytes. */
  readonly size: number;
  readonly description: string;
  readonly depends: readonly string[];
  readonly files: readonly string[];
}

/** apk's database of what is installed (`P:` name, `V:` version, `I:` bytes, `D:` needs, `T:` description, `F:`/`R:` files). */
export function readInstalled(files: FileCalls): Map<string, Installed> {
  const found = new Map<string, Installed>();
  for (const block of readOptional(files, installedFile).split('\n\n')) {
    const field = (letter: string) => new RegExp(`^${letter}:(.*)$`, 'm').exec(block)?.[1] ?? '';
    if (field('P') === '') continue;
    let folder = '';
    const paths: string[] = [];
    for (const line of block.split('\n')) {
      if (line.startsWith('F:')) paths.push((folder = `/${line.slice(2)}`));
      else if (line.startsWith('R:')) paths.push(`${folder}/${line.slice(2)}`);
    }
    found.set(field('P'), { name: field('P'), version: field('V'), size: Number(field('I')), description: field('T'), depends: words(field('D')), files: paths });
  }
  return found;
}

export function writeInstalled(files: FileCalls, installed: ReadonlyMap<string, Installed>): void {
  files.makeDirectory('/lib/apk/db', { parents: true });
  files.writeFile(installedFile, [...installed.values()].map(formatInstalled).join(''));
}

/** A package's paragraph in the database. */
export function formatInstalled(one: Installed): string {
  const folders = new Map<string, string[]>();
  for (const path of one.files) {
    const at = path.lastIndexOf('/');
    if (one.files.some((other) => other.startsWith(`${path}/`))) folders.set(path, folders.get(path) ?? []);
    else folders.set(path.slice(0, at), [...(folders.get(path.slice(0, at)) ?? []), path.slice(at + 1)]);
  }
  const listed = [...folders].map(([folder, names]) => `F:${folder.slice(1)}\n${names.map((name) => `R:${name}\n`).join('')}`).join('');
  return `P:${one.name}\nV:${one.version}\nA:x86_64\nS:${Math.ceil(one.size / 2)}\nI:${one.size}\nT:${one.description}\n${one.depends.length > 0 ? `D:${one.depends.join(' ')}\n` : ''}${listed}\n`;
}

/** What the user asked for: names, as in /etc/apk/world. */
export const readWorld = (files: FileCalls) => words(readOptional(files, worldFile).replaceAll('\n', ' '));

export function writeWorld(files: FileCalls, names: readonly string[]): void {
  files.writeFile(worldFile, [...new Set(names)].sort().map((name) => `${name}\n`).join(''));
}

const words = (text: string) => text.split(/\s+/).filter((word) => word !== '');

/** Everything that stays when only `world` is wanted. */
export function neededBy(installed: ReadonlyMap<string, Installed>, world: readonly string[]): Set<string> {
  const kept = new Set<string>();
  const visit = (name: string) => {
    const one = installed.get(name);
    if (!one || kept.has(name)) return;
    kept.add(name);
    for (const dependency of one.depends) visit(dependency);
  };
  for (const name of world) visit(name.replace(/[=<>~].*$/, ''));
  return kept;
}

/** What has to be installed for `names`, and which names the archive lacks. */
export function selectPackages(archive: ReadonlyMap<string, ArchivePackage>, installed: ReadonlyMap<string, Installed>, names: readonly string[]) {
  return resolvePackages(archive, names, (name) => installed.has(name));
}

/** `OK: 12 MiB in 25 packages` */
export function summary(installed: ReadonlyMap<string, Installed>): string {
  const bytes = [...installed.values()].reduce((sum, one) => sum + one.size, 0);
  return `OK: ${Math.round(bytes / 1024 ** 2)} MiB in ${installed.size} packages\n`;
}
