import { beforeAll, describe, expect, it } from 'vitest';
import { builtins } from '../../shell/builtins/list';
import { createTestMachine } from './test-machine';
import type { TypingSession } from './test-machine';

/** What a screen shows after escape sequences: only what the tests here need (carriage return, clearing, moving left and right). */
function plain(text: string): string {
  return text.replace(/\x1b\[\?2004[hl]/g, '').replace(/\x1b\][^\x07]*\x07/g, '');
}

async function start(env: Record<string, string> = {}): Promise<TypingSession> {
  const machine = await createTestMachine();
  const session = await machine.type(['bash', '--norc'], { env: { PS1: '$ ', HISTFILE: '/root/.history', ...env } });
  while (!session.output.includes('$ ')) await session.send('');
  session.fresh();
  return session;
}

// `send` waits until nothing more is printed; code that the shell loads when it is first used must not look like such a pause.
beforeAll(async () => {
  await import('../../shell/completion/complete-line');
  await Promise.all(Object.values(builtins).flatMap((builtin) => ('load' in builtin ? [builtin.load()] : [])));
});

describe('an interactive bash', () => {
  it('echoes what is typed, runs it, and shows the prompt again', async () => {
    const session = await start();
    await session.send('echo hi\r');
    expect(plain(session.fresh())).toBe('echo hi\r\n\rhi\r\n$ ');
  });

  it('interrupts a program and a loop of builtins with Ctrl-C, and does not run the rest of the line', async () => {
    const session = await start();
    await session.send('sleep 50; echo not\r');
    await session.send('\x03');
    expect(plain(session.fresh())).toBe('sleep 50; echo not\r\n\r^C\r\n$ ');
    await session.send('while :; do :; done\r');
    await session.send('\x03');
    await session.send('echo $?\r');
    expect(plain(session.fresh())).toContain('^C\r\n$ echo $?\r\n\r130\r\n$ ');
  });

  it('stops a program with Ctrl-Z and lets it go on with bg and fg', async () => {
    const session = await start();
    await session.send('sleep 50\r');
    await session.send('\x1a');
    await session.send('bg\r');
    await session.send('jobs\r');
    await session.send('fg\r');
    await session.send('\x03');
    expect(plain(session.fresh())).toBe(
      'sleep 50\r\n\r^Z\r\n[1]+  Stopped                 sleep 50\r\n$ bg\r\n\r[1]+ sleep 50 &\r\n$ jobs\r\n\r[1]+  Running                 sleep 50 &\r\n$ fg\r\n\rsleep 50\r\n^C\r\n$ ',
    );
  });

  it('asks for the rest of a command with PS2 and keeps it as one history entry', async () => {
    const session = await start();
    await session.send('if true\r');
    await session.send('then echo x\r');
    await session.send('fi\r');
    expect(plain(session.fresh())).toBe('if true\r\n\r> then echo x\r\n\r> fi\r\n\rx\r\n$ ');
    await session.send('\x10');
    expect(plain(session.fresh())).toBe('if true; then echo x; fi');
  });

  it('gives up the line at Ctrl-C, ends at Ctrl-D', async () => {
    const session = await start();
    await session.send('echo "open\r');
    await session.send('\x03');
    await session.send('echo ok\r');
    expect(plain(session.fresh())).toContain('^C\r\n\r$ echo ok\r\n\rok\r\n');
    await session.send('\x04');
    expect(plain(session.fresh())).toBe('exit\r\n');
    expect(await session.ended).toBe(0);
  });

  it('edits like readline: motion, kill and yank, undo, transpose', async () => {
    const session = await start();
    await session.send('echo one two three\x17\x17\x19\x01\x06\x06\x0b\x19\r');
    expect(plain(session.fresh())).toMatch(/\r\n\rone two three\r\n\$ $/);
    await session.send('echo abc\x1f\x1fecho ba\x14\r');
    expect(plain(session.fresh())).toMatch(/\r\n\rab\r\n\$ $/);
    await session.send('echo (\x7f"a  b"\x1bb\x1bb\x1bu\x05\r');
    expect(plain(session.fresh())).toContain('\r\n\rA  b\r\n');
  });

  it('finds commands with Ctrl-R and repeats words with Meta-dot and !$', async () => {
    const session = await start();
    await session.send('echo first\r');
    await session.send('echo second\r');
    session.fresh();
    await session.send('\x12fir');
    await session.send('\r');
    expect(plain(session.fresh())).toMatch(/\r\n\rfirst\r\n\$ $/);
    await session.send('echo \x1b.\r');
    expect(plain(session.fresh())).toMatch(/\r\n\rfirst\r\n\$ $/);
    await session.send('echo again !$\r');
    expect(plain(session.fresh())).toMatch(/echo again first\r\nagain first\r\n\$ $/);
    await session.send('!nothing\r');
    expect(plain(session.fresh())).toContain('bash: !nothing: event not found\r\n');
  });

  it('completes commands, files and variables, and lists at the second Tab', async () => {
    const session = await start();
    await session.send('mkdir -p dir/sub; touch "dir/a file" dir/abc; cd dir\r');
    session.fresh();
    await session.send('mkd\t');
    expect(plain(session.fresh())).toBe('mkdir ');
    await session.send('\x15ls a\\ \t');
    expect(plain(session.fresh())).toMatch(/ls a\\ file $/);
    await session.send('\x15ls a\t\t');
    expect(plain(session.fresh())).toMatch(/\r\na file {2}abc\r\n\$ ls a$/);
    await session.send('\x15cd s\t');
    expect(plain(session.fresh())).toMatch(/cd sub\/$/);
    await session.send('\x15echo $HOM\t\r');
    expect(plain(session.fresh())).toContain('\r\n\r/root\r\n');
  });

  it('takes a paste as text until Enter, also one of 5 MB', async () => {
    const session = await start();
    await session.send('\x1b[200~echo a\necho b\x1b[201~');
    expect(plain(session.fresh())).not.toContain('\r\na\r\n');
    await session.send('\r');
    expect(plain(session.fresh())).toContain('\ra\r\nb\r\n$ ');
    const began = performance.now();
    await session.send(`\x1b[200~: ${'x'.repeat(5_000_000)}\x1b[201~`);
    await session.send('\r');
    await session.send('echo after\r');
    expect(plain(session.fresh())).toContain('\rafter\r\n');
    expect(performance.now() - began).toBeLessThan(5000);
  });

  it('marks prompts and commands for the page when it is asked to', async () => {
    const session = await start({ DRYDOCK_MARKS: '1' });
    await session.send('false\r');
    const shown = session.fresh();
    expect(shown).toContain('\x1b]133;C\x07');
    expect(shown).toContain('\x1b]133;D;1\x07');
    expect(shown).toMatch(/\x1b\]133;A\x07\$ \x1b\]133;B\x07$/);
  });

  it('wraps long lines and wide letters where the terminal does', async () => {
    const machine = await createTestMachine();
    const session = await machine.type(['bash', '--norc'], { env: { PS1: '$ ' }, columns: 20 });
    while (!session.output.includes('$ ')) await session.send('');
    session.fresh();
    await session.send('echo 日本語日本語日本語日');
    // 2 + 5 + 20 cells: the cursor is in the second row, at column 7 or, with a letter that did not fit the first, 8.
    await session.send('\x01');
    expect(session.fresh()).toMatch(/\x1b\[1A\r\x1b\[2C$/);
  });

  it('saves its history', async () => {
    const machine = await createTestMachine();
    const session = await machine.type(['bash', '--norc'], { env: { PS1: '$ ' } });
    await session.send('echo kept\r');
    await session.send('exit\r');
    await session.ended;
    expect(machine.init.files.readText('/root/.bash_history')).toBe('echo kept\nexit\n');
  });
});
