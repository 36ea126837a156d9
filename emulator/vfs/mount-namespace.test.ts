import { describe, expect, it } from 'vitest';
import { createFakeClock } from '../kernel/clock';
import { SystemError } from '../kernel/errno';
import { createFileCalls } from './file-calls';
import { createMemoryFileSystem, createTmpfs } from './memory-file-system';
import { createMountNamespace } from './mount-namespace';
import type { FileCalls, MountNamespace, Place } from './types';

const root = { uid: 0, gid: 0, groups: [] };

function setUp() {
  const clock = createFakeClock();
  const fileSystem = createMemoryFileSystem({ type: 'ext4', clock });
  const namespace = createMountNamespace({ fileSystem, source: '/dev/vda1' });
  const place: Place = { mount: namespace.rootMount, node: fileSystem.root };
  const callsIn = (mounts: MountNamespace, at: Place = place, cwd: Place = at): FileCalls =>
    createFileCalls(() => ({ namespace: mounts, root: at, cwd, credentials: root, umask: 0o022 }), clock);
  return { clock, fileSystem, namespace, files: callsIn(namespace), callsIn };
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

const names = (files: FileCalls, path: string) => files.readDirectory(path).map(({ name }) => name);

describe('a mount namespace', () => {
  it('shows what is mounted last, and what was below when that is gone', () => {
    const { files, namespace, clock } = setUp();
    files.makeDirectory('/m');
    files.writeFile('/m/below', '');
    const first = namespace.mount(files.resolve('/m'), { fileSystem: createTmpfs({ clock }), source: 'one' });
    files.writeFile('/m/first', '');
    const second = namespace.mount(files.resolve('/m'), { fileSystem: createTmpfs({ clock }), source: 'two' });
    expect(names(files, '/m')).toEqual([]);
    expect(errno(() => namespace.unmount(first))).toBe('EBUSY');
    namespace.unmount(second);
    expect(names(files, '/m')).toEqual(['first']);
    namespace.unmount(first);
    expect(names(files, '/m')).toEqual(['below']);
    expect(errno(() => namespace.unmount(first))).toBe('EINVAL');
    expect(errno(() => namespace.unmount(namespace.rootMount))).toBe('EINVAL');
  });
  it('binds directories and files', () => {
    const { files, namespace, fileSystem } = setUp();
    files.makeDirectory('/data/sub', { parents: true });
    files.makeDirectory('/c/mnt', { parents: true });
    files.writeFile('/data/hosts', 'bound');
    files.writeFile('/c/hosts', 'own');
    const bind = (from: string, to: string, readOnly = false) =>
      namespace.mount(files.resolve(to), { fileSystem, root: files.resolve(from).node, rootPath: from, source: '/dev/vda1', readOnly });
    bind('/data', '/c/mnt');
    bind('/data/hosts', '/c/hosts', true);
    expect(files.readText('/c/hosts')).toBe('bound');
    expect(errno(() => files.writeFile('/c/hosts', 'x'))).toBe('EROFS');
    expect(errno(() => files.changeMode('/c/hosts', 0))).toBe('EROFS');
    expect(errno(() => files.unlink('/c/hosts'))).toBe('EBUSY');
    expect(errno(() => files.rename('/c/hosts', '/c/x'))).toBe('EBUSY');
    expect(files.realPath('/c/mnt/sub/../..')).toBe('/c');
    expect(files.pathOf(files.resolve('/c/mnt/sub'))).toBe('/c/mnt/sub');
    expect(files.pathOf(files.resolve('/c/hosts'))).toBe('/c/hosts');
    expect(errno(() => files.rename('/data/hosts', '/c/mnt/hosts2'))).toBe('EXDEV');
    expect(errno(() => files.link('/data/hosts', '/c/mnt/hosts2'))).toBe('EXDEV');
    expect(errno(() => bind('/data', '/c/hosts'))).toBe('ENOTDIR');
  });
  it('takes all that stands on a mount away with it, when asked', () => {
    const { files, namespace, clock } = setUp();
    files.makeDirectory('/a');
    const outer = namespace.mount(files.resolve('/a'), { fileSystem: createTmpfs({ clock }), source: 'outer' });
    files.makeDirectory('/a/b');
    namespace.mount(files.resolve('/a/b'), { fileSystem: createTmpfs({ clock }), source: 'inner' });
    expect(errno(() => namespace.unmount(outer))).toBe('EBUSY');
    namespace.unmount(outer, { lazy: true });
    expect(namespace.mounts.length).toBe(1);
  });
  it('goes its own way when it was cloned', () => {
    const { files, namespace, clock, callsIn } = setUp();
    files.makeDirectory('/m');
    const shared = namespace.mount(files.resolve('/m'), { fileSystem: createTmpfs({ clock }), source: 'shared' });
    const clone = namespace.clone();
    const inside = callsIn(clone);
    inside.writeFile('/m/both', '');
    expect(names(files, '/m')).toEqual(['both']);
    clone.unmount(clone.mounts[1] ?? shared);
    expect(names(inside, '/m')).toEqual([]);
    expect(names(files, '/m')).toEqual(['both']);
    expect(clone.id).not.toBe(namespace.id);
  });
  it('keeps those whose root is a directory inside', () => {
    const { files, namespace, callsIn } = setUp();
    files.makeDirectory('/jail/home', { parents: true });
    files.writeFile('/secret', '');
    files.symlink('/secret', '/jail/link');
    files.symlink('../../../secret', '/jail/home/up');
    const jail = files.resolve('/jail');
    const inside = callsIn(namespace, jail);
    expect(names(inside, '/..')).toEqual(['home', 'link']);
    expect(errno(() => inside.stat('/link'))).toBe('ENOENT');
    expect(errno(() => inside.stat('/home/up'))).toBe('ENOENT');
    expect(inside.realPath('/home/../../home')).toBe('/home');
    const outside = callsIn(namespace, jail, files.resolve('/'));
    expect(outside.pathOf(files.resolve('/'))).toBe('(unreachable)/');
  });
  it('knows no path of a directory that was removed', () => {
    const { files, namespace, callsIn } = setUp();
    files.makeDirectory('/gone');
    const place = files.resolve('/gone');
    const there = callsIn(namespace, files.resolve('/'), place);
    files.removeDirectory('/gone');
    expect(errno(() => there.pathOf(place))).toBe('ENOENT');
    expect(errno(() => there.writeFile('x', ''))).toBe('ENOENT');
    expect(names(there, '.')).toEqual([]);
    expect(there.realPath('..')).toBe('/');
  });
});

describe('paths', () => {
  it('have limits', () => {
    const { files } = setUp();
    expect(errno(() => files.stat(''))).toBe('ENOENT');
    expect(errno(() => files.writeFile(`/${'x'.repeat(256)}`, ''))).toBe('ENAMETOOLONG');
    expect(errno(() => files.writeFile(`/${'ü'.repeat(128)}`, ''))).toBe('ENAMETOOLONG');
    expect(errno(() => files.writeFile(`/${'x'.repeat(255)}`, ''))).toBe('fine');
    expect(errno(() => files.stat(`/${'x/'.repeat(2048)}`))).toBe('ENAMETOOLONG');
    for (let i = 0; i < 41; i++) files.symlink(i === 0 ? '/' : `l${i - 1}`, `/l${i}`);
    expect(errno(() => files.stat('/l39'))).toBe('fine');
    expect(errno(() => files.stat('/l40'))).toBe('ELOOP');
  });
  it('can be resolved to what is not there yet', () => {
    const { files } = setUp();
    files.makeDirectory('/d');
    files.symlink('d', '/s');
    expect(files.realPath('/s/new', { missingLast: true })).toBe('/d/new');
    expect(files.realPath('/new', { missingLast: true })).toBe('/new');
    expect(errno(() => files.realPath('/s/new'))).toBe('ENOENT');
    expect(errno(() => files.realPath('/x/new', { missingLast: true }))).toBe('ENOENT');
  });
});
