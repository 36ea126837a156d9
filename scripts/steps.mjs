// What the commands in package.json have in common: installing what is missing and running a step with its output shown.
import { execFile, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { dirname } from 'node:path';

/** The project's folder. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Stops with a clear sentence when Node is older than package.json's engines. */
export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 9)) return;
  console.error(`Drydock needs Node 20.9 or later; this is ${process.versions.node}.`);
  process.exit(1);
}

/** Runs a program in the project's folder; its output goes where ours goes. Returns its exit code. */
export function run(command, args, env = {}) {
  const result = spawnSync(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, ...env } });
  if (result.error) console.error(`${command}: ${result.error.message}`);
  return result.status ?? 1;
}

/** Runs a program in the project's folder beside others; resolves with its exit code and all that it printed. */
export function runQuietly(command, args) {
  return new Promise((resolve) => {
    execFile(command, args, { cwd: root, maxBuffer: 2 ** 26 }, (error, out, err) => resolve({ code: error ? (typeof error.code === 'number' ? error.code : 1) : 0, output: out + err }));
  });
}

/** Installs the packages of the lock file, unless that has been done for this very lock file. */
export function installPackages() {
  const lock = createHash('sha256').update(readFileSync(`${root}/package-lock.json`)).digest('hex');
  const mark = `${root}/node_modules/.drydock-installed`;
  if (existsSync(mark) && readFileSync(mark, 'utf8') === lock) return;
  console.log('Installing packages…');
  if (run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']) !== 0) {
    console.error('The packages could not be installed. Is there a way to the npm registry? `npm ci` shows more.');
    process.exit(1);
  }
  mkdirSync(`${root}/node_modules`, { recursive: true });
  writeFileSync(mark, lock);
}

/** A file of a package's that `node` runs, for example `next/dist/bin/next`. */
export const packageFile = (path) => `${root}/node_modules/${path}`;
