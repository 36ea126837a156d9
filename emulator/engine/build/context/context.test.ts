import { describe, expect, it } from 'vitest';
import { encode } from '../../../kernel/bytes';
import type { TarEntry } from '../../../vfs/tar/tar-entry';
import { checksum } from './checksum';
import type { FileSet } from './context';
import { ignorePatterns, isIgnored } from './pattern';
import { selectSource } from './select';
import { transferSize } from './transfer';

const file = (name: string, text: string, change: Partial<TarEntry> = {}): TarEntry => ({
  name,
  kind: 'file',
  mode: 0o644,
  uid: 0,
  gid: 0,
  modified: 1_795_786_513_000,
  content: encode(text),
  ...change,
});
const directory = (name: string): TarEntry => ({ name, kind: 'directory', mode: 0o755, uid: 0, gid: 0, modified: 0 });
const files: FileSet = new Map(
  [
    directory('d'),
    file('d/one', '1'),
    directory('d/sub'),
    file('d/sub/two', '2'),
    file('a.txt', 'a'),
    { ...file('link', ''), kind: 'symlink' as const, linkName: 'd', content: undefined },
  ].map((entry) => [entry.name, entry]),
);
const paths = (source: string, options = {}) =>
  selectSource(files, source, { exclude: [], parents: false, ...options })?.flatMap((selection) => selection.files.map(({ path }) => path));

describe('selectSource', () => {
  it('means the content of a directory, and a file by its name', () => {
    expect(paths('d')).toEqual(['', 'one', 'sub', 'sub/two']);
    expect(paths('./d/sub/../one')).toEqual(['one']);
    expect(paths('../a.txt')).toEqual(['a.txt']);
  });

  it('follows symbolic links on the way', () => {
    expect(paths('link/sub')).toEqual(['', 'two']);
  });

  it('takes patterns, which may mean nothing; a plain name has to be there', () => {
    expect(paths('*.txt')).toEqual(['a.txt']);
    expect(paths('*.md')).toEqual([]);
    expect(paths('no')).toBeUndefined();
  });

  it('leaves out what is excluded, and keeps parents', () => {
    expect(paths('d', { exclude: ['sub'] })).toEqual(['', 'one']);
    expect(paths('d/sub/two', { parents: true })).toEqual(['d', 'd/sub', 'd/sub/two']);
  });
});

describe('checksum', () => {
  const sum = (entry: TarEntry) => checksum([{ entry, path: 'x' }]);

  it('depends on content and mode, not on times', async () => {
    const first = await sum(file('x', 'hello'));
    expect(await sum(file('x', 'hello', { modified: 5 }))).toBe(first);
    expect(await sum(file('x', 'hullo'))).not.toBe(first);
    expect(await sum(file('x', 'hello', { mode: 0o755 }))).not.toBe(first);
  });
});

describe('isIgnored', () => {
  const patterns = ignorePatterns('# remark\n*\n!keep\n/logs/**/*.log\n!logs/keep.log\n');

  it.each([
    ['anything', true],
    ['keep', false],
    ['keep/inside', false],
    ['logs/a/b.log', true],
    ['logs/keep.log', false],
  ])('%s: %s', (path, expected) => expect(isIgnored(path, patterns)).toBe(expected));
});

describe('transferSize', () => {
  // As `docker build --progress=rawjson` showed for a file app.txt of six bytes: 26 B when it was told of, 40 B in all; 28 B when nothing had changed.
  const sent = [['app.txt', file('app.txt', 'hello\n')]] as const;

  it('counts as the file transfer of BuildKit does', () => {
    expect(transferSize(sent, () => false)).toEqual({ told: 26, whole: 40 });
    expect(transferSize(sent, () => true)).toEqual({ told: 26, whole: 28 });
    expect(transferSize([], () => false)).toEqual({ told: 0, whole: 2 });
  });
});
