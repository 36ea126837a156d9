import { describe, expect, it } from 'vitest';
import { concatenate, decode, encode } from '../../kernel/bytes';
import { createFakeClock } from '../../kernel/clock';
import { callsInside } from '../calls-inside';
import { createMemoryFileSystem } from '../memory-file-system';
import type { FileCalls } from '../types';
import { packTree } from './pack-tree';
import { createTarParser, readTar, readTarStream } from './tar-reader';
import type { TarChunk, TarEntry } from './tar-entry';
import { tarBytes, tarSize, writeTar } from './tar-writer';
import { unpackTree } from './unpack-tree';

const clock = createFakeClock();
function disk() {
  const fileSystem = createMemoryFileSystem({ type: 'ext4', clock });
  return { fileSystem, root: fileSystem.root, files: callsInside(fileSystem.root, clock) };
}
const bytesOf = (chunks: Iterable<TarChunk>) => concatenate([...tarBytes(chunks)]);

/** Everything that can be told of a tree. */
function describeTree(files: FileCalls, path = '/'): Record<string, unknown> {
  const told: Record<string, unknown> = {};
  for (const { name } of files.readDirectory(path)) {
    const child = path === '/' ? `/${name}` : `${path}/${name}`;
    const { kind, mode, uid, gid, size, links, modified, deviceType } = files.lstat(child);
    told[child] = {
      kind,
      mode,
      uid,
      gid,
      links,
      modified,
      deviceType,
      size: kind === 'directory' ? undefined : size,
      text: kind === 'file' ? files.readText(child) : kind === 'symlink' ? files.readLink(child) : undefined,
    };
    if (kind === 'directory') Object.assign(told, describeTree(files, child));
  }
  return told;
}

function fillWithEverything(files: FileCalls) {
  files.makeDirectory('/etc/deep', { parents: true });
  files.writeFile('/etc/passwd', 'root:x:0:0\n');
  files.changeOwner('/etc/passwd', 1000, 3_000_000);
  files.changeMode('/etc/passwd', 0o4755);
  files.link('/etc/passwd', '/etc/deep/same');
  files.symlink('../passwd', '/etc/deep/link');
  files.symlink(`${'x'.repeat(99)}/${'y'.repeat(99)}`, '/etc/long-link');
  files.makeNode('/null', { kind: 'character', mode: 0o666, deviceType: { major: 1, minor: 3 } });
  files.makeNode('/pipe', { kind: 'fifo', mode: 0o600 });
  const long = `/${'d'.repeat(90)}/${'e'.repeat(90)}`;
  files.makeDirectory(long, { parents: true });
  files.writeFile(`${long}/${'f'.repeat(120)}`, 'long');
  files.writeFile('/größe', 'ü');
  for (const path of ['/etc/passwd', '/etc/deep', '/etc', '/null', '/pipe', `/${'d'.repeat(90)}`, long, `${long}/${'f'.repeat(120)}`, '/größe']) {
    files.setTimes(path, { accessed: 1_700_000_000_000, modified: 1_700_000_001_000 });
  }
  for (const path of ['/etc/deep/link', '/etc/long-link']) files.setTimes(path, { accessed: 5000, modified: 7000 }, { follow: false });
}

