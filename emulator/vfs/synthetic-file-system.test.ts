import { describe, expect, it } from 'vitest';
import { createFakeClock } from '../kernel/clock';
import { SystemError } from '../kernel/errno';
import { callsInside } from './calls-inside';
import { createMemoryFileSystem } from './memory-file-system';
import { createSyntheticFileSystem, syntheticDirectory, syntheticText } from './synthetic-file-system';

function errno(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    if (error instanceof SystemError) return error.errno;
    throw error;
  }
  return 'fine';
}

function setUp() {
  const clock = createFakeClock();
  const running = new Map([[1, 'init']]);
  const memory = createMemoryFileSystem({ type: 'tmpfs', clock });
  const shared = memory.root.create('shared', { kind: 'file', mode: 0o644, uid: 0, gid: 0, content: new TextEncoder().encode('shared') });
  let limit = 'max';
  const groups = new Set<string>();
  const root = syntheticDirectory({
    uptime: syntheticText(() => `${clock.uptime() / 1000}\n`),
    limit: { kind: 'file', read: () => limit, write: (text) => (limit = text.trim()) },
    self: { kind: 'symlink', target: () => '1' },
    open: { kind: 'symlink', target: () => 'pipe:[5]', jump: () => shared },
    groups: {
      kind: 'directory',
      mode: 0o755,
      names: () => groups,
      lookup: (name) => (groups.has(name) ? syntheticDirectory({}) : undefined),
      makeDirectory: (name) => groups.add(name),
      removeDirectory: (name) => groups.delete(name),
    },
  });
  const fileSystem = createSyntheticFileSystem({
    type: 'proc',
    clock,
    root: {
      ...root,
      names: () => [...root.names(), ...[...running.keys()].map(String)],
      lookup: (name) =>
        root.lookup(name) ?? (running.has(Number(name)) ? syntheticDirectory({ comm: syntheticText(() => `${running.get(Number(name))}\n`) }) : undefined),
    },
  });
  return { clock, running, files: callsInside(fileSystem.root, clock) };
}

describe('a synthetic file system', () => {
  it('makes its texts when they are read', () => {
    const { files, clock, running } = setUp();
    clock.advance(2000);
    expect(files.readText('/uptime')).toBe('2\n');
    expect(files.stat('/uptime')).toMatchObject({ kind: 'file', size: 0, mode: 0o444 });
    running.set(7, 'sh');
    expect(files.readText('/7/comm')).toBe('sh\n');
    running.delete(7);
    expect(errno(() => files.readText('/7/comm'))).toBe('ENOENT');
  });
  it('takes what is written where it may be', () => {
    const { files } = setUp();
    files.writeFile('/limit', '512\n');
    expect(files.readText('/limit')).toBe('512');
    expect(errno(() => files.writeFile('/uptime', 'x'))).toBe('EACCES');
    expect(errno(() => files.writeFile('/new', 'x'))).toBe('EPERM');
    expect(errno(() => files.unlink('/uptime'))).toBe('EPERM');
  });
  it('has links to paths and to files', () => {
    const { files } = setUp();
    expect(files.readText('/self/comm')).toBe('init\n');
    expect(files.readLink('/open')).toBe('pipe:[5]');
    expect(files.readText('/open')).toBe('shared');
    expect(files.pathOf(files.resolve('/self'))).toBe('/1');
  });
  it('has directories that can be made, when it wants', () => {
    const { files } = setUp();
    files.makeDirectory('/groups/docker');
    expect(files.readDirectory('/groups').map(({ name }) => name)).toEqual(['docker']);
    files.removeDirectory('/groups/docker');
    expect(errno(() => files.stat('/groups/docker'))).toBe('ENOENT');
    expect(errno(() => files.makeDirectory('/1/x'))).toBe('EPERM');
  });
});
