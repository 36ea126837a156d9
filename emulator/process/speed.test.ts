import { expect, it } from 'vitest';
import { createTestKernel } from './test-kernel';
import type { Program } from './types';

// Thresholds are several times what was measured (0.03 ms, 1 GB/s, 0.3 s), so that a busy machine does not fail them but a lost order of magnitude does.

it('starts and waits for 1000 small programs within 0.3 s', async () => {
  const { run } = await createTestKernel();
  const started = performance.now();
  await run(async (process) => {
    for (let i = 0; i < 1000; i++) await process.wait(await process.spawn({ program: () => 0 }));
    return 0;
  });
  expect(performance.now() - started).toBeLessThan(300);
});

it('pipes 100 MB within a second', async () => {
  const { run } = await createTestKernel();
  const size = 100 * 1024 * 1024;
  const started = performance.now();
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
  expect(performance.now() - started).toBeLessThan(1000);
});

it('holds 10,000 processes at once', async () => {
  const { run } = await createTestKernel();
  const sleeper: Program = async (process) => {
    await process.pause();
    return 0;
  };
  const started = performance.now();
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
  expect(performance.now() - started).toBeLessThan(5000);
});
