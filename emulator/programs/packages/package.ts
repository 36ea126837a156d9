import { encode } from '../../kernel/bytes';
import { executableContent } from '../../process/executable';
import type { FileCalls } from '../../vfs/types';

/** A package as its archive describes it. */
export interface ArchivePackage {
  readonly name: string;
  readonly version: string;
  /** Bytes of the package file, as the archive says. */
  readonly download: number;
  /** Bytes on the disk. */
  readonly installed: number;
  readonly section: string;
  readonly depends: readonly string[];
  /** Executables: where they go, and the program of the machine that they are. */
  readonly programs: readonly { readonly path: string; readonly program: string }[];
  readonly description: string;
}

const setUserId = new Set(['gnu/sudo', 'gnu/su', 'gnu/passwd', 'gnu/newgrp']);

/** Puts a package's files into the file system; returns their paths, directories too, in order. Space for what no program is goes into one library or data file. */
export function unpack(files: FileCalls, one: ArchivePackage, documents = `/usr/share/doc/${one.name}`): string[] {
  const paths = new Set<string>();
  const place = (path: string, make: () => void) => {
    const parents = path.split('/').slice(1, -1);
    for (let depth = 1; depth <= parents.length; depth++) paths.add(`/${parents.slice(0, depth).join('/')}`);
    files.makeDirectory(path.slice(0, path.lastIndexOf('/')), { parents: true });
    if (files.exists(path)) files.unlink(path);
    make();
    paths.add(path);
  };
  const each = one.programs.length === 0 ? 0 : Math.floor((one.installed * 0.8) / one.programs.length);
  for (const { path, program } of one.programs) {
    place(path, () => {
      files.writeFile(path, executableContent(program, each));
      files.changeMode(path, setUserId.has(program) ? 0o4755 : 0o755);
    });
  }
  const rest = Math.max(0, one.installed - each * one.programs.length - 2048);
  const data = one.section === 'libs' ? `/usr/lib/x86_64-linux-gnu/${one.name.replace(/\d*$/, '')}.so.${/\d+$/.exec(one.name)?.[0] ?? '0'}` : `${documents}/changelog.gz`;
  place(data, () => files.writeFile(data, { head: encode(''), size: rest, seed: one.name.length, density: 0.4 }));
  place(`${documents}/copyright`, () => files.writeFile(`${documents}/copyright`, `${one.name}: see the package's own home for who wrote it and under which licence.\n`));
  return [...paths];
}

/** Removes files of a package, and directories that are empty then. */
export function removeFiles(files: FileCalls, paths: readonly string[]): void {
  for (const path of [...paths].reverse()) {
    if (!files.exists(path)) continue;
    if (files.lstat(path).kind !== 'directory') files.unlink(path);
    else if (files.readDirectory(path).length === 0) files.removeDirectory(path);
  }
}

/** The packages that `names` need, dependencies first, without those that `has` says are there. `missing` collects what the archive lacks. */
export function resolvePackages(archive: ReadonlyMap<string, ArchivePackage>, names: readonly string[], has: (name: string) => boolean): { wanted: ArchivePackage[]; missing: string[] } {
  const wanted = new Map<string, ArchivePackage>();
  const missing: string[] = [];
  const visit = (name: string) => {
    if (has(name) || wanted.has(name)) return;
    const found = archive.get(name);
    if (!found) return void missing.push(name);
    for (const dependency of found.depends) if (archive.has(dependency)) visit(dependency);
    wanted.set(name, found);
  };
  for (const name of names) visit(name);
  return { wanted: [...wanted.values()], missing };
}
