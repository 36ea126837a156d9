import { beforeAll, describe, expect, it } from 'vitest';
import { decode } from '../kernel/bytes';
import { createTestKernel, type TestKernel } from './test-kernel';
import { cookedModes, rawModes, type Terminal } from './terminal';
import type { Process, Program } from './types';

let kernel: TestKernel;
beforeAll(async () => {
  kernel = await createTestKernel();
});
/** Shows every read between angle brackets. */
const reader: Program = async (process) => {
  await process.write(1, 'ready\n');
  for (;;) {
    const bytes = await process.read(0);
    await process.write(1, `<${decode(bytes).replaceAll('\n', '$')}>\n`);
    if (bytes.length === 0) return 0;
  }
};
const terminalOf = (process: Process) => process.terminal(0) as Terminal;
const started = async (program: Program = reader) => {
  const terminal = await kernel.onTerminal(program);
  await terminal.until('ready\r\n');
  return terminal;
};

describe('a cooked terminal', () => {
  it('echoes, hands over whole lines, and prints newlines with a return', async () => {
    const terminal = await started();
    await terminal.type('ab');
    expect(terminal.shown).toBe('ready\r\nab');
    await terminal.type('c\r');
    expect(terminal.shown).toBe('ready\r\nabc\r\n<abc$>\r\n');
    terminal.hangUp();
  });
  it('edits the line: erase a character (wide ones too), a word, all; quote; reprint', async () => {
    const terminal = await started();
    await terminal.type('ax\x7fb\r');
    expect(terminal.shown).toContain('ax\b \bb\r\n<ab$>');
    await terminal.type('日\x7f1\r');
    expect(terminal.shown).toContain('日\b \b\b \b1\r\n<1$>');
    await terminal.type('e\u0301\x7f\x7f2\r');
    expect(terminal.shown).toContain('<2$>');
    await terminal.type('one two  \x17three\r');
    expect(terminal.shown).toContain('<one three$>');
    await terminal.type('gone\x15kept\r');
    expect(terminal.shown).toContain('<kept$>');
    await terminal.type('\x16\x03\r');
    expect(terminal.shown).toContain('<\x03$>');
    terminal.hangUp();
  });
  it('gives the end of the file for Ctrl-D on an empty line, and the line so far on any other', async () => {
    const terminal = await started();
    await terminal.type('part\x04');
    expect(terminal.shown).toBe('ready\r\npart<part>\r\n');
    await terminal.type('\x04');
    expect(await terminal.ended).toEqual({ kind: 'exited', code: 0 });
    expect(terminal.shown).toContain('<>');
  });
  it('takes what is typed in pieces of UTF-8', async () => {
    const terminal = await started();
    await terminal.type('ä€\r');
    expect(terminal.shown).toContain('<ä€$>');
    terminal.hangUp();
  });
  it('sends signals to the foreground group and forgets the line', async () => {
    const terminal = await started();
    await terminal.type('abc');
    await terminal.type('\x03');
    expect(terminal.shown).toBe('ready\r\nabc^C');
    expect(await terminal.ended).toMatchObject({ signal: 'SIGINT' });
    const other = await started();
    await other.type('\x1c');
    expect(await other.ended).toMatchObject({ signal: 'SIGQUIT', coreDumped: true });
  });
  it('answers Ctrl-C while output floods it, and does not fill the memory', async () => {
    const terminal = await kernel.onTerminal(async (process) => {
      for (;;) await process.write(1, 'y\n');
    });
    await terminal.until('y\r\ny\r\n');
    await terminal.type('\x03');
    expect(await terminal.ended).toMatchObject({ signal: 'SIGINT' });
  });
  it('takes 300,000 bytes typed at once, in lines, as fast as they are read', async () => {
    let total = 0;
    const terminal = await started(async (process) => {
      terminalOf(process).modes = { ...cookedModes, echo: false };
      await process.write(1, 'ready\n');
      while (total < 300_000) total += (await process.read(0)).length;
      return 0;
    });
    await terminal.type('0123456789abcde\r'.repeat(300_000 / 16 + 1));
    expect(await terminal.ended).toEqual({ kind: 'exited', code: 0 });
  });
});

