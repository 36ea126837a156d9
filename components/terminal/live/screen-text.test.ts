import { describe, expect, it } from 'vitest';
import { describeFinished, readText } from './screen-text';

/** A buffer of rows; a row that begins with + goes on from the one before. */
function bufferOf(rows: string[]) {
  return {
    getLine(index: number) {
      const row = rows[index];
      if (row === undefined) return undefined;
      const text = row.replace(/^\+/, '');
      return {
        isWrapped: row.startsWith('+'),
        translateToString: (trim?: boolean, start = 0, end = text.length) => (trim ? text.slice(start, end).trimEnd() : text.slice(start, end)),
      } as never;
    },
  };
}

describe('readText', () => {
  it('reads between two places, and joins what was wrapped for width', () => {
    const buffer = bufferOf(['$ docker ps', 'CONTAINER ID   ', '+IMAGE  ', 'last', '$ ']);
    expect(readText(buffer, { line: 1, column: 0 }, { line: 4, column: 0 })).toBe('CONTAINER ID   IMAGE\nlast\n');
  });

  it('begins and ends within a line', () => {
    expect(readText(bufferOf(['learner$ docker images  ']), { line: 0, column: 9 }, { line: 0, column: 22 })).toBe('docker images');
  });
});

describe('describeFinished', () => {
  it('says the command, how it ended, and what it printed', () => {
    expect(describeFinished({ command: 'echo hi', output: 'hi\n', exitCode: 0 })).toBe('echo hi succeeded.\nhi');
    expect(describeFinished({ command: 'false', output: '', exitCode: 1 })).toBe('false failed with exit code 1.\nNo output.');
  });

  it('keeps the end of a long output and says how much it left out', () => {
    const output = Array.from({ length: 40 }, (_, line) => `line ${line + 1}`).join('\n');
    const said = describeFinished({ command: 'seq', output, exitCode: 0 });
    expect(said).toContain('After 28 more lines:\nline 29\n');
    expect(said.endsWith('line 40')).toBe(true);
  });

  it('cuts a single endless line', () => {
    expect(describeFinished({ command: 'x', output: 'y'.repeat(5000), exitCode: 0 }).length).toBeLessThan(900);
  });
});
