import { beforeAll, describe, expect, it } from 'vitest';
import { createMachine, type Machine } from '../../index';

let machine: Machine;
beforeAll(async () => {
  machine = await createMachine({ seed: 'ulimit', instant: true });
});

const run = async (script: string) => {
  const { stdout, stderr, code } = await machine.run(script, { user: 'root' });
  return { stdout, stderr, code };
};

describe('ulimit', () => {
  it('keeps files small: what is written past it ends the writer', async () => {
    const result = await run("cd /tmp; bash -c 'ulimit -f 1; head -c 3000 /dev/zero > f'; echo $?; wc -c < f");
    expect(result.stdout).toBe('153\n1024\n');
    expect(result.stderr).toContain('File size limit exceeded');
  });

  it('lets no more files be open', async () => {
    const result = await run("bash -c 'ulimit -n 12; exec 3</etc/passwd 4</etc/passwd; for n in 1 2 3 4 5 6 7 8 9; do exec {x}</etc/passwd || echo no $n; done' 2>&1 | head -n 2");
    expect(result.stdout).toMatch(/cannot duplicate fd: Too many open files\nno 3\n/);
  });

  it('lets a user have no more processes', { timeout: 30_000 }, async () => {
    const result = await run("su learner -s /bin/sh -c 'ulimit -p 1; /bin/true; echo not reached'");
    expect(result).toMatchObject({ stdout: '', stderr: expect.stringContaining('Cannot fork') as string, code: 2 });
  });
});

describe('docker run --ulimit', () => {
  it('sets what holds in the container and in what is executed there', { timeout: 30_000 }, async () => {
    const result = await run("until docker info > /dev/null 2>&1; do sleep 0.1; done; docker run -q -d --name limited --ulimit nofile=20:40 --ulimit fsize=512 alpine sleep 100 > /dev/null || exit; docker exec limited sh -c 'ulimit -Sn; ulimit -Hn; ulimit -n 50 || echo kept; yes > /tmp/f'; echo $?; docker exec limited stat -c %s /tmp/f");
    expect(result.stderr).toBe('sh: line 0: error setting limit: Operation not permitted\n');
    expect(result.stdout).toBe('20\n40\nkept\n153\n512\n');
  });
});
