// Records what the real bash (for ash.cases: busybox's ash) does with each case of the *.cases files beside this:
// `node emulator/shell/conformance/record.mjs [area]`.
// A case is a line `### name`, with `file` or `stdin` in brackets at its end when it is not for `bash -c`, and the script below it.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { dirname } from 'node:path';

const here = dirname(fileURLToPath(import.meta.url));
const bash = process.env.BASH_TO_RECORD ?? '/bin/bash';
const busybox = process.env.BUSYBOX_TO_RECORD ?? '/usr/bin/busybox';
const versions = {
  bash: spawnSync(bash, ['-c', 'echo $BASH_VERSION'], { encoding: 'utf8' }).stdout.trim(),
  ash: spawnSync(busybox, ['--help'], { encoding: 'utf8' }).stdout?.split('\n')[0].replace(/ multi-call.*/, ''),
};
const place = '/tmp/case';

/** The cases of a file's text. */
function readCases(text) {
  return text
    .split(/^### /m)
    .slice(1)
    .map((part) => {
      const end = part.indexOf('\n');
      const [, name, how] = /^(.*?)(?: \[(file|stdin)\])?$/.exec(part.slice(0, end));
      return { name, how: how ?? 'command', script: part.slice(end + 1).replace(/\n$/, '') };
    });
}

function record({ how, script }, shell) {
  rmSync(place, { recursive: true, force: true });
  mkdirSync(place);
  if (how === 'file') writeFileSync('/tmp/case.sh', `${script}\n`);
  const args = how === 'command' ? ['-c', script] : how === 'file' ? ['/tmp/case.sh'] : [];
  writeFileSync('/tmp/case.in', how === 'stdin' ? `${script}\n` : '');
  // Through pipes and not Node's sockets, which bash takes for a remote shell's.
  const pipes = '((cat /tmp/case.in | (exec -a SHELL "$0" "$@"; ); echo $? > /tmp/case.status) 2>&3 3>&- | cat > /tmp/case.out) 3>&1 | cat > /tmp/case.err';
  spawnSync(bash, ['-c', pipes.replace('echo $?', 'echo ${PIPESTATUS[1]}').replace('SHELL', shell), shell === 'bash' ? bash : busybox, ...args], {
    cwd: place,
    timeout: 20_000,
    env: { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', HOME: '/root', LANG: 'C.UTF-8', SHLVL: '1' },
  });
  return {
    stdout: readFileSync('/tmp/case.out', 'utf8'),
    stderr: readFileSync('/tmp/case.err', 'utf8'),
    status: Number(readFileSync('/tmp/case.status', 'utf8')),
  };
}

for (const file of readdirSync(here).filter((name) => name.endsWith('.cases') && (!process.argv[2] || name === `${process.argv[2]}.cases`))) {
  const shell = file === 'ash.cases' ? 'ash' : 'bash';
  const cases = readCases(readFileSync(`${here}/${file}`, 'utf8')).map((entry) => ({ name: entry.name, ...record(entry, shell) }));
  writeFileSync(`${here}/${file.replace('.cases', '.json')}`, `${JSON.stringify({ [shell]: versions[shell], cases }, null, 1)}\n`);
  console.log(`${file}: ${cases.length} cases`);
}
rmSync(place, { recursive: true, force: true });
