import { beforeAll, describe, expect, it } from 'vitest';
import { decode } from '../kernel/bytes';
import { createTestKernel, type TestKernel } from './test-kernel';
import type { Process, Program } from './types';

let kernel: TestKernel;
beforeAll(async () => {
  kernel = await createTestKernel();
});
async function inside(calls: (process: Process) => Promise<void>): Promise<void> {
  let failure: unknown;
  await kernel.run(async (process) => {
    await calls(process).catch((error: unknown) => (failure = error));
    return 0;
  });
  if (failure) throw failure as Error;
}
const readAll = async (process: Process, descriptor: number) => {
  let text = '';
  for (let bytes = await process.read(descriptor); bytes.length > 0; bytes = await process.read(descriptor)) text += decode(bytes);
  return text;
};

describe('pipes', () => {
  it('carry bytes in order and end when the last writer is gone', async () => {
    await inside(async (process) => {
      const [reader, writer] = process.pipe();
      const copy = process.duplicate(writer);
      await process.write(writer, 'one ');
      process.close(writer);
      await process.write(copy, 'two');
      process.close(copy);
      expect(await readAll(process, reader)).toBe('one two');
    });
  });
  it('hold 64 KiB, then the writer waits', async () => {
    await inside(async (process) => {
      const [reader, writer] = process.pipe();
      await process.write(writer, new Uint8Array(65_536));
      let written = false;
      const writing = process.write(writer, 'x').then(() => (written = true));
      await process.sleep(2);
      expect(written).toBe(false);
      expect((await process.read(reader, 10_000)).length).toBe(10_000);
      await writing;
    });
  });
  it('do not cut a small write in two', async () => {
    await inside(async (process) => {
      const [reader, writer] = process.pipe();
      await process.write(writer, new Uint8Array(65_000));
      const writing = process.write(writer, 'y'.repeat(4096));
      expect((await process.read(reader, 100_000)).length).toBe(65_000);
      await writing;
      expect(decode(await process.read(reader))).toBe('y'.repeat(4096));
    });
  });
  it('keep what was written when the writer uses its buffer again', async () => {
    await inside(async (process) => {
      const [reader, writer] = process.pipe();
      const buffer = new Uint8Array(3000).fill(65);
      await process.write(writer, buffer);
      buffer.fill(66);
      await process.write(writer, buffer);
      const text = decode(await process.read(reader));
      expect(text).toBe('A'.repeat(3000) + 'B'.repeat(3000));
    });
  });
  it('raise SIGPIPE in a writer without readers, or fail with EPIPE when that is ignored', async () => {
    await inside(async (process) => {
      const [reader, writer] = process.pipe();
      process.close(reader);
      const pid = await process.spawn({
        program: async (child) => {
          await child.write(writer, 'x');
          return 0;
        },
      });
      expect((await process.wait(pid))?.status).toMatchObject({ kind: 'signaled', signal: 'SIGPIPE' });
      process.onSignal('SIGPIPE', 'ignore');
      await expect(process.write(writer, 'x')).rejects.toMatchObject({ errno: 'EPIPE' });
    });
  });
  it('let others run, however fast they flow', async () => {
    await inside(async (process) => {
      const [reader, writer] = process.pipe();
      const flood: Program = async (child) => {
        for (;;) await child.write(writer, 'y\n');
      };
      const drain: Program = async (child) => {
        for (;;) await child.read(reader);
      };
      const pids = [await process.spawn({ program: flood }), await process.spawn({ program: drain })];
      await process.sleep(20);
      for (const pid of pids) process.kill(pid, 'SIGKILL');
      for (const pid of pids) await process.wait(pid);
    });
  });
});

describe('descriptors', () => {
  it('are the lowest free, and shared by dup', async () => {
    await inside(async (process) => {
      process.files.writeFile('/tmp/a', 'abcdef');
      const first = await process.open('/tmp/a', { read: true });
      const second = process.duplicate(first);
      expect([first, second]).toEqual([3, 4]);
      expect(decode(await process.read(first, 2)) + decode(await process.read(second, 2))).toBe('abcd');
      process.close(first);
      expect(process.duplicate(second, { from: 2 })).toBe(3);
      expect(process.duplicate(second, { from: 10 })).toBe(10);
      expect(process.duplicate(second, { to: 10 })).toBe(10);
      expect(() => process.duplicate(77)).toThrow('Bad file descriptor');
      expect(() => process.close(77)).toThrow('Bad file descriptor');
    });
  });
  it('are at most 1024', async () => {
    await inside(async (process) => {
      let count = process.descriptors().length;
      const [reader] = process.pipe();
      count += 2;
      for (; count < 1024; count++) process.duplicate(reader);
      expect(() => process.duplicate(reader)).toThrow('Too many open files');
    });
  });
});

describe('fifos', () => {
  it('wait for the other side when they are opened', async () => {
    await inside(async (process) => {
      process.files.makeNode('/tmp/fifo', { kind: 'fifo', mode: 0o666 });
      const order: string[] = [];
      const pid = await process.spawn({
        program: async (child) => {
          const writer = await child.open('/tmp/fifo', { write: true });
          order.push('writer');
          await child.write(writer, 'through');
          return 0;
        },
      });
      await process.sleep(3);
      expect(order).toEqual([]);
      const reader = await process.open('/tmp/fifo', { read: true });
      expect(await readAll(process, reader)).toBe('through');
      await process.wait(pid);
      expect(() => process.files.open('/tmp/fifo', { write: true })).not.toThrow();
      process.close(reader);
      expect(() => process.files.open('/tmp/fifo', { write: true })).toThrow('No such device or address');
      process.files.unlink('/tmp/fifo');
    });
  });
});

describe('poll', () => {
  it('tells what is ready, waits for it, and gives up after the time', async () => {
    await inside(async (process) => {
      const [reader, writer] = process.pipe();
      const [other] = process.pipe();
      const wanted = [
        { descriptor: reader, what: 'read' },
        { descriptor: other, what: 'read' },
      ] as const;
      expect(await process.poll(wanted, 0)).toEqual([]);
      expect(await process.poll([...wanted, { descriptor: writer, what: 'write' }])).toEqual([{ descriptor: writer, what: 'write' }]);
      const polling = process.poll(wanted);
      await process.write(writer, 'x');
      expect(await polling).toEqual([{ descriptor: reader, what: 'read' }]);
    });
  });
});
