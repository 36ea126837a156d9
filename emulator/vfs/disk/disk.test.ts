import { describe, expect, it } from 'vitest';
import { decode, encode } from '../../kernel/bytes';
import { createFakeClock } from '../../kernel/clock';
import { callsInside } from '../calls-inside';
import { createDisk, importDisk, type Disk } from './disk';
import type { DiskRecord } from './disk-record';

const clock = createFakeClock();
const options = { type: 'ext4', device: 65025, clock };

/** A disk and the store that it is kept in. */
function setUp() {
  const disk = createDisk(options);
  const store = new Map<number, DiskRecord>();
  const save = () => {
    const changes = disk.takeDirty();
    // As IndexedDB does it.
    for (const [key, record] of structuredClone(changes.changed)) store.set(key, record);
    for (const key of changes.removed) store.delete(key);
    return changes;
  };
  return { disk, store, save, files: callsInside(disk.fileSystem.root, clock) };
}

/** All there is to know of a disk. */
function contents(disk: Disk): unknown {
  const records = [...disk.exportDisk()].sort(([a], [b]) => a - b);
  // As text, since comparing large arrays takes seconds.
  const plain = (_key: string, value: unknown) => (value instanceof Uint8Array ? decode(value) : value instanceof Map ? [...value] : value);
  return { records: JSON.stringify(records, plain), usage: disk.fileSystem.usage() };
}

describe('a disk', () => {
  it('comes back the same', () => {
    const { disk, store, save, files } = setUp();
    files.makeDirectory('/a/b', { parents: true });
    files.writeFile('/a/b/file', 'text');
    files.link('/a/b/file', '/hard');
    files.symlink('a/b', '/soft');
    files.makeNode('/null', { kind: 'character', mode: 0o666, deviceType: { major: 1, minor: 3 } });
    files.setExtended('/a', 'trusted.overlay.opaque', encode('y'));
    files.writeFile('/lazy', { head: encode('head'), size: 10_000_000, seed: 1, density: 0.5 });
    files.writeFile('/lazy', 'tail', { append: true });
    files.writeFile('/sparse', '');
    files.truncate('/sparse', 3_000_000);
    files.changeOwner('/a/b/file', 1000, 1000);
    save();
    files.writeFile('/a/later', 'x'.repeat(5000));
    files.unlink('/null');
    files.rename('/a/b', '/moved');
    save();
    const again = importDisk(store, options);
    expect(contents(again)).toEqual(contents(disk));
    const restored = callsInside(again.fileSystem.root, clock);
    expect(restored.stat('/hard')).toEqual(files.stat('/hard'));
    expect(restored.stat('/hard').links).toBe(2);
    expect(restored.stat('/').links).toBe(files.stat('/').links);
    expect(again.takeDirty()).toEqual({ changed: new Map(), removed: [] });
    restored.writeFile('/new', '');
    files.writeFile('/new', '');
    expect(restored.stat('/new').inode).toBe(files.stat('/new').inode);
  });
  it('stores only what changed', () => {
    const { save, files } = setUp();
    files.writeFile('/big', new Uint8Array(400_000).fill(7));
    files.writeFile('/other', 'x');
    save();
    expect(save().changed.size).toBe(0);
    files.readText('/other');
    expect(save().changed.size).toBe(0);
    const file = files.open('/big', { write: true });
    file.seek(200_000, 'start');
    file.write(encode('!'));
    const { changed } = save();
    expect([...changed.values()].flatMap((record) => record.runs ?? []).reduce((sum, run) => sum + (run.bytes as Uint8Array).length, 0)).toBe(64 * 4096);
  });
  it('forgets the parts of a large file that became small, and of one that was deleted', () => {
    const { disk, store, save, files } = setUp();
    files.writeFile('/big', new Uint8Array(400_000).fill(7));
    files.writeFile('/gone', new Uint8Array(400_000).fill(8));
    save();
    files.truncate('/big', 10);
    files.unlink('/gone');
    save();
    expect([...store.keys()].sort()).toEqual([...disk.exportDisk().keys()].sort());
    expect(contents(importDisk(store, options))).toEqual(contents(disk));
  });
  it('tells changes again that could not be stored', () => {
    const { disk, store, save, files } = setUp();
    files.writeFile('/big', new Uint8Array(400_000).fill(7));
    files.writeFile('/gone', 'x');
    save();
    files.writeFile('/new', 'x');
    files.unlink('/gone');
    files.writeFile('/big', 'y', { append: true });
    disk.giveBack(disk.takeDirty());
    save();
    expect(contents(importDisk(store, options))).toEqual(contents(disk));
    expect([...store.keys()].sort()).toEqual([...disk.exportDisk().keys()].sort());
  });
  it('does not keep what is deleted but still open', () => {
    const { store, save, files } = setUp();
    files.writeFile('/a', 'x');
    save();
    const file = files.open('/a', { write: true });
    files.unlink('/a');
    save();
    file.write(encode('more'));
    save();
    expect(store.size).toBe(1);
  });
});
