import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assert, asyncProperty } from 'fast-check';
import { expect, it } from 'vitest';
import { randomProgram } from '../../shell/conformance/fuzz/random-program';
import { createTestMachine } from './test-machine';

// Random programs, compared with the bash of this computer. Many more: FUZZ_RUNS=2000 FUZZ_SEED=7 npx vitest run emulator/programs/shell/fuzz.test.ts
const oracle = '/bin/bash';
const isFive = existsSync(oracle) && spawnSync(oracle, ['-c', 'echo ${BASH_VERSINFO[0]}']).stdout.toString().trim() === '5';
const numRuns = Number(process.env.FUZZ_RUNS ?? 40);
const seed = Number(process.env.FUZZ_SEED ?? 11);
const env = {
  PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  HOME: '/root',
  LANG: 'C.UTF-8',
  SHLVL: '1',
} as unknown as NodeJS.ProcessEnv;

/** What the real bash prints in an empty directory, and its exit status; undefined when it takes too long. */
function ask(program: string): { stdout: string; status: number } | undefined {
  const cwd = mkdtempSync(join(tmpdir(), 'random-program-'));
  try {
    const { stdout, status } = spawnSync('bash', ['-c', program], { cwd, env, timeout: 10_000, input: '', encoding: 'utf8' });
    return status === null ? undefined : { stdout: stdout.replaceAll(cwd, '/tmp/case'), status };
  } finally {
    rmSync(cwd, { recursive: true, force: true });
  }
}

it.runIf(isFive)(
  `prints what bash prints for ${numRuns} random programs`,
  async () => {
    const machine = await createTestMachine();
    const { files } = machine.init;
    const property = asyncProperty(randomProgram, async (program) => {
      const wanted = ask(program);
      if (!wanted) return;
      files.removeTree('/tmp/case');
      files.makeDirectory('/tmp/case');
      const { stdout, status } = await machine.run(['bash', '-c', program], { cwd: '/tmp/case' });
      expect({ stdout, status }).toEqual(wanted);
    });
    await assert(property, { numRuns, seed });
  },
  60_000 + numRuns * 200,
);
