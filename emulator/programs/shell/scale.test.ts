import { expect, it } from 'vitest';
import { createTestMachine } from './test-machine';

it('runs 100,000 turns of a loop', async () => {
  const machine = await createTestMachine();
  await machine.run(['bash', '-c', ':']);
  const result = await machine.run(['bash', '-c', 'i=0; while ((i < 100000)); do ((i++)); done; echo $i']);
  expect(result.stdout).toBe('100000\n');
});

it('lets others run while a loop computes', async () => {
  const machine = await createTestMachine();
  const result = await machine.run(['bash', '-c', 'while :; do :; done & sleep 0.1; kill $!; wait $! 2>/dev/null; echo $?']);
  expect(result.stdout).toBe('143\n');
});
