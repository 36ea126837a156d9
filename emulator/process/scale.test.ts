import { expect, it } from 'vitest';
import { createTestKernel } from './test-kernel';
import type { Program } from './types';

// How long these take is for the benchmark (npm run bench); here they have to come out right.

it('starts and waits for 1000 small programs, one after the other', async () => {
  const { run } = await createTestKernel();
  let ended = 0;
  await run(async (process) => {
    for (let i = 0; i < 1000; i++) {
      const result = await process.wait(await process.spawn({ program: () => 7 }));
      if (result?.status.kind === 'exited' && result.status.code === 7) ended++;
    }
    return 0;
  });
  expect(ended).toBe(1000);
});

it('pipes 100 MB without losing a byte', async () => {
  const { run } = await createTestKernel();
  const size = 100 * 1024 * 1024;
  let total = 0;
  await run(async (process) => {
    const [reader, writer] = process.pipe();
    const source: Program = async (child) => {
      const block = new Uint8Array(65_536);
      for (let sent = 0; sent < size; sent += block.length) await child.write(writer, block);
      return 0;
    };
    await process.spawn({ program: source });
    process.close(writer);
    for (let bytes = await process.read(reader); bytes.length > 0; bytes = await process.read(reader)) total += bytes.length;
    return 0;
  });
  expect(total).toBe(size);
});

it('holds 10,000 processes at once', async () => {
  const { run } = await createTestKernel();
  const sleeper: Program = async (process) => {
    await process.pause();
    return 0;
  };
  let seen = 0;
  await run(async (process) => {
    const pids: number[] = [];
    for (let i = 0; i < 10_000; i++) pids.push(await process.spawn({ program: sleeper }));
    seen = process.list().length;
    for (const pid of pids) process.kill(pid, 'SIGKILL');
    for (const pid of pids) await process.wait(pid);
    return 0;
  });
  expect(seen).toBeGreaterThan(10_000);
});
