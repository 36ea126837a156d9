import { describe, expect, it } from 'vitest';
import { createFakeClock } from '../kernel/clock';
import { SystemError } from '../kernel/errno';
import { createFileCalls } from './file-calls';
import { createMemoryFileSystem } from './memory-file-system';
import { createMountNamespace } from './mount-namespace';
import type { Credentials, FileCalls } from './types';

const root: Credentials = { uid: 0, gid: 0, groups: [] };

/** A machine with one empty file system: calls for any user. */
function setUp() {
  const clock = createFakeClock();
  const fileSystem = createMemoryFileSystem({ type: 'ext4', clock });
  const namespace = createMountNamespace({ fileSystem, source: '/dev/vda1' });
  const place = { mount: namespace.rootMount, node: fileSystem.root };
  const as = (credentials: Credentials): FileCalls => createFileCalls(() => ({ namespace, root: place, cwd: place, credentials, umask: 0o022 }), clock);
  return { clock, fileSystem, namespace, files: as(root), as };
}

/** The errno of what `action` throws. */
function errno(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    if (error instanceof SystemError) return error.errno;
    throw error;
  }
  return 'fine';
}

describe('file calls', () => {
  it('read what was written', () => {
    const { files } = setUp();
    files.makeDirectory('/a/b', { parents: true });
    files.writeFile('/a/b/c', 'hello\n');
    expect(files.readText('/a/b/c')).toBe('hello\n');
    files.writeFile('/a/b/c', 'more\n', { append: true });
    expect(files.readText('/a/b/c')).toBe('hello\nmore\n');
    expect(files.stat('/a/b/c')).toMatchObject({ kind: 'file', mode: 0o644, size: 11, blocks: 8, links: 1 });
    expect(files.stat('/a').links).toBe(3);
  });
  it('follow symlinks, dangling ones too when making a file', () => {
    const { files } = setUp();
    files.makeDirectory('/d');
    files.symlink('d/new', '/l');
    files.writeFile('/l', 'x');
    expect(files.readText('/d/new')).toBe('x');
    files.symlink('/loop', '/loop');
    expect(errno(() => files.stat('/loop'))).toBe('ELOOP');
  });
  it('walk out of mounts by ..', () => {
    const { files, namespace, clock } = setUp();
    files.makeDirectory('/m/n', { parents: true });
    const inner = createMemoryFileSystem({ type: 'tmpfs', clock });
    const mount = namespace.mount(files.resolve('/m/n'), { fileSystem: inner, source: 'tmpfs' });
    files.makeDirectory('/m/n/deep');
    files.writeFile('/m/n/deep/../../beside', '1');
    expect(files.exists('/m/beside')).toBe(true);
    expect(files.pathOf(files.resolve('/m/n/deep'))).toBe('/m/n/deep');
    expect(errno(() => files.removeDirectory('/m/n'))).toBe('EBUSY');
    expect(errno(() => files.rename('/m/beside', '/m/n/x'))).toBe('EXDEV');
    namespace.unmount(mount);
    expect(files.readDirectory('/m/n')).toEqual([]);
  });
  it('check permissions of those who are not root', () => {
    const { files, as } = setUp();
    const learner = as({ uid: 1000, gid: 1000, groups: [27] });
    files.makeDirectory('/secret', { mode: 0o700 });
    files.makeDirectory('/tmp');
    files.changeMode('/tmp', 0o1777);
    files.writeFile('/tmp/mine', '');
    expect(errno(() => learner.readDirectory('/secret'))).toBe('EACCES');
    expect(errno(() => learner.stat('/secret/x'))).toBe('EACCES');
    expect(errno(() => learner.writeFile('/x', ''))).toBe('EACCES');
    expect(errno(() => learner.unlink('/tmp/mine'))).toBe('EPERM');
    expect(errno(() => learner.writeFile('/tmp/mine', 'x'))).toBe('EACCES');
    learner.writeFile('/tmp/yours', 'y');
    expect(learner.stat('/tmp/yours')).toMatchObject({ uid: 1000, gid: 1000 });
    expect(errno(() => learner.changeOwner('/tmp/yours', 0, 0))).toBe('EPERM');
  });
  it('copy trees with all that is in them', () => {
    const { files, as } = setUp();
    files.makeDirectory('/a/b', { parents: true });
    files.writeFile('/a/b/f', 'text');
    files.link('/a/b/f', '/a/g');
    files.symlink('b/f', '/a/s');
    files.changeOwner('/a/b/f', 1000, 1001);
    files.changeMode('/a/b/f', 0o4750);
    files.setTimes('/a/b', { accessed: 1000, modified: 2000 });
    files.writeFile('/a/lazy', { head: new Uint8Array(0), size: 10 ** 8, seed: 1, density: 1 });
    files.copyTree('/a', '/c');
    expect(files.stat('/c/b/f')).toMatchObject({ uid: 1000, gid: 1001, mode: 0o4750, links: 2, size: 4 });
    expect(files.stat('/c/g').inode).toBe(files.stat('/c/b/f').inode);
    expect(files.readLink('/c/s')).toBe('b/f');
    expect(files.stat('/c/b')).toMatchObject({ accessed: 1000, modified: 2000 });
    expect(files.resolve('/c/lazy').node.content()).toMatchObject({ size: 10 ** 8, seed: 1 });
    expect(errno(() => files.copyTree('/a', '/a/b/inside'))).toBe('EINVAL');
    const learner = as({ uid: 1000, gid: 1000, groups: [] });
    files.makeDirectory('/home');
    files.changeOwner('/home', 1000, 1000);
    learner.copyTree('/a', '/home/a');
    expect(learner.stat('/home/a/b/f')).toMatchObject({ uid: 1000, gid: 1000, mode: 0o750 });
  });
  it('remove trees, and do not mind what is not there', () => {
    const { files, as } = setUp();
    files.makeDirectory('/a/b/c', { parents: true });
    files.writeFile('/a/b/f', '');
    files.symlink('/', '/a/root');
    expect(errno(() => as({ uid: 1000, gid: 1000, groups: [] }).removeTree('/a'))).toBe('EACCES');
    files.removeTree('/a');
    files.removeTree('/a');
    expect(files.readDirectory('/')).toEqual([]);
  });
  it('name the path that was given in what they throw', () => {
    const { files } = setUp();
    for (const action of [() => files.stat('x/y'), () => files.writeFile('x/y', ''), () => files.rename('x/y', '/z'), () => files.removeDirectory('x/y')]) {
      expect(action).toThrow(expect.objectContaining({ errno: 'ENOENT', path: 'x/y', message: 'No such file or directory' }));
    }
  });
  it('append at the end, wherever others have written meanwhile', () => {
    const { files } = setUp();
    const one = files.open('/log', { write: true, append: true, create: true });
    const two = files.open('/log', { write: true, append: true });
    one.write(new TextEncoder().encode('a'));
    two.write(new TextEncoder().encode('b'));
    one.write(new TextEncoder().encode('c'));
    expect(files.readText('/log')).toBe('abc');
    expect(errno(() => one.read(1))).toBe('EBADF');
    expect(errno(() => one.seek(-1, 'start'))).toBe('EINVAL');
  });
});