describe('a raw terminal', () => {
  it('gives bytes as they come, without echo or signals', async () => {
    const terminal = await started(async (process) => {
      terminalOf(process).modes = rawModes;
      await process.write(1, 'ready\r\n');
      const got = [...(await process.read(0))];
      await process.write(1, JSON.stringify(got));
      return 0;
    });
    await terminal.type('a\x03\r');
    await terminal.ended;
    expect(terminal.shown).toBe('ready\r\n[97,3,13]');
  });
  it('gives what was typed ahead when it becomes raw, and edits it when it becomes cooked again', async () => {
    const terminal = await started(async (process) => {
      await process.write(1, 'ready\n');
      await process.sleep(10);
      const own = terminalOf(process);
      own.modes = { ...rawModes, newlineToReturn: true };
      await process.write(1, `<${decode(await process.read(0))}>\n`);
      await process.sleep(10);
      own.modes = cookedModes;
      await process.write(1, `<${decode(await process.read(0)).trim()}>\n`);
      return 0;
    });
    await terminal.type('ahead');
    await terminal.until('<ahead>');
    await terminal.type('xy\x7fz\r');
    await terminal.ended;
    expect(terminal.shown).toContain('<xz>');
  });
});

describe('job control', () => {
  it('stops the foreground group with Ctrl-Z, and a reader in the background with SIGTTIN', async () => {
    const seen: unknown[] = [];
    const terminal = await started(async (process) => {
      for (const signal of ['SIGTTOU', 'SIGTSTP', 'SIGTTIN'] as const) process.onSignal(signal, 'ignore');
      const own = terminalOf(process);
      const job: Program = async (child) => {
        await child.write(1, 'ready\n');
        await child.write(1, `<${decode(await child.read(0)).trim()}>\n`);
        return 0;
      };
      const pid = await process.spawn({ program: job, group: 0, foreground: true, ignoredSignals: new Set() });
      seen.push((await process.wait(pid, { untraced: true }))?.status);
      own.foregroundGroup = process.group;
      process.kill(-pid, 'SIGCONT');
      seen.push((await process.wait(pid, { untraced: true }))?.status);
      own.foregroundGroup = pid;
      process.kill(-pid, 'SIGCONT');
      seen.push((await process.wait(pid, { untraced: true }))?.status);
      return 0;
    });
    await terminal.type('\x1a');
    await terminal.type('line\r');
    await terminal.ended;
    expect(seen).toEqual([
      { kind: 'stopped', signal: 'SIGTSTP' },
      { kind: 'stopped', signal: 'SIGTTIN' },
      { kind: 'exited', code: 0 },
    ]);
    expect(terminal.shown).toContain('^Zline\r\n<line>');
  });
  it('tells the foreground group of a new size', async () => {
    const terminal = await started(async (process) => {
      let told = false;
      process.onSignal('SIGWINCH', () => (told = true));
      await process.write(1, 'ready\n');
      while (!told) await process.pause();
      const { columns, rows } = terminalOf(process).size;
      await process.write(1, `${columns}x${rows}`);
      return 0;
    });
    terminal.resize({ columns: 132, rows: 43 });
    await terminal.ended;
    expect(terminal.shown).toContain('132x43');
  });
});

describe('hanging up', () => {
  it('sends SIGHUP to the session and ends reads and writes', async () => {
    const log: string[] = [];
    const terminal = await started(async (process) => {
      process.onSignal('SIGHUP', () => log.push('SIGHUP'), { restart: true });
      await process.write(1, 'ready\n');
      log.push(String((await process.read(0)).length));
      log.push(
        await process.write(1, 'x').then(
          () => 'written',
          (error: { errno: string }) => error.errno,
        ),
      );
      return 0;
    });
    terminal.hangUp();
    await terminal.ended;
    expect(log).toEqual(['SIGHUP', '0', 'EIO']);
  });
  it('happens to the foreground group when the leader of a session ends', async () => {
    let child = 0;
    const terminal = await started(async (process) => {
      child = await process.spawn({
        program: async (own) => {
          await own.sleep(60_000);
          return 0;
        },
      });
      await process.write(1, 'ready\n');
      return 0;
    });
    await terminal.ended;
    const gone = await new Promise<boolean>(
      (resolve) => void kernel.run(async (process) => (await process.sleep(2), resolve(process.info(child) === undefined), 0)),
    );
    expect(gone).toBe(true);
  });
});
