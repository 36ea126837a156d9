import { expect, it } from 'vitest';
import { createTestKernel } from '../../process/test-kernel';
import { nano } from './nano';
import { vi } from './vi';

async function edit(program: typeof vi, text: string, keys: readonly string[]) {
  const machine = await createTestKernel();
  machine.files.writeFile('/tmp/f', text);
  const terminal = await machine.onTerminal(program, { argv: ['editor', '/tmp/f'], size: { columns: 60, rows: 12 } });
  for (const key of keys) await terminal.type(key);
  const status = await terminal.ended;
  return { text: machine.files.readText('/tmp/f'), status, shown: terminal.shown };
}

const cases: readonly (readonly [string, string, string, string])[] = [
  ['inserts and saves', 'one\n', 'ihello \u001b:wq\r', 'hello one\n'],
  ['appends at the end, opens a line', 'one\n', 'A two\u001bothree\u001bZZ', 'one two\nthree\n'],
  ['deletes words and lines with counts', 'a b c d\nx\ny\nz\n', 'dw2dwj2dd:x\r', 'd\nz\n'],
  ['yanks, pastes, undoes', 'a\nb\n', 'yypdddd:x\r', 'a\n'],
  ['undo', 'a\nb\n', 'dduu:x\r', 'a\nb\n'],
  ['searches and changes a word', 'x foo bar\nfoo\n', '/foo\rcwbaz\u001bn.:wq\r', 'x baz bar\nbaz\n'],
  ['substitutes in all lines', 'a a\na\n', ':%s/a/b/g\r:wq\r', 'b b\nb\n'],
  ['does not leave with changes', 'a\n', 'x:q\r:q!\r', 'a\n'],
  ['moves', 'one two\nthree\n', 'Gk$xgg0x:1,1d\r:wq\r', 'three\n'],
];

it.each(cases)('vi %s', async (_, text, keys, wanted) => {
  const done = await edit(vi, text, [...keys]);
  expect(done.text).toBe(wanted);
  expect(done.status).toEqual({ kind: 'exited', code: 0 });
});

it('nano types, cuts, pastes, saves and leaves', async () => {
  const done = await edit(nano, 'one\ntwo\nthree\n', ['X', '\u001b[B', '\u000b', '\u0015', '\u0015', '\u000f', '\r', '\u0018']);
  expect(done.text).toBe('Xone\ntwo\ntwo\nthree\n');
  expect(done.shown).toContain('[ Wrote 4 lines ]');
});

it('nano asks before it throws changes away', async () => {
  const done = await edit(nano, 'one\n', ['Z', '\u0018', 'n']);
  expect(done.text).toBe('one\n');
  expect(done.shown).toContain('Save modified buffer?');
});
