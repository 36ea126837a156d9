// npm test: installs what is missing, then type check, lint, unused code, unit and conformance tests, build, browser tests.
// Ends with a line `N passed, N failed`; each check that is not a test runner counts as one test.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { requireBrowser } from './browser.mjs';
import { installPackages, packageFile, requireNode, root, run, runQuietly } from './steps.mjs';

requireNode();
installPackages();

const total = { passed: 0, failed: 0, skipped: 0 };
const times = [];
const reports = `${root}/.cache/reports`;
rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });

function count(name, passed, failed, skipped = 0) {
  total.passed += passed;
  total.failed += failed;
  total.skipped += skipped;
  if (failed > 0) console.error(`✗ ${name}: ${failed} failed`);
}

/** Runs one step and gives its exit code; the time it took is printed at the end. */
function step(name, args, env = {}) {
  console.log(`\n── ${name}`);
  const start = performance.now();
  const code = run(process.execPath, args, env);
  times.push(`${name} ${((performance.now() - start) / 1000).toFixed(0)} s`);
  return code;
}

/** A step that passes or fails as a whole. */
function check(name, args) {
  const code = step(name, args);
  count(name, code === 0 ? 1 : 0, code === 0 ? 0 : 1);
  return code === 0;
}

/** Checks that use one processor each and do not disturb each other: `lanes` run side by side, the checks of a lane one after the other. What each prints comes when it ends. */
async function checkSideBySide(lanes) {
  const start = performance.now();
  await Promise.all(
    lanes.map(async (lane) => {
      for (const [name, args] of lane) {
        const { code, output } = await runQuietly(process.execPath, args);
        console.log(`\n── ${name}${code === 0 ? '' : ' (failed)'}\n${output.trimEnd()}`);
        count(name, code === 0 ? 1 : 0, code === 0 ? 0 : 1);
      }
    }),
  );
  times.push(`checks ${((performance.now() - start) / 1000).toFixed(0)} s`);
}

const readReport = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined);

await checkSideBySide([
  [['lint', ['--max-old-space-size=6144', packageFile('eslint/bin/eslint.js'), '.', '--cache', '--cache-location', '.cache/eslint/']]],
  [
    ['types', [packageFile('typescript/bin/tsc'), '-p', 'emulator', '--noEmit', '--composite', 'false', '--emitDeclarationOnly', 'false']],
    ['types of the site', [packageFile('typescript/bin/tsc'), '-p', '.', '--noEmit']],
    ['unused code', [packageFile('knip/bin/knip.js')]],
    ['lessons are fresh', [packageFile('tsx/dist/cli.mjs'), 'scripts/lessons.ts', '--check']],
  ],
]);

const unitReport = `${reports}/unit.json`;
const unitCode = step('unit and conformance tests', [packageFile('vitest/vitest.mjs'), 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${unitReport}`]);
const unit = readReport(unitReport);
count('unit and conformance tests', unit?.numPassedTests ?? 0, unit?.numFailedTests || (unitCode === 0 ? 0 : 1), unit?.numPendingTests ?? 0);

if (check('build', ['scripts/build.mjs'])) {
  const browser = requireBrowser();
  const browserReport = `${reports}/browser.json`;
  if (!browser) count('browser tests', 0, 1);
  else {
    const code = step('browser tests', [packageFile('@playwright/test/cli.js'), 'test', '--config', 'e2e/playwright.config.ts'], {
      CHROMIUM: browser,
      PLAYWRIGHT_JSON_OUTPUT_NAME: browserReport,
      PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1',
    });
    const stats = readReport(browserReport)?.stats;
    const failed = stats?.unexpected ?? 0;
    count('browser tests', (stats?.expected ?? 0) + (stats?.flaky ?? 0), failed || (code === 0 ? 0 : 1), stats?.skipped ?? 0);
  }
}

console.log(`\n${times.join(' · ')}`);
console.log(`${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}`);
process.exit(total.failed === 0 ? 0 : 1);
