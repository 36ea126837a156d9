import { afterEach, expect, it } from 'vitest';
import { createMachine } from '../index';

const unhandled: unknown[] = [];
const note = (error: unknown) => void unhandled.push(error);

afterEach(() => {
  unhandled.length = 0;
});

it('leaves no failure behind that nobody hears of when the machine stops under a login and a script', async () => {
  process.on('unhandledRejection', note);
  const machine = await createMachine({ seed: 'login', instant: true });
  let shown = '';
  await machine.openTerminal({ columns: 80, rows: 24, onData: (bytes) => void (shown += new TextDecoder().decode(bytes)), onExit: () => undefined });
  while (!shown.includes('$ ')) await new Promise((done) => setTimeout(done, 5));
  const script = machine.run('sleep 100').catch(() => 'stopped');
  await new Promise((done) => setTimeout(done, 20));
  await machine.shutDown();
  await new Promise((done) => setTimeout(done, 100));
  process.off('unhandledRejection', note);
  expect(await Promise.race([script, new Promise((done) => setTimeout(done, 1000, 'waiting'))])).not.toBe('waiting');
  expect(unhandled).toEqual([]);
});
