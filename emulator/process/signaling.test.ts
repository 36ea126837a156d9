import { beforeAll, describe, expect, it } from 'vitest';
import { createTestKernel, type TestKernel } from './test-kernel';
import type { Process, Program, WaitStatus } from './types';

let kernel: TestKernel;
beforeAll(async () => {
  kernel = await createTestKernel();
});
async function inside(calls: (process: Process) => Promise<void>, options: Parameters<TestKernel['run']>[1] = {}): Promise<void> {
  let failure: unknown;
  await kernel.run(async (process) => {
    await calls(process).catch((error: unknown) => (failure = error));
    return 0;
  }, options);
  if (failure) throw failure as Error;
}
const sleeper: Program = async (process) => {
  await process.sleep(60_000);
  return 0;
};
const statusOf = async (process: Process, pid: number): Promise<WaitStatus | undefined> => (await process.wait(pid, { untraced: true }))?.status;

describe('signals', () => {
  it('do by default what signal(7) says', async () => {
    await inside(async (process) => {
      for (const [signal, coreDumped] of [
        ['SIGTERM', false],
        ['SIGQUIT', true],
        ['SIGHUP', false],
        ['SIGUSR1', false],
        ['SIGSEGV', true],
      ] as const) {
        const pid = await process.spawn({ program: sleeper });
        process.kill(pid, signal);
        expect(await statusOf(process, pid)).toEqual({ kind: 'signaled', signal, coreDumped });
      }
      const pid = await process.spawn({ program: sleeper });
      for (const signal of ['SIGCHLD', 'SIGWINCH', 'SIGURG', 'SIGCONT'] as const) process.kill(pid, signal);
      expect(await process.wait(pid, { noHang: true })).toBeUndefined();
      process.kill(pid, 'SIGKILL');
    });
  });
  it('interrupt a call that waits when a handler ran, unless it restarts', async () => {
    await inside(async (process) => {
      const outcome = async (restart: boolean) => {
        let result = '';
        const pid = await process.spawn({
          program: async (child) => {
            child.onSignal('SIGUSR1', () => (result += 'handled '), { restart });
            const slept = await child.sleep(20).then(
              () => 'slept',
              (error: { errno: string }) => error.errno,
            );
            result += slept;
            return 0;
          },
        });
        await process.sleep(2);
        process.kill(pid, 'SIGUSR1');
        await process.wait(pid);
        return result;
      };
      expect(await outcome(false)).toBe('handled EINTR');
      expect(await outcome(true)).toBe('handled slept');
    });
  });
  it('cannot be handled or ignored where Linux forbids it', async () => {
    await inside(async (process) => {
      expect(() => process.onSignal('SIGKILL', 'ignore')).toThrow('Invalid argument');
      expect(() => process.onSignal('SIGSTOP', () => undefined)).toThrow('Invalid argument');
    });
  });
  it('go to groups, and to all but oneself and PID 1', async () => {
    await inside(async (process) => {
      const leader = await process.spawn({ program: sleeper, group: 0 });
      const member = await process.spawn({ program: sleeper, group: leader });
      const other = await process.spawn({ program: sleeper });
      process.kill(-leader, 'SIGTERM');
      expect(await statusOf(process, leader)).toMatchObject({ signal: 'SIGTERM' });
      expect(await statusOf(process, member)).toMatchObject({ signal: 'SIGTERM' });
      expect(await process.wait(other, { noHang: true })).toBeUndefined();
      process.kill(other, 'SIGKILL');
      expect(() => process.kill(leader, 'SIGTERM')).toThrow('No such process');
    });
  });
  it('are only for one’s own processes', async () => {
    await inside(
      async (process) => {
        expect(() => process.kill(1, 'SIGTERM')).toThrow('Operation not permitted');
        expect(() => process.kill(1, 0)).toThrow('Operation not permitted');
        expect(() => process.kill(999_999, 0)).toThrow('No such process');
        const own = await process.spawn({ program: sleeper });
        process.kill(own, 'SIGKILL');
        await process.wait(own);
      },
      { uid: 1000 },
    );
  });
  it('end all waits of who is killed, close its descriptors at once, and unwind it', async () => {
    await inside(async (process) => {
      const [reader, writer] = process.pipe();
      let unwound = false;
      const pid = await process.spawn({
        program: async (child) => {
          try {
            await child.sleep(60_000);
          } finally {
            unwound = true;
          }
          return 0;
        },
      });
      process.close(writer);
      process.kill(pid, 'SIGKILL');
      expect((await process.read(reader)).length).toBe(0);
      expect(await statusOf(process, pid)).toMatchObject({ signal: 'SIGKILL' });
      await process.sleep(1);
      expect(unwound).toBe(true);
    });
  });
});

