import { beforeAll, describe, expect, it } from 'vitest';
import { createTestKernel, type TestKernel } from './test-kernel';
import type { Program } from './types';

let kernel: TestKernel;
beforeAll(async () => {
  kernel = await createTestKernel();
});

const failing = async (action: () => unknown) => {
  try {
    await action();
  } catch (error) {
    return (error as { errno?: string }).errno;
  }
  return 'nothing';
};

describe('limits of a process', () => {
  it('are inherited, and raised by root only', async () => {
    const child: Program = async (process) => {
      await process.write(1, `${process.limits.nofile.soft} ${process.limits.nofile.hard} `);
      await process.write(1, `${await failing(() => process.setLimit('nofile', { soft: 30, hard: 30 }))} ${await failing(() => process.setLimit('nofile', { soft: 5, hard: 4 }))}`);
      return 0;
    };
    const result = await kernel.run(async (process) => {
      process.setLimit('nofile', { soft: 10, hard: 20 });
      process.setLimit('nofile', { soft: 10, hard: 40 });
      process.setLimit('nofile', { soft: 10, hard: 20 });
      await process.wait(await process.spawn({ program: child, credentials: { uid: 1000, gid: 1000, groups: [1000] } }));
      return 0;
    });
    expect(result.stdout).toBe('10 20 EPERM EINVAL');
  });

  it('let no more files be open than nofile', async () => {
    const result = await kernel.run(async (process) => {
      process.setLimit('nofile', { soft: 5, hard: 5 });
      const opened = [await process.open('/etc/passwd', { read: true })];
      const pipe = await failing(() => process.pipe());
      opened.push(await process.open('/etc/passwd', { read: true }));
      const more = [await failing(() => process.open('/etc/passwd', { read: true })), await failing(() => process.duplicate(0)), await failing(() => process.duplicate(0, { to: 5 })), await failing(() => process.duplicate(0, { from: 5 }))];
      await process.write(1, [opened, pipe, more].join(' '));
      return 0;
    });
    expect(result.stdout).toBe('3,4 EMFILE EMFILE,EMFILE,EBADF,EINVAL');
  });

  it('let a user have no more processes than nproc, and root as many as it likes', async () => {
    const sleeper: Program = async (process) => {
      await process.pause();
      return 0;
    };
    const starter: Program = async (process) => {
      process.setLimit('nproc', { soft: 3, hard: 3 });
      const pids = [await process.spawn({ program: sleeper }), await process.spawn({ program: sleeper })];
      const third = await failing(async () => pids.push(await process.spawn({ program: sleeper })));
      for (const pid of pids) process.kill(pid, 'SIGKILL');
      for (const pid of pids) await process.wait(pid);
      const again = await failing(async () => process.kill(await process.spawn({ program: sleeper }), 'SIGKILL'));
      await process.write(1, `${third} ${again}`);
      return 0;
    };
    expect((await kernel.run(starter, { uid: 1000 })).stdout).toBe('EAGAIN nothing');
    expect((await kernel.run(starter)).stdout).toBe('nothing nothing');
  });

  it('end a process that makes a file larger than fsize, or refuse it when the signal is ignored', async () => {
    const writer: Program = async (process) => {
      process.setLimit('fsize', { soft: 1000, hard: 1000 });
      await process.write(await process.open('/tmp/large', { write: true, create: true, truncate: true }), 'x'.repeat(3000));
      return 0;
    };
    const result = await kernel.run(writer);
    expect(result.status).toMatchObject({ kind: 'signaled', signal: 'SIGXFSZ' });
    expect(kernel.files.stat('/tmp/large').size).toBe(1000);
    const refused = await kernel.run(async (process) => {
      process.onSignal('SIGXFSZ', 'ignore');
      process.setLimit('fsize', { soft: 1000, hard: 1000 });
      const appending = await process.open('/tmp/large', { append: true });
      const errors = [await failing(() => process.write(appending, 'x')), await failing(() => process.files.truncate('/tmp/large', 1001)), await failing(() => process.files.writeFile('/tmp/other', 'y'.repeat(1001)))];
      await process.write(1, `${errors.join(' ')} ${process.files.stat('/tmp/other').size}\n${'z'.repeat(2000)}`);
      return 0;
    });
    expect(refused.stdout).toBe(`EFBIG EFBIG EFBIG 1000\n${'z'.repeat(2000)}`);
  });

  it('are shown in /proc', async () => {
    const result = await kernel.run(async (process) => {
      process.setLimit('nofile', { soft: 77, hard: 99 });
      process.setLimit('fsize', { soft: 1024, hard: Infinity });
      await process.write(1, process.files.readText('/proc/self/limits'));
      return 0;
    });
    expect(result.stdout).toMatch(/^Max open files +77 +99 +files/m);
    expect(result.stdout).toMatch(/^Max file size +1024 +unlimited +bytes/m);
  });
});

describe('niceness', () => {
  it('is inherited, and lowered by root only', async () => {
    const child: Program = async (process) => {
      process.setNiceness(process.pid, 7);
      const lower = await failing(() => process.setNiceness(process.pid, 3));
      const other = await failing(() => process.setNiceness(process.parent, 9));
      await process.write(1, `${process.info(process.pid)?.niceness} ${lower} ${other}`);
      return 0;
    };
    const result = await kernel.run(async (process) => {
      process.setNiceness(process.pid, 5);
      await process.wait(await process.spawn({ program: child, credentials: { uid: 1000, gid: 1000, groups: [1000] } }));
      process.setNiceness(process.pid, -30);
      await process.write(1, ` ${process.info(process.pid)?.niceness} ${await failing(() => process.setNiceness(99_999, 1))}`);
      return 0;
    });
    expect(result.stdout).toBe('7 EACCES EPERM -20 ESRCH');
  });
});
