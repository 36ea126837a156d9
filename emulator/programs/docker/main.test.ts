import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { normalise } from '../../conformance/normalise';
import type { Recording } from '../../conformance/scenario';
import { SystemError } from '../../kernel/errno';
import { ProcessExit, type Process } from '../../process/types';
import { docker } from './main';

/** As much of a process as help and usage errors need: no files, no daemon. */
async function run(argv: readonly string[]): Promise<{ stdout: string; stderr: string; code: number }> {
  const written: Record<number, string> = { 1: '', 2: '' };
  const missing = (path: string) => {
    throw new SystemError('ENOENT', path);
  };
  const process = {
    argv,
    env: new Map([['HOME', '/root']]),
    files: { readText: missing, exists: () => false },
    network: { connectUnix: async (path: string) => missing(path) },
    terminal: () => undefined,
    write: async (descriptor: number, data: string) => void (written[descriptor] += data),
    until: <T>(work: Promise<T>) => work,
    system: { clock: { now: () => 0 } },
  } as unknown as Process;
  try {
    const code = await docker(process);
    return { stdout: written[1] ?? '', stderr: written[2] ?? '', code };
  } catch (error) {
    if (error instanceof ProcessExit) return { stdout: written[1] ?? '', stderr: written[2] ?? '', code: error.code };
    throw error;
  }
}

const recorded = (name: string) => JSON.parse(readFileSync(new URL(`../../conformance/scenarios/${name}.json`, import.meta.url), 'utf8')) as Recording;

/** Command lines that are plain words, so that no shell is needed to read them. */
const plain = /^docker( [^'"$|&;<>(){}*]+)?$/;

describe('docker without a daemon', () => {
  const normal = (answer: { stdout: string; stderr: string; code: number }) => normalise([{ kind: 'plain', command: '', ...answer }])[0];
  for (const scenario of ['help/pages', 'help/usage-errors']) {
    const commands = recorded(scenario).commands.filter(({ command, stderr }) => plain.test(command) && !stderr.includes('daemon'));
    it.each(commands.map((command) => [command.command, command] as const))(`${scenario}: %s`, async (line, { stdout, stderr, code }) => {
      expect(normal(await run(line.split(/\s+/)))).toEqual(normal({ stdout, stderr, code }));
    });
  }
});
