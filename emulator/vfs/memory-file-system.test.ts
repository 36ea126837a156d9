import { describe, expect, it } from 'vitest';
import { encode } from '../kernel/bytes';
import { createFakeClock } from '../kernel/clock';
import { SystemError } from '../kernel/errno';
import { callsInside } from './calls-inside';
import { createMemoryFileSystem, type MemoryFileSystemOptions } from './memory-file-system';

function setUp(options: Partial<MemoryFileSystemOptions> = {}) {
  const clock = createFakeClock();
  const fileSystem = createMemoryFileSystem({ type: 'ext4', clock, ...options });
  return { clock, fileSystem, files: callsInside(fileSystem.root, clock) };
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

describe('a memory file system', () => {
  it('is full when it is full, and keeps what was there', () => {
    const { files, fileSystem } = setUp({ totalBytes: 40 * 4096 });
    files.writeFile('/old', 'old');
    expect(errno(() => files.writeFile('/new', new Uint8Array(50 * 4096)))).toBe('ENOSPC');
    expect(files.exists('/new')).toBe(false);
    expect(errno(() => files.writeFile('/old', new Uint8Array(50 * 4096)))).toBe('ENOSPC');
    expect(files.readText('/old')).toBe('old');
    const { freeBytes } = fileSystem.usage();
    const file = files.open('/part', { write: true, create: true });
    expect(file.write(new Uint8Array(100 * 4096).fill(1))).toBe(freeBytes);
    expect(errno(() => file.write(encode('x')))).toBe('ENOSPC');
    expect(fileSystem.usage().freeBytes).toBe(0);
    file.release();
    files.unlink('/part');
    expect(fileSystem.usage().freeBytes).toBe(freeBytes);
  });
  it('counts recipes as the space that they would take', () => {
    const { files, fileSystem } = setUp({ totalBytes: 1000 * 4096 });
    const before = fileSystem.usage().freeBytes;
    files.writeFile('/lazy', { head: encode('x'), size: 100 * 4096, seed: 1, density: 0.5 });
    expect(before - fileSystem.usage().freeBytes).toBe(100 * 4096);
    expect(files.stat('/lazy').blocks).toBe(800);
    expect(errno(() => files.writeFile('/more', { head: encode('x'), size: 10 ** 9, seed: 1, density: 0.5 }))).toBe('ENOSPC');
  });
  it('keeps the space of a deleted file until it is closed', () => {
    const { files, fileSystem } = setUp();
    const before = fileSystem.usage();
    files.writeFile('/a', new Uint8Array(8192).fill(1));
    const file = files.open('/a', { read: true });
    files.unlink('/a');
    expect(fileSystem.usage().freeBytes).toBe(before.freeBytes - 8192);
    expect(file.attributes().links).toBe(0);
    expect((file.read(10) as Uint8Array).length).toBe(10);
    file.retain();
    file.release();
    file.release();
    expect(fileSystem.usage()).toEqual(before);
  });
  it('has as many inodes as it has', () => {
    const { files } = setUp({ totalInodes: 3 });
    files.writeFile('/a', '');
    files.writeFile('/b', '');
    expect(errno(() => files.makeDirectory('/c'))).toBe('ENOSPC');
    files.unlink('/a');
    files.makeDirectory('/c');
  });
  it('refuses all changes when it is read-only', () => {
    const { fileSystem } = setUp({ readOnly: true });
    expect(errno(() => fileSystem.root.create('a', { kind: 'file', mode: 0o644, uid: 0, gid: 0 }))).toBe('EROFS');
    expect(errno(() => fileSystem.root.change({ mode: 0 }))).toBe('EROFS');
  });
  it('sets the times that Linux sets', () => {
    const { files, clock } = setUp();
    files.makeDirectory('/d');
    files.writeFile('/d/a', 'text');
    const made = files.stat('/d/a');
    clock.advance(1000);
    files.readText('/d/a');
    expect(files.stat('/d/a').accessed).toBeGreaterThanOrEqual(made.accessed + 1000);
    clock.advance(1000);
    files.readText('/d/a');
    expect(files.stat('/d/a').accessed).toBeLessThan(made.accessed + 2000);
    files.changeMode('/d/a', 0o600);
    expect(files.stat('/d/a')).toMatchObject({ modified: made.modified });
    expect(files.stat('/d/a').changed).toBeGreaterThanOrEqual(made.changed + 2000);
    const directory = files.stat('/d');
    clock.advance(1000);
    files.writeFile('/d/a', 'more');
    expect(files.stat('/d').modified).toBe(directory.modified);
    files.link('/d/a', '/d/b');
    expect(files.stat('/d').modified).toBeGreaterThanOrEqual(directory.modified + 1000);
  });
  it('has directories of the size that ext4 and tmpfs give them', () => {
    const ext4 = setUp().files;
    expect(ext4.stat('/')).toMatchObject({ size: 4096, blocks: 8, inode: 2 });
    for (let i = 0; i < 300; i++) ext4.writeFile(`/a-name-of-some-length-${i}`, '');
    expect(ext4.stat('/').size).toBe(12288);
    const tmpfs = setUp({ type: 'tmpfs' }).files;
    tmpfs.makeDirectory('/a');
    expect(tmpfs.stat('/')).toMatchObject({ size: 60, blocks: 0, inode: 1 });
  });
});
