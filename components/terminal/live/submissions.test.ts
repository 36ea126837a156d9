import { describe, expect, it } from 'vitest';
import { createStore } from '../state';
import type { Runner } from './runner';
import { createSubmissions } from './submissions';

/** A shell that is at its prompt or runs a program, and remembers what was done to it. */
function createShell({ busy = false, stops = true } = {}): { done: string[]; runner: Runner } {
  const done: string[] = [];
  let running = busy;
  const runner: Runner = {
    promptWithin: async () => !running,
    async run(command) {
      done.push(`run ${command}`);
      return { finished: Promise.resolve(0) };
    },
    async typeInto(line) {
      done.push(`type ${line}`);
    },
    async stopProgram() {
      done.push('stop');
      if (stops) running = false;
      return stops;
    },
  };
  return { done, runner };
}

const settled = () => new Promise((resolve) => setTimeout(resolve));

describe('a command that is pressed', () => {
  it('runs at the prompt and gives its exit code', async () => {
    const shell = createShell();
    const submissions = createSubmissions(shell.runner, createStore(), async () => undefined);
    expect(await submissions.submit('docker ps')).toBe(0);
    expect(shell.done).toEqual(['run docker ps']);
  });

  it('is typed nowhere while a program runs, until the learner decides', async () => {
    const shell = createShell({ busy: true });
    const store = createStore();
    store.update({ running: 'sleep 9' });
    const submissions = createSubmissions(shell.runner, store, async () => undefined);
    const result = submissions.submit('docker ps');
    await settled();
    expect(store.get().question).toEqual({ command: 'docker ps', running: 'sleep 9', stubborn: false });
    expect(shell.done).toEqual([]);
    submissions.answer('stop');
    expect(await result).toBe(0);
    expect(shell.done).toEqual(['stop', 'run docker ps']);
    expect(store.get().question).toBeUndefined();
  });

  it('asks again when the program does not stop, and can be typed into it', async () => {
    const shell = createShell({ busy: true, stops: false });
    const store = createStore();
    const submissions = createSubmissions(shell.runner, store, async () => undefined);
    const result = submissions.submit('ls');
    await settled();
    submissions.answer('stop');
    await settled();
    expect(store.get().question?.stubborn).toBe(true);
    submissions.answer('type');
    expect(await result).toBeUndefined();
    expect(shell.done).toEqual(['stop', 'type ls']);
  });

  it('takes the place of an earlier one that still waits for its answer', async () => {
    const shell = createShell({ busy: true });
    const store = createStore();
    const submissions = createSubmissions(shell.runner, store, async () => undefined);
    const first = submissions.submit('one');
    await settled();
    const second = submissions.submit('two');
    expect(await first).toBeUndefined();
    await settled();
    expect(store.get().question?.command).toBe('two');
    submissions.answer('cancel');
    expect(await second).toBeUndefined();
    expect(shell.done).toEqual([]);
  });

  it('logs in first when the last login has ended', async () => {
    const shell = createShell();
    const store = createStore();
    store.update({ phase: 'ended' });
    const submissions = createSubmissions(shell.runner, store, async () => {
      shell.done.push('log in');
    });
    await submissions.submit('ls');
    expect(shell.done).toEqual(['log in', 'run ls']);
  });
});
