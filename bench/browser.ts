import type { AddressInfo } from 'node:net';
import { serve } from '../scripts/serve.mjs';
import { existsSync } from 'node:fs';
import { chromium, type Page } from '@playwright/test';
import { median, type Figure } from './figure';
import { measureLighthouse } from './lighthouse';

const arguments_ = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const lesson = '/lessons/docker-images';
/** Where Lighthouse meets the browser. */
const debuggingPort = 9333;

/** The site's figures in the machine's Chromium. */
export async function measureBrowser(): Promise<Figure[]> {
  const server = await serve('out', 0);
  const executablePath = process.env['CHROMIUM'] ?? ['/usr/bin/chromium', '/usr/bin/google-chrome'].find((path) => existsSync(path));
  const browser = await chromium.launch({ ...(executablePath ? { executablePath } : {}), args: [...arguments_, `--remote-debugging-port=${debuggingPort}`] });
  const address = `http://localhost:${(server.address() as AddressInfo).port}${lesson}`;
  try {
    const figures: Figure[] = [];
    for (const slowdown of [1, 4]) {
      const starts: number[] = [];
      for (let run = 0; run < 3; run++) starts.push(await measureStart(await (await browser.newContext()).newPage(), address, slowdown));
      figures.push({ name: `terminal wanted → prompt takes input (CPU ÷ ${slowdown}, cached)`, value: median(starts), unit: 'ms' });
    }
    const page = await (await browser.newContext()).newPage();
    await page.addInitScript('globalThis.__name = (named) => named'); // what tsx wraps functions in is not there in the page
    await measureStart(page, address, 1);
    figures.push({ name: 'docker images, Enter → next prompt', value: await measureCommand(page, 'docker images', 15), unit: 'ms' });
    figures.push({ name: 'true, Enter → next prompt', value: await measureCommand(page, 'true', 15), unit: 'ms' });
    figures.push(...(await measureLighthouse(browser, debuggingPort, address)));
    return figures;
  } finally {
    await browser.close();
    server.close();
  }
}

/** Milliseconds from wanting the terminal until its first prompt. The files are in the browser's cache by then. */
async function measureStart(page: Page, address: string, slowdown: number): Promise<number> {
  await page.goto(address);
  await startTerminal(page);
  await page.evaluate(() => indexedDB.deleteDatabase('drydock'));
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  await page.evaluate(() => sessionStorage.clear());
  await page.goto(address);
  const taken = await startTerminal(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  return taken;
}

async function startTerminal(page: Page): Promise<number> {
  return await page.evaluate(async () => {
    const start = performance.now();
    const button = [...document.querySelectorAll('button')].find((one) => /start the terminal/i.test(one.textContent ?? ''));
    button?.click();
    while (!/\$\s*$/.test(document.querySelector('.xterm-rows')?.textContent?.trimEnd() ?? '')) await new Promise((resolve) => setTimeout(resolve, 5));
    return performance.now() - start;
  });
}

/** Milliseconds from Enter until the page's terminal has drawn the next prompt (which it does once a frame); the median of `runs`. */
async function measureCommand(page: Page, command: string, runs: number): Promise<number> {
  await page.locator('.xterm-helper-textarea').focus();
  const times: number[] = [];
  for (let run = 0; run < runs; run++) {
    await page.keyboard.type(command);
    await page.waitForTimeout(100);
    const measuring = page.evaluate(async () => {
      const rows = document.querySelector('.xterm-rows') as Element;
      const before = rows.textContent;
      const pressed = await new Promise<number>((resolve) => addEventListener('keydown', () => resolve(performance.now()), { once: true, capture: true }));
      return await new Promise<number>((resolve) => {
        const observer = new MutationObserver(() => {
          if (rows.textContent === before || !/\$\s*$/.test(rows.textContent?.trimEnd() ?? '')) return;
          observer.disconnect();
          resolve(performance.now() - pressed);
        });
        observer.observe(rows, { childList: true, subtree: true, characterData: true });
      });
    });
    await page.waitForTimeout(30);
    await page.keyboard.press('Enter');
    times.push(await measuring);
  }
  return median(times);
}
