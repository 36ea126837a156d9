import { encode } from '../kernel/bytes';
import { executableContent } from '../process/executable';
import type { TarEntry } from '../vfs/tar/tar-entry';
import type { Content } from '../vfs/types';

/** Describes the files of a layer in a compact way. Owner is root, modes are 0755 for directories and programs and 0644 for files when not said. */
export class LayerTree {
  private readonly members = new Map<string, TarEntry>();

  /** `modified`: the time of all files, milliseconds since 1970. */
  constructor(private readonly modified: number) {}

  private put(path: string, entry: Partial<TarEntry> & Pick<TarEntry, 'kind' | 'mode'>): this {
    const name = path.replace(/^\/+/, '');
    const parent = name.includes('/') ? name.slice(0, name.lastIndexOf('/')) : '';
    if (parent !== '' && !this.members.has(parent)) this.directory(parent);
    this.members.set(name, { name, uid: 0, gid: 0, modified: this.modified, ...entry });
    return this;
  }

  directory(paths: string, mode = 0o755, owner = { uid: 0, gid: 0 }): this {
    for (const path of paths.split(' ')) this.put(path, { kind: 'directory', mode, ...owner });
    return this;
  }
  file(path: string, text: string, mode = 0o644, owner = { uid: 0, gid: 0 }): this {
    return this.put(path, { kind: 'file', mode, content: encode(text), ...owner });
  }
  link(path: string, target: string): this {
    return this.put(path, { kind: 'symlink', mode: 0o777, linkName: target });
  }
  hardLink(path: string, member: string): this {
    return this.put(path, { kind: 'hardlink', mode: 0o755, linkName: member.replace(/^\/+/, '') });
  }
  /** An executable of a program of the machine. */
  program(path: string, program: string, size: number, mode = 0o755): this {
    return this.put(path, { kind: 'file', mode, content: executableContent(program, size) });
  }
  /** Bytes that nobody looks into: libraries, locales, certificates. They compress to about `density` of their size. */
  filler(path: string, size: number, mode = 0o644, density = 0.38): this {
    let seed = 17;
    for (const character of path) seed = (Math.imul(seed, 31) + character.charCodeAt(0)) >>> 0;
    const content: Content = { head: encode(path.includes('.so') ? '\u007fELF\u0002\u0001\u0001' : `${path}\n`), size, seed, density };
    return this.put(path, { kind: 'file', mode, content });
  }
  /** Deletes what a lower layer has. */
  whiteout(path: string): this {
    const at = path.lastIndexOf('/') + 1;
    return this.put(`${path.slice(0, at)}.wh.${path.slice(at)}`, { kind: 'file', mode: 0o600, content: new Uint8Array(0) });
  }
  /** All members, parents before what is in them, sorted by name. */
  entries(): TarEntry[] {
    return [...this.members.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }
}
