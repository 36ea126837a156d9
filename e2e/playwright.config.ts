import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';

const port = 3100;
const browser = process.env['CHROMIUM'] ?? ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) => existsSync(path));

/** The tests of the built site (`out/`), in the machine's own Chromium, on loopback alone. */
// eslint-disable-next-line import-x/no-default-export -- Playwright asks for it
export default defineConfig({
  testDir: '.',
  outputDir: '../test-results',
  fullyParallel: true,
  workers: 2,
  timeout: 45_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['json']],
  webServer: { command: `node scripts/serve.mjs --port ${port}`, cwd: '..', url: `http://localhost:${port}/`, reuseExistingServer: false },
  use: {
    baseURL: `http://localhost:${port}`,
    viewport: { width: 1440, height: 900 },
    trace: 'off',
    launchOptions: {
      executablePath: browser,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
