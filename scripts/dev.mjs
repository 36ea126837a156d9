// npm run dev: the site with hot reload, and the machine's bundle made again when its source changes.
import { spawn } from 'node:child_process';
import { requireNode, installPackages, packageFile, root, run } from './steps.mjs';

requireNode();
installPackages();
if (run(process.execPath, [packageFile('tsx/dist/cli.mjs'), 'scripts/lessons.ts']) !== 0) process.exit(1);
const children = [
  spawn(process.execPath, ['scripts/build-machine.mjs', '--watch'], { cwd: root, stdio: 'inherit' }),
  spawn(process.execPath, [packageFile('next/dist/bin/next'), 'dev', '-p', process.env.PORT ?? '3000'], { cwd: root, stdio: 'inherit' }),
];
for (const child of children) {
  child.on('exit', (code) => {
    for (const other of children) other.kill();
    process.exitCode = code ?? 1;
  });
}
