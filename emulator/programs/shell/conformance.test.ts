import { beforeAll, describe, expect, it } from 'vitest';
import { createTestMachine } from './test-machine';
import type { TestMachine } from './test-machine';

interface Recorded {
  readonly name: string;
  readonly stdout: string;
  readonly stderr: string;
  readonly status: number;
}

const sources: Record<string, string> = import.meta.glob('../../shell/conformance/*.cases', { query: '?raw', import: 'default', eager: true });
const recordings: Record<string, { cases: Recorded[] }> = import.meta.glob('../../shell/conformance/*.json', { import: 'default', eager: true });

/** As record.mjs reads them. */
function readCases(text: string) {
  return text
    .split(/^### /m)
    .slice(1)
    .map((part) => {
      const end = part.indexOf('\n');
      const [, name = '', how = 'command'] = /^(.*?)(?: \[(file|stdin)\])?$/.exec(part.slice(0, end)) ?? [];
      return { name, how, script: part.slice(end + 1).replace(/\n$/, '') };
    });
}

/** Process ids and times differ from run to run. Busybox 1.35 (recorded) says no line where 1.37 (emulated) says `line 0`. */
function normalise({ stdout, stderr, status }: Omit<Recorded, 'name'>, shell: string) {
  if (shell === 'ash') return { stdout, stderr: stderr.replaceAll(/^(ash: (?:[\w.[]+: )?)line \d+: /gm, '$1'), status };
  return { stdout, stderr: stderr.replace(/(line \d+: )\s*\d+ (Killed|Terminated)/g, '$1PID $2'), status };
}

let machine: TestMachine;
beforeAll(async () => {
  machine = await createTestMachine();
  machine.init.files.makeDirectory('/etc', { parents: true });
});

for (const [path, text] of Object.entries(sources)) {
  const area = path.replace(/^.*\//, '').replace('.cases', '');
  const shell = area === 'ash' ? 'ash' : 'bash';
  describe(`${shell} as recorded: ${area}`, () => {
    const recorded = new Map(recordings[path.replace('.cases', '.json')]?.cases.map((entry) => [entry.name, entry]));
    for (const { name, how, script } of readCases(text)) {
      it(name, { timeout: 5000 }, async () => {
        const { files } = machine.init;
        files.removeTree('/tmp/case');
        files.makeDirectory('/tmp/case');
        if (how === 'file') files.writeFile('/tmp/case.sh', `${script}\n`);
        const argv = how === 'command' ? [shell, '-c', script] : how === 'file' ? [shell, '/tmp/case.sh'] : [shell];
        const result = await machine.run(argv, { cwd: '/tmp/case', stdin: how === 'stdin' ? `${script}\n` : '' });
        const wanted = recorded.get(name);
        expect(normalise(result, shell)).toEqual(wanted && normalise(wanted, shell));
      });
    }
  });
}