describe('a tar file', () => {
  it('brings back the tree that was packed', () => {
    const from = disk();
    fillWithEverything(from.files);
    const to = disk();
    unpackTree(readTar([bytesOf(writeTar(packTree(from.root)))]), to.files, '/');
    expect(describeTree(to.files)).toEqual(describeTree(from.files));
    expect(to.files.stat('/etc/passwd').inode).toBe(to.files.stat('/etc/deep/same').inode);
  });
  it('can be read in pieces of any size', async () => {
    const from = disk();
    fillWithEverything(from.files);
    const bytes = bytesOf(writeTar(packTree(from.root)));
    const whole = [...readTar([bytes])];
    for (const step of [1, 7, 511, 512, 513, 4096]) {
      const pieces = async function* () {
        for (let at = 0; at < bytes.length; at += step) yield bytes.subarray(at, at + step);
      };
      const entries: TarEntry[] = [];
      for await (const entry of readTarStream(pieces())) entries.push(entry);
      expect(entries).toEqual(whole);
    }
  });
  it('leaves recipes unmade on the way from tree to tree', () => {
    const from = disk();
    const recipe = { head: encode('\x7fELF'), size: 100_000_000, seed: 5, density: 0.4 };
    from.files.writeFile('/nginx', recipe);
    const to = disk();
    unpackTree(readTar(writeTar(packTree(from.root))), to.files, '/');
    expect(to.files.resolve('/nginx').node.content()).toEqual(recipe);
    expect(tarSize(packTree(from.root))).toBe(512 + 100_000_256 + 1024);
  });
  it('has headers as Go writes them', () => {
    const entries: TarEntry[] = [{ name: 'bin', kind: 'directory', mode: 0o755, uid: 0, gid: 0, modified: 0o15301264155 * 1000 }];
    const text = decode(bytesOf(writeTar(entries)).subarray(0, 512));
    expect(text.slice(0, 5)).toBe('bin/\0');
    expect(text.slice(100, 156)).toBe('0000755\x000000000\x000000000\x0000000000000\x0015301264155\x00010016\0 ');
    expect(text.slice(257, 265)).toBe('ustar\x0000');
  });
  it('is refused when it is damaged or cut short', () => {
    const { root, files } = disk();
    files.writeFile('/a', 'text');
    const bytes = bytesOf(writeTar(packTree(root)));
    expect(() => [...readTar([bytes.slice(0, 514)])]).toThrow('unexpected EOF');
    const damaged = bytes.slice();
    damaged[3] = 65;
    expect(() => [...readTar([damaged])]).toThrow('archive/tar: invalid tar header');
    expect(() => [...readTar([encode('x'.repeat(600))])]).toThrow('archive/tar: invalid tar header');
    expect([...readTar([])]).toEqual([]);
  });
  it('reads GNU long names', () => {
    const long = `${'n'.repeat(150)}/${'m'.repeat(150)}`;
    const plain = { mode: 0o644, uid: 0, gid: 0, modified: 0 };
    const blocks = bytesOf(writeTar([{ ...plain, name: '././@LongLink', kind: 'file', content: encode(`${long}\0`) }]));
    blocks[156] = 0x4c;
    blocks.set(encode('ustar  \0'), 257);
    const sum = blocks.subarray(0, 512).reduce((total, byte, i) => total + (i >= 148 && i < 156 ? 32 : byte), 0);
    blocks.set(encode(`${sum.toString(8).padStart(6, '0')}\0 `), 148);
    const member = bytesOf(writeTar([{ ...plain, name: 'short', kind: 'file', content: encode('!') }]));
    const entries = [...readTar([blocks.subarray(0, 1024), member])];
    expect(entries).toMatchObject([{ name: long, kind: 'file' }]);
  });
  it('cannot lead out of where it is unpacked', () => {
    const { files } = disk();
    files.makeDirectory('/in');
    const plain = { mode: 0o644, uid: 0, gid: 0, modified: 0 };
    unpackTree([{ ...plain, name: '../../evil', kind: 'file', content: encode('x') }], files, '/in');
    expect(files.exists('/evil')).toBe(false);
    expect(files.exists('/in/evil')).toBe(true);
  });
});

describe('an image layer', () => {
  const whiteout = { kind: 'character', mode: 0, deviceType: { major: 0, minor: 0 } } as const;
  it('turns whiteouts and opaque directories into names and back', () => {
    const from = disk();
    for (const path of ['/bin', '/home', '/home/x']) from.files.makeDirectory(path, { mode: 0o755 });
    from.files.makeNode('/bin/zcat', whiteout);
    from.files.setExtended('/home', 'trusted.overlay.opaque', encode('y'));
    const entries = [...packTree(from.root, { layer: true })];
    expect(entries.map(({ name, kind, mode, modified }) => [name, kind, mode, modified === 0])).toEqual([
      ['bin', 'directory', 0o755, false],
      ['bin/.wh.zcat', 'file', 0o600, false],
      ['home', 'directory', 0o755, false],
      ['home/.wh..wh..opq', 'file', 0o755, true],
      ['home/x', 'directory', 0o755, false],
    ]);
    const to = disk();
    unpackTree(readTar(writeTar(entries)), to.files, '/', { layer: 'overlay' });
    expect(to.files.lstat('/bin/zcat')).toMatchObject(whiteout);
    expect(to.files.getExtended('/home', 'trusted.overlay.opaque')).toEqual(encode('y'));
    const applied = disk();
    applied.files.makeDirectory('/bin');
    applied.files.writeFile('/bin/zcat', '');
    applied.files.makeDirectory('/home/old/er', { parents: true });
    unpackTree(readTar(writeTar(entries)), applied.files, '/', { layer: 'apply' });
    expect(applied.files.exists('/bin/zcat')).toBe(false);
    expect(applied.files.readDirectory('/home').map(({ name }) => name)).toEqual(['x']);
  });
  it('gives each member as soon as it is complete', () => {
    const parser = createTarParser();
    const bytes = bytesOf(writeTar([{ name: 'a', kind: 'file', mode: 0, uid: 0, gid: 0, modified: 0, content: encode('abc') }]));
    expect(parser.push(bytes.subarray(0, 514))).toEqual([]);
    expect(parser.push(bytes.subarray(514, 515))).toMatchObject([{ name: 'a', content: encode('abc') }]);
  });
});
