import { describe, expect, it } from 'vitest';
import { encode, noBytes } from '../kernel/bytes';
import { createFakeClock } from '../kernel/clock';
import { SystemError } from '../kernel/errno';
import { createRandom } from '../kernel/random';
import { callsInside } from './calls-inside';
import { createDeviceFileSystem } from './device-file-system';
import { createStreamFile } from './stream-file';

function setUp() {
  const clock = createFakeClock();
  const fileSystem = createDeviceFileSystem({ clock, random: createRandom('x') });
  return { fileSystem, files: callsInside(fileSystem.root, clock) };
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

describe('/dev', () => {
  it('has null, zero, full and random', () => {
    const { files } = setUp();
    expect(files.stat('/null')).toMatchObject({ kind: 'character', mode: 0o666, deviceType: { major: 1, minor: 3 } });
    const nothing = files.open('/null', { read: true, write: true });
    expect(nothing.write(encode('text'))).toBe(4);
    expect(nothing.read(100)).toEqual(noBytes);
    expect(files.open('/zero', { read: true }).read(5)).toEqual(new Uint8Array(5));
    expect(errno(() => files.open('/full', { write: true }).write(encode('x')))).toBe('ENOSPC');
    expect(errno(() => files.writeFile('/full', 'x'))).toBe('ENOSPC');
    expect(new Set(files.open('/urandom', { read: true }).read(10_000) as Uint8Array).size).toBe(256);
  });
  it('opens a device that was made by number, and none that nobody drives', () => {
    const { files } = setUp();
    files.makeNode('/copy', { kind: 'character', mode: 0o600, deviceType: { major: 1, minor: 3 } });
    files.writeFile('/copy', 'swallowed');
    files.makeNode('/odd', { kind: 'character', mode: 0o600, deviceType: { major: 9, minor: 9 } });
    expect(errno(() => files.open('/odd', { read: true }))).toBe('ENXIO');
  });
  it('takes devices in and gives them up again', () => {
    const { files, fileSystem } = setUp();
    const open = fileSystem.add.bind(fileSystem);
    open({
      major: 136,
      minor: 0,
      name: 'pts/0',
      mode: 0o620,
      open: (options, attributes) => createStreamFile({ name: '/dev/pts/0', options, attributes, read: () => encode('typed') }),
    });
    expect(files.open('/pts/0', { read: true }).read(10)).toEqual(encode('typed'));
    fileSystem.remove('pts/0');
    expect(files.readDirectory('/pts')).toEqual([]);
  });
});
