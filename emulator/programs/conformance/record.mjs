// Records what real tools do with each line of *.cases: `node emulator/programs/conformance/record.mjs [gnu|busybox]`.
// TOOLS_SHELL is a command that runs a script from standard input where GNU's tools are (`bash` when absent),
// BUSYBOX_SHELL one where busybox is (`busybox sh` when absent).
import { execSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const flavours = { gnu: { shell: process.env.TOOLS_SHELL ?? 'bash', runs: 'bash' }, busybox: { shell: process.env.BUSYBOX_SHELL ?? 'busybox sh', runs: 'sh' } };

for (const [flavour, { shell, runs }] of Object.entries(flavours)) {
  if (process.argv[2] && process.argv[2] !== flavour) continue;
  const cases = readFileSync(`${here}${flavour}.cases`, 'utf8').split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  const quote = (text) => `'${text.replaceAll("'", "'\\''")}'`;
  const script = cases
    .map((one) => `rm -rf /tmp/case; mkdir /tmp/case; cd /tmp/case; ${runs} -c ${quote(one)} > /tmp/case.out 2> /tmp/case.err < /dev/null; echo "@@ $? $(base64 /tmp/case.out | tr -d '\\n') : $(base64 /tmp/case.err | tr -d '\\n')"`)
    .join('\n');
  const output = execSync(shell, { input: `umask 022; export LC_ALL=C.UTF-8 TZ=UTC0 PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin\n${script}\nrm -rf /tmp/case /tmp/case.out /tmp/case.err\n`, encoding: 'utf8', maxBuffer: 1 << 26 });
  const recorded = [...output.matchAll(/^@@ (\d+) (\S*) : (\S*)$/gm)].map(([, code, out, err], index) => ({ script: cases[index], stdout: Buffer.from(out, 'base64').toString(), stderr: Buffer.from(err, 'base64').toString(), code: Number(code) }));
  if (recorded.length !== cases.length) throw new Error(`${flavour}: ${recorded.length} of ${cases.length} were recorded`);
  writeFileSync(`${here}${flavour}.json`, `${JSON.stringify(recorded, null, 1)}\n`);
  console.log(`${flavour}: ${recorded.length} cases`);
}
