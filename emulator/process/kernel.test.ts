import { beforeAll, describe, expect, it } from 'vitest';
import { executableContent } from './executable';
import { createTestKernel, type TestKernel } from './test-kernel';
import { ProcessExit, type Process, type Program, type WaitResult } from './types';

const programs: Record<string, Program> = {
  'test/show': async (process) => {
    await process.write(1, `${process.argv.join('|')} ${process.env.get('X') ?? '-'} ${process.cwd} ${process.credentials.uid}\n`);
    return 7;
  },
  'test/fds': async (process) => {
    await process.write(1, `${process.descriptors().join(' ')}\n`);
    return 0;
  },
};
let kernel: TestKernel;
beforeAll(async () => {
  kernel = await createTestKernel(Object.fromEntries(Object.entries(programs).map(([name, program]) => [name, async () => program])));
});
const run = (program: Program, options?: Parameters<TestKernel['run']>[1]) => kernel.run(program, options);
const sleeper: Program = async (process) => {
  await process.sleep(60_000);
  return 0;
};
const exited = (pid: number, code: number): WaitResult => ({ pid, status: { kind: 'exited', code } });

describe('spawn and wait', () => {
  it('runs a file with arguments, environment and working directory, and gives its exit code', async () => {
    const result = await kernel.execute(['show', 'a', 'b c'], { env: { X: 'y' }, cwd: '/tmp', uid: 5 });
    expect(result).toEqual({ stdout: 'show|a|b c y /tmp 5\n', stderr: '', status: { kind: 'exited', code: 7 }, code: 7 });
  });
  it('takes exit codes modulo 256, and from a thrown ProcessExit', async () => {
    expect((await run(() => 256 + 3)).code).toBe(3);
    expect((await run(() => Promise.reject(new ProcessExit(9)))).code).toBe(9);
  });
  it('kills only the program that throws, says why on its standard error, and shows the signal', async () => {
    const result = await run(() => Promise.reject(new TypeError('oops')), { argv: ['broken'] });
    expect(result.stderr).toContain('broken: TypeError: oops');
    expect(result.status).toEqual({ kind: 'signaled', signal: 'SIGABRT', coreDumped: true });
    expect(result.code).toBe(134);
  });
  it('waits for any child, a certain one, or one of a group; ECHILD when there is none', async () => {
    const seen: unknown[] = [];
    await run(async (process) => {
      const first = await process.spawn({ program: () => 1, group: 0 });
      const second = await process.spawn({ program: () => 2, group: first });
      const third = await process.spawn({ program: () => 3 });
      seen.push(await process.wait(third), await process.wait({ group: first }), await process.wait('any'), [first, second, third]);
      await expect(process.wait('any')).rejects.toMatchObject({ errno: 'ECHILD' });
      const slow = await process.spawn({ program: sleeper });
      expect(await process.wait(slow, { noHang: true })).toBeUndefined();
      process.kill(slow, 'SIGKILL');
      return 0;
    });
    const [first, second, third] = seen[3] as [number, number, number];
    expect(seen.slice(0, 3)).toEqual([exited(third, 3), exited(first, 1), exited(second, 2)]);
  });
  it('hands orphans to PID 1, which reaps them', async () => {
    const parents: number[] = [];
    await run(async (process) => {
      const child = await process.spawn({
        program: async (middle) => {
          await middle.spawn({
            program: async (grandchild) => {
              await grandchild.sleep(5);
              parents.push(grandchild.parent);
              return 0;
            },
          });
          return 0;
        },
      });
      await process.wait(child);
      await process.sleep(20);
      return 0;
    });
    expect(parents).toEqual([1]);
  });
  it('gives a forked child all descriptors, an executed one those that are not close-on-exec', async () => {
    const { stdout } = await run(async (process) => {
      const [reader, writer] = process.pipe();
      process.setCloseOnExec(reader, true);
      await process.wait(await process.spawn({ path: '/bin/fds', argv: ['fds'] }));
      await process.wait(
        await process.spawn({
          path: '/bin/fds',
          argv: ['fds'],
          files: new Map([
            [1, 1],
            [9, writer],
          ]),
        }),
      );
      await process.wait(await process.spawn({ program: programs['test/fds'] }));
      return 0;
    });
    expect(stdout).toBe('0 1 2 4\n1 9\n0 1 2 3 4\n');
  });
  it('lets only root change who a child is', async () => {
    let error: unknown;
    await run(
      async (process) => {
        error = await process.spawn({ program: () => 0, credentials: { uid: 0, gid: 0, groups: [] } }).catch((thrown: unknown) => thrown);
        return 0;
      },
      { uid: 1000 },
    );
    expect(error).toMatchObject({ errno: 'EPERM' });
  });
});

