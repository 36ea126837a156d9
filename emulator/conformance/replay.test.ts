import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createBox } from './box';
import { driverScript, readReport } from './driver';
import { normalise } from './normalise';
import type { Recording } from './scenario';

/** What is under help/ needs no daemon: programs/docker/main.test.ts replays it. */
const withoutDaemon = /^help\//;

const folder = new URL('./scenarios/', import.meta.url);
const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.json'))
  .map((name) => name.slice(0, -'.json'.length).replaceAll('\\', '/'))
  .filter((name) => !withoutDaemon.test(name))
  .sort();

describe.each(names)('%s', (name) => {
  const { commands } = JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8')) as Recording;
  const expected = normalise(commands);
  let answers: Promise<ReturnType<typeof normalise>> | undefined;

  async function replay(): Promise<ReturnType<typeof normalise>> {
    const machine = await createBox({ registry: name.startsWith('registry/') });
    const { stdout, stderr } = await machine.run(driverScript(commands), { user: 'root' });
    try {
      const found = readReport(stdout, commands);
      return normalise(commands.map(({ kind, command }, index) => ({ kind, command, ...found[index]! })));
    } catch (error) {
      throw new Error(`${(error as Error).message}\n${stderr}`);
    }
  }

  it.each(commands.map(({ command }, index) => [`${index + 1}: ${command}`, index] as const))('%s', async (_, index) => {
    answers ??= replay();
    const answer = (await answers)[index];
    if (commands[index]?.kind === 'prepare') expect(answer?.code, answer?.stderr).toBe(0);
    else expect(answer).toEqual(expected[index]);
  });
});
