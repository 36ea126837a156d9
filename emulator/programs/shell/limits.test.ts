import { beforeAll, describe, expect, it } from 'vitest';
import { createRealClock } from '../../kernel/clock';
import { createMachine } from '../../index';
import type { CommandResult, Machine } from '../../index';

// What a vandal types: each meets a limit of the machine, with the words that Linux and bash have for it, and the machine goes on.

let machine: Machine;
beforeAll(async () => {
  machine = await createMachine({ seed: 'limits', instant: true });
});

const run = (script: string, user = 'learner'): Promise<CommandResult> => machine.run(script, { user });

describe('a limit of the machine', () => {
  it('ends endless recursion with a segmentation fault', async () => {
    const { stdout, stderr } = await run(`bash -c 'f() { f; }; f'; echo $?`);
    expect(stdout).toBe('139\n');
    expect(stderr).toMatch(/^bash: line 1: +\d+ Segmentation fault +\(core dumped\) bash -c 'f\(\) \{ f; \}; f'\n$/);
    expect((await run(`bash -c "x='eval \\"\\$x\\"'; eval \\"\\$x\\""; echo $?`)).stdout).toBe('139\n');
  });

  it('gives no memory for endless output, a value that doubles, or a hundred million words', async () => {
    expect(await run('bash -c "a=\\$(yes)"; echo $?')).toMatchObject({
      stdout: '2\n',
      stderr: expect.stringMatching(/^bash: xrealloc: cannot allocate \d+ bytes\n$/) as string,
    });
    expect(await run("bash -c 'x=a; while :; do x=$x$x; done'; echo $?")).toMatchObject({
      stdout: '2\n',
      stderr: expect.stringMatching(/^bash: xrealloc: cannot allocate \d+ bytes\n$/) as string,
    });
    expect(await run('echo {1..100000000}')).toEqual({
      stdout: '{1..100000000}\n',
      stderr: 'bash: line 1: brace expansion: failed to allocate memory for 100000000 elements\n',
      code: 0,
    });
    expect(await run("printf '%*s' 2000000000 x")).toMatchObject({ code: 1, stderr: 'bash: line 1: printf: write error: Cannot allocate memory\n' });
  });

  it('starts so many processes and no more, and root can still end them', async () => {
    // bash waits 1, 2, 4 and 8 seconds for a process to become free: time runs twenty times as fast here.
    const clock = createRealClock();
    const other = await createMachine({
      seed: 'fork',
      instant: true,
      clock: { ...clock, after: (milliseconds, action) => clock.after(milliseconds / 20, action) },
    });
    const { stderr, code } = await other.run('while :; do sleep 100000 > /dev/null 2>&1 & done');
    expect(stderr).toMatch(/^(bash: line 1: fork: retry: Resource temporarily unavailable\n){4}bash: line 1: fork: Resource temporarily unavailable\n$/);
    expect(code).toBe(254);
    expect((await other.run('ps -e | wc -l', { user: 'root' })).stdout.trim()).toMatch(/^20\d\d$/);
    expect(await other.run('pkill sleep; sleep 1; pgrep -c sleep', { user: 'root' })).toMatchObject({ stdout: '0\n' });
  }, 60_000);

  it('stops at a full disk, and what was there is intact', async () => {
    const { stdout, stderr } = await run(
      'cd /dev/shm; echo kept > small; dd if=/dev/zero of=x bs=1G count=100; ls -s x | cut -d" " -f1; cat small; rm x small',
    );
    expect(stderr).toMatch(/^dd: error writing 'x': No space left on device\n/);
    expect(stdout).toMatch(/^\d+\nkept\n$/);
  }, 30_000);

  it('answers an expression that would explode', async () => {
    const line = 'a'.repeat(60);
    expect(
      (
        await run(
          `[[ ${line} =~ ^(a+)+b ]]; echo $?; echo ${line} | grep -cE '^(a+)+b'; echo ${line} | sed -E 's/^(a|aa)+b/x/'; echo ${line} | awk '/^(a*)*b/'`,
        )
      ).stdout,
    ).toBe(`1\n0\n${line}\n`);
  });

  it('does not let an ordinary user signal others, and lets root empty the disk and type on', async () => {
    expect(await run('kill -9 -1; echo still here')).toMatchObject({ stdout: 'still here\n' });
    const other = await createMachine({ seed: 'gone', instant: true });
    const script = 'rm -rf --no-preserve-root / 2> /dev/null; echo $?; ls; echo still here';
    const { stdout, stderr } = await other.run(script, { user: 'root' });
    expect(stdout).toBe('1\nstill here\n');
    expect(stderr).toBe('bash: line 1: ls: command not found\n');
  });
});