describe('the end of a program', () => {
  it('takes with it what it still had under way, without unwinding it', async () => {
    await inside(async (process) => {
      const log: string[] = [];
      const pid = await process.spawn({
        program: (child) => {
          const inBackground = async () => {
            try {
              await child.sleep(5);
              log.push('went on');
            } catch {
              log.push('was unwound');
            }
          };
          void inBackground();
          void child.system.clock.after(3, () => void child.sleep(1).then(() => log.push('called after its end')));
          return 0;
        },
      });
      await process.wait(pid);
      await process.sleep(15);
      expect(log).toEqual([]);
    });
  });
});

describe('stops', () => {
  it('hold a process in all its calls until it is continued', async () => {
    await inside(async (process) => {
      const [reader, writer] = process.pipe();
      let done = '';
      const pid = await process.spawn({
        program: async (child) => {
          done = new TextDecoder().decode(await child.read(reader));
          return 0;
        },
      });
      process.kill(pid, 'SIGSTOP');
      expect(await statusOf(process, pid)).toEqual({ kind: 'stopped', signal: 'SIGSTOP' });
      await process.write(writer, 'data');
      await process.sleep(5);
      expect([done, process.info(pid)?.state]).toEqual(['', 'T']);
      process.kill(pid, 'SIGTERM');
      expect(await process.wait(pid, { noHang: true })).toBeUndefined();
      process.kill(pid, 'SIGCONT');
      expect(await statusOf(process, pid)).toMatchObject({ kind: 'signaled', signal: 'SIGTERM' });
    });
  });
  it('let go on with what waited', async () => {
    await inside(async (process) => {
      const pid = await process.spawn({
        program: async (child) => {
          await child.sleep(5);
          return 4;
        },
      });
      process.kill(pid, 'SIGTSTP');
      await process.wait(pid, { untraced: true });
      await process.sleep(10);
      process.kill(pid, 'SIGCONT');
      expect(await statusOf(process, pid)).toEqual({ kind: 'exited', code: 4 });
    });
  });
  it('of the keyboard do not reach a group that nobody watches over', async () => {
    await inside(async (process) => {
      const pid = await process.spawn({ program: sleeper, newSession: true });
      process.kill(pid, 'SIGTSTP');
      expect(process.info(pid)?.state).not.toBe('T');
      process.kill(pid, 'SIGSTOP');
      expect(process.info(pid)?.state).toBe('T');
      process.kill(pid, 'SIGKILL');
      expect(await statusOf(process, pid)).toMatchObject({ kind: 'signaled' });
    });
  });
});

describe('frozen control groups', () => {
  it('hold their processes, keep signals for later, and can be killed', async () => {
    await inside(async (process) => {
      const controlGroup = { path: '/paused', oomKills: 0, frozen: false };
      let ticks = 0;
      const got: string[] = [];
      const program: Program = async (child) => {
        child.onSignal('SIGUSR1', () => got.push('USR1'), { restart: true });
        for (;;) {
          await child.sleep(1);
          ticks++;
        }
      };
      const pid = await process.spawn({ program, controlGroup });
      await process.sleep(10);
      controlGroup.frozen = true;
      await process.sleep(5);
      const before = ticks;
      process.kill(pid, 'SIGUSR1');
      await process.sleep(30);
      expect([ticks, got]).toEqual([before, []]);
      controlGroup.frozen = false;
      await process.sleep(60);
      expect(ticks).toBeGreaterThan(before);
      expect(got).toEqual(['USR1']);
      controlGroup.frozen = true;
      process.kill(pid, 'SIGKILL');
      expect(await statusOf(process, pid)).toMatchObject({ signal: 'SIGKILL' });
    });
  });
});

describe('limits of control groups', () => {
  it('kill the process that makes memory too much, and count it', async () => {
    await inside(async (process) => {
      const controlGroup = { path: '/small', memoryMax: 32 * 1024 * 1024, oomKills: 0, frozen: false };
      const pid = await process.spawn({
        program: (child) => {
          child.setMemory(64 * 1024 * 1024);
          return 0;
        },
        controlGroup,
      });
      expect(await statusOf(process, pid)).toMatchObject({ signal: 'SIGKILL' });
      expect(controlGroup.oomKills).toBe(1);
    });
  });
  it('refuse a process too many with EAGAIN, also for a group above', async () => {
    await inside(async (process) => {
      const controlGroup = { path: '/few/inner', pidsMax: 2, oomKills: 0, frozen: false };
      const start = () => process.spawn({ program: sleeper, controlGroup });
      const pids = [await start(), await start()];
      await expect(start()).rejects.toMatchObject({ errno: 'EAGAIN' });
      process.files.writeFile('/sys/fs/cgroup/few/pids.max', '2');
      controlGroup.pidsMax = 10;
      await expect(start()).rejects.toMatchObject({ errno: 'EAGAIN' });
      for (const pid of pids) process.kill(pid, 'SIGKILL');
      for (const pid of pids) await process.wait(pid);
    });
  });
});
