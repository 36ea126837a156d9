import { describe, expect, it } from 'vitest';
import { createFakeClock } from '../kernel/clock';
import { SystemError } from '../kernel/errno';
import { createFileCalls } from './file-calls';
import { createMemoryFileSystem } from './memory-file-system';
import { createMountNamespace } from './mount-namespace';
import { createOverlay } from './overlay-file-system';

/** Two lower layers, an upper and a work directory on one disk, mounted on /merged. */
function setUp() {
  const clock = createFakeClock();
  const disk = createMemoryFileSystem({ type: 'ext4', clock });
  const namespace = createMountNamespace({ fileSystem: disk, source: '/dev/vda1' });
  const place = { mount: namespace.rootMount, node: disk.root };
  const files = createFileCalls(() => ({ namespace, root: place, cwd: place, credentials: { uid: 0, gid: 0, groups: [] }, umask: 0o022 }), clock);
  for (const path of ['/base/etc', '/base/d/e', '/top/etc', '/diff', '/work', '/merged']) files.makeDirectory(path, { parents: true });
  files.writeFile('/base/etc/passwd', 'root\n');
  files.writeFile('/base/etc/gone', 'x');
  files.writeFile('/base/d/e/f', 'f');
  files.writeFile('/base/big', { head: new Uint8Array(0), size: 50_000_000, seed: 7, density: 0.5 });
  files.makeNode('/top/etc/gone', { kind: 'character', mode: 0, deviceType: { major: 0, minor: 0 } });
  files.writeFile('/top/etc/hosts', 'localhost\n');
  const node = (path: string) => files.resolve(path).node;
  const mount = () => createOverlay({ lower: [node('/top'), node('/base')], upper: node('/diff'), work: node('/work'), clock });
  namespace.mount(files.resolve('/merged'), { fileSystem: mount(), source: 'overlay' });
  const names = (path: string) =>
    files
      .readDirectory(path)
      .map((entry) => entry.name)
      .sort();
  return { files, names };
}

function errno(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    if (error instanceof SystemError) return error.errno;
    throw error;
  }
  return 'fine';
}

describe('an overlay', () => {
  it('merges directories and hides what a whiteout hides', () => {
    const { files, names } = setUp();
    expect(names('/merged')).toEqual(['big', 'd', 'etc']);
    expect(names('/merged/etc')).toEqual(['hosts', 'passwd']);
    expect(errno(() => files.stat('/merged/etc/gone'))).toBe('ENOENT');
  });
  it('copies up what is written, with its directories, and leaves the lower file alone', () => {
    const { files, names } = setUp();
    files.changeMode('/merged/d', 0o700);
    const inode = files.stat('/merged/d/e/f').inode;
    files.writeFile('/merged/d/e/f', 'more', { append: true });
    expect(files.readText('/merged/d/e/f')).toBe('fmore');
    expect(files.readText('/base/d/e/f')).toBe('f');
    expect(files.readText('/diff/d/e/f')).toBe('fmore');
    expect(files.stat('/diff/d').mode).toBe(0o700);
    expect(files.stat('/merged/d/e/f').inode).toBe(inode);
    expect(names('/diff')).toEqual(['d']);
  });
  it('keeps a recipe a recipe when it is copied up', () => {
    const { files } = setUp();
    files.changeMode('/merged/big', 0o755);
    expect(files.resolve('/diff/big').node.content()).toEqual({ head: new Uint8Array(0), size: 50_000_000, seed: 7, density: 0.5 });
  });
  it('leaves whiteouts, and makes what is made anew opaque', () => {
    const { files, names } = setUp();
    files.removeTree('/merged/d');
    expect(files.lstat('/diff/d')).toMatchObject({ kind: 'character', deviceType: { major: 0, minor: 0 } });
    files.makeDirectory('/merged/d');
    expect(names('/merged/d')).toEqual([]);
    expect(files.getExtended('/diff/d', 'trusted.overlay.opaque')).toEqual(Uint8Array.of(0x79));
    files.unlink('/merged/etc/passwd');
    files.writeFile('/merged/etc/passwd', 'new');
    expect(files.readText('/merged/etc/passwd')).toBe('new');
  });
  it('moves files and new directories, but no directory of a lower layer', () => {
    const { files, names } = setUp();
    expect(errno(() => files.rename('/merged/d', '/merged/x'))).toBe('EXDEV');
    files.rename('/merged/etc/hosts', '/merged/hosts');
    expect(names('/merged/etc')).toEqual(['passwd']);
    files.makeDirectory('/merged/n/m', { parents: true });
    files.rename('/merged/n', '/merged/o');
    expect(names('/merged')).toEqual(['big', 'd', 'etc', 'hosts', 'o']);
    expect(files.realPath('/merged/o/m')).toBe('/merged/o/m');
  });
  it('shows what is changed in the upper directory from outside', () => {
    const { files } = setUp();
    files.writeFile('/diff/fresh', '1');
    expect(files.readText('/merged/fresh')).toBe('1');
    files.unlink('/diff/fresh');
    expect(files.exists('/merged/fresh')).toBe(false);
  });
  it('lets an open file live on after it was deleted', () => {
    const { files } = setUp();
    const file = files.open('/merged/d/e/f', { read: true, write: true });
    files.unlink('/merged/d/e/f');
    file.write(new Uint8Array([65, 66]));
    file.seek(0, 'start');
    expect(file.read(10)).toEqual(Uint8Array.of(65, 66));
    file.release();
    expect(files.exists('/merged/d/e/f')).toBe(false);
  });
});
