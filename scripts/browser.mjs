// Finds a Chromium for the browser tests, and installs Debian's where it is missing and may be installed.
import { existsSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { run } from './steps.mjs';

const candidates = [
  process.env.CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

const find = () => candidates.find((path) => path !== undefined && path !== '' && existsSync(path));

/** The path of a browser; installs one by apt-get when there is none and this is root on Debian. Undefined (having said what to do) when there is no way. */
export function requireBrowser() {
  const found = find();
  if (found) return found;
  const debian = process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).status === 0;
  if (debian) {
    console.log('Installing chromium (for the browser tests)…');
    const quiet = { DEBIAN_FRONTEND: 'noninteractive' };
    if (run('apt-get', ['update', '-qq'], quiet) === 0) run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], quiet);
    if (find()) return find();
  }
  console.error('The browser tests need Chromium: install it (Debian: apt-get install chromium), or name one: CHROMIUM=/path/to/chrome npm test');
  return undefined;
}
