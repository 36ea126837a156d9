import { expect, it } from 'vitest';
import { createMachine } from '../index';

it('shows a dollar to users and a hash to root, and never the backslash before it', async () => {
  const machine = await createMachine({ instant: true });
  const script = `for prompt in '\\u\\$ ' '\\$' 'a \\\\ \\$HOME'; do echo "[\${prompt@P}]"; done`;
  expect((await machine.run(script)).stdout).toBe('[learner$ ]\n[$]\n[a \\ $HOME]\n');
  expect((await machine.run(script, { user: 'root' })).stdout).toBe('[root# ]\n[#]\n[a \\ #HOME]\n');
  await machine.shutDown();
});
