import { beforeAll, describe, expect, it } from 'vitest';
import { createTestKernel, type TestKernel } from '../../process/test-kernel';
import type { ProgramTable } from '../../process/executable';
import { appletNames, loadApplet } from '../busybox/applets';
import { programs } from '../index';
import busybox from './busybox.json';
import gnu from './gnu.json';

interface Recorded {
  readonly script: string;
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number;
}

/** Versions differ between what was recorded and what is emulated. */
function normalise({ stdout, stderr, code }: Omit<Recorded, 'script'>) {
  const clean = (text: string) => text.replaceAll(/BusyBox v[\d.]+ \(.*?\) multi-call binary\./g, 'BusyBox VERSION multi-call binary.');
  return { stdout: clean(stdout), stderr: clean(stderr), code };
}

const applets: ProgramTable = Object.fromEntries(
  ['busybox', ...appletNames].map((name) => [name, async () => (name === 'busybox' ? (await programs.busybox?.()) : await loadApplet(name)) ?? (() => 127)]),
);
const onHost: ProgramTable = Object.fromEntries(Object.entries(programs).filter(([name]) => name.startsWith('gnu/') || name === 'bash' || name === 'sh'));

for (const { name, table, shell, cases } of [
  { name: "GNU's tools", table: onHost, shell: 'bash', cases: gnu as Recorded[] },
  { name: "busybox's applets", table: applets, shell: 'sh', cases: busybox as Recorded[] },
]) {
  describe(`${name} as recorded`, () => {
    let machine: TestKernel;
    beforeAll(async () => {
      machine = await createTestKernel(table);
      machine.files.makeDirectory('/etc', { parents: true });
      machine.files.writeFile('/etc/passwd', 'root:x:0:0:root:/root:/bin/sh\n');
      machine.files.writeFile('/etc/group', 'root:x:0:\n');
    });
    for (const recorded of cases) {
      it(recorded.script, { timeout: 5000 }, async () => {
        machine.files.removeTree('/tmp/case');
        machine.files.makeDirectory('/tmp/case', { parents: true });
        const { stdout, stderr, code } = await machine.execute([shell, '-c', recorded.script], { cwd: '/tmp/case', env: { PATH: '/bin', LC_ALL: 'C.UTF-8', TZ: 'UTC0' } });
        expect(normalise({ stdout, stderr, code })).toEqual(normalise(recorded));
      });
    }
  });
}