describe('execve', () => {
  const failure = async (path: string, uid = 0) => {
    let error: unknown;
    await run(
      async (process) => {
        error = await process.spawn({ path }).catch((thrown: unknown) => thrown);
        return 0;
      },
      { uid },
    );
    return error;
  };
  it('fails as Linux does for what is not there, not allowed, not a program', async () => {
    kernel.files.writeFile('/tmp/text', 'echo hi\n', { mode: 0o755 });
    kernel.files.writeFile('/tmp/plain', executableContent('test/show'), { mode: 0o644 });
    kernel.files.writeFile('/tmp/badscript', '#!/no/such/interpreter\n', { mode: 0o755 });
    kernel.files.writeFile('/tmp/foreign', executableContent('no/such/program'), { mode: 0o755 });
    expect(await failure('/tmp/none')).toMatchObject({ errno: 'ENOENT' });
    expect(await failure('/tmp/plain')).toMatchObject({ errno: 'EACCES' });
    expect(await failure('/tmp')).toMatchObject({ errno: 'EACCES' });
    expect(await failure('/tmp/text')).toMatchObject({ errno: 'ENOEXEC' });
    expect(await failure('/tmp/foreign')).toMatchObject({ errno: 'ENOEXEC' });
    expect(await failure('/tmp/badscript')).toMatchObject({ errno: 'ENOENT' });
    expect(await failure('/bin/show/x')).toMatchObject({ errno: 'ENOTDIR' });
  });
  it('runs scripts by their interpreter with its one argument', async () => {
    kernel.files.writeFile('/tmp/script', '#! /bin/show -x  y\nbody\n', { mode: 0o755 });
    expect((await kernel.execute(['/tmp/script', 'arg'])).stdout).toBe('/bin/show|-x  y|/tmp/script|arg - / 0\n');
  });
  it('makes the owner of a set-user-id file the effective user, and keeps the real one', async () => {
    kernel.files.writeFile('/tmp/suid', executableContent('test/show'), { mode: 0o755 });
    kernel.files.changeMode('/tmp/suid', 0o4755);
    expect((await kernel.execute(['/tmp/suid'], { uid: 1000 })).stdout).toBe('/tmp/suid - / 0\n');
  });
  it('replaces a program in the same process: handlers go, ignored signals stay', async () => {
    const { stdout, code } = await run(async (process) => {
      process.onSignal('SIGTERM', () => undefined);
      process.onSignal('SIGINT', 'ignore');
      const { pid } = process;
      const result = process.execute('/bin/show', ['show', 'new'], new Map([['X', String(pid === process.pid)]]));
      await Promise.resolve();
      expect([process.signalAction('SIGTERM'), process.signalAction('SIGINT')]).toEqual(['default', 'ignore']);
      return await result;
    });
    expect([stdout, code]).toEqual(['show|new true / 0\n', 7]);
  });
  it('refuses more arguments than fit', async () => {
    let error: unknown;
    await run(async (process) => {
      error = await process.spawn({ path: '/bin/show', argv: ['show', 'x'.repeat(3_000_000)] }).catch((thrown: unknown) => thrown);
      return 0;
    });
    expect(error).toMatchObject({ errno: 'E2BIG' });
  });
});

describe('PID namespaces', () => {
  /** Runs `init` as PID 1 of a container and gives the host process the pid that it has there. */
  async function container(init: Program, host: (process: Process, pid: number) => Promise<void>): Promise<void> {
    let failure: unknown;
    await run(async (process) => {
      try {
        await host(process, await process.spawn({ program: init, namespaces: { pid: 'new' }, newSession: true }));
      } catch (error) {
        failure = error;
      }
      return 0;
    });
    if (failure) throw failure as Error;
  }

  it('number from 1, and are seen from above by other numbers', async () => {
    let inside: number[] = [];
    await container(
      async (init) => {
        const child = await init.spawn({ program: sleeper });
        inside = [init.pid, init.parent, child, ...init.list().map(({ pid }) => pid)];
        await init.sleep(60_000);
        return 0;
      },
      async (process, pid) => {
        await process.sleep(5);
        expect(inside).toEqual([1, 0, 2, 1, 2]);
        expect(process.info(pid)?.parent).toBe(process.pid);
        expect(process.list().filter(({ parent }) => parent === pid)).toHaveLength(1);
        process.kill(pid, 'SIGKILL');
        expect(await process.wait(pid)).toMatchObject({ status: { kind: 'signaled', signal: 'SIGKILL' } });
      },
    );
  });
  it('die with their PID 1', async () => {
    let child = 0;
    await container(
      async (init) => {
        await init.spawn({ program: sleeper });
        await init.sleep(5);
        return 3;
      },
      async (process, pid) => {
        await process.sleep(2);
        child = process.list().find(({ parent }) => parent === pid)?.pid ?? 0;
        expect(await process.wait(pid)).toEqual(exited(pid, 3));
        expect(child).toBeGreaterThan(0);
        expect(process.info(child)).toBeUndefined();
      },
    );
  });
  it('protect PID 1 from signals without a handler, but not from SIGKILL from above', async () => {
    const got: string[] = [];
    await container(
      async (init) => {
        init.onSignal('SIGUSR1', (signal) => got.push(signal));
        init.kill(1, 'SIGKILL');
        init.kill(1, 'SIGTERM');
        for (;;) await init.pause();
      },
      async (process, pid) => {
        await process.sleep(2);
        process.kill(pid, 'SIGTERM');
        process.kill(pid, 'SIGUSR1');
        expect(got).toEqual(['SIGUSR1']);
        process.kill(pid, 'SIGSTOP');
        expect(await process.wait(pid, { untraced: true })).toMatchObject({ status: { kind: 'stopped' } });
        process.kill(pid, 'SIGKILL');
        expect(await process.wait(pid)).toMatchObject({ status: { kind: 'signaled' } });
      },
    );
  });
  it('take more processes from outside (exec), until PID 1 has gone', async () => {
    await container(
      async (init) => {
        await init.sleep(60_000);
        return 0;
      },
      async (process, pid) => {
        const namespace = process.info(pid)?.namespaces.pid;
        let inner = 0;
        const entered = await process.spawn({ program: (own) => ((inner = own.pid), 0), namespaces: { pid: namespace } });
        expect(await process.wait(entered)).toEqual(exited(entered, 0));
        expect(inner).toBe(2);
        process.kill(pid, 'SIGKILL');
        await process.wait(pid);
        await expect(process.spawn({ program: () => 0, namespaces: { pid: namespace } })).rejects.toMatchObject({ errno: 'ENOMEM' });
      },
    );
  });
});
