// Generates the lessons, bundles the machine, and exports the static site into out/.
import { requireNode, installPackages, packageFile, run } from './steps.mjs';

/** Builds everything; returns false (the failing step's output has been shown) when a step fails. */
export function build() {
  const steps = [
    ['lessons', [packageFile('tsx/dist/cli.mjs'), 'scripts/lessons.ts']],
    ['machine', ['scripts/build-machine.mjs']],
    ['site', [packageFile('next/dist/bin/next'), 'build']],
  ];
  for (const [name, args] of steps) {
    if (run(process.execPath, args, { NEXT_TELEMETRY_DISABLED: '1' }) !== 0) {
      console.error(`Building the ${name} failed.`);
      return false;
    }
  }
  return true;
}

if (process.argv[1]?.endsWith('build.mjs')) {
  requireNode();
  installPackages();
  process.exit(build() ? 0 : 1);
}
