import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from '@playwright/test';
import { lessonPath, lessons } from './support/course';
import { TerminalOnPage } from './support/terminal';

const out = new URL('../out/', import.meta.url).pathname;
const kilobyte = 1000;
const compressed = (path: string) => gzipSync(readFileSync(path)).length;

/** Every file below a folder. */
function* walk(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* walk(path);
    else yield path;
  }
}

/** The scripts that a browser with modules loads with a page. */
function scriptsOf(html: string): string[] {
  const tags = [...html.matchAll(/<script\b[^>]*>/g)].map(([tag]) => tag).filter((tag) => !/nomodule/i.test(tag));
  return [...new Set(tags.flatMap((tag) => /\bsrc="([^"?]+)/.exec(tag)?.[1] ?? []))];
}

test('a lesson loads at most 140 KB of JavaScript, compressed, before its terminal is wanted', () => {
  for (const { slug } of lessons) {
    const html = readFileSync(join(out, lessonPath(slug), 'index.html'), 'utf8');
    const size = scriptsOf(html).reduce((sum, script) => sum + compressed(join(out, decodeURI(script))), 0);
    expect(size, slug).toBeGreaterThan(50 * kilobyte);
    expect(size, slug).toBeLessThanOrEqual(140 * kilobyte);
  }
});

test('a lesson loads nothing of the terminal or the machine by itself', async ({ page }) => {
  const loaded: string[] = [];
  page.on('request', (request) => loaded.push(new URL(request.url()).pathname));
  await page.goto(lessonPath('docker-images'), { waitUntil: 'networkidle' });
  expect(loaded.filter((path) => path.startsWith('/machine/'))).toEqual([]);
  const html = readFileSync(join(out, lessonPath('docker-images'), 'index.html'), 'utf8');
  const scripts = loaded.filter((path) => path.endsWith('.js')).sort();
  expect(scripts).toEqual(
    scriptsOf(html)
      .map((script) => decodeURI(script))
      .sort(),
  );
});

const terminalAndMachine = 300 * kilobyte;

test('the terminal and the machine, to a prompt and a first command, weigh at most 300 KB compressed', async ({ page }) => {
  await page.goto(lessonPath('docker-images'), { waitUntil: 'networkidle' });
  const before = new Set(await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name)));
  const loaded = new Set<string>();
  page.on('request', (request) => loaded.add(request.url()));
  const terminal = new TerminalOnPage(page);
  await terminal.start();
  await terminal.run('docker images');
  const files = [...loaded].filter((url) => !before.has(url) && /\.(js|css)$/.test(new URL(url).pathname)).map((url) => join(out, new URL(url).pathname));
  expect(files.length).toBeGreaterThan(1);
  const size = files.reduce((sum, file) => sum + compressed(file), 0);
  expect(size).toBeLessThanOrEqual(terminalAndMachine);
});

test('no lesson carries the navigation of the whole course', () => {
  for (const { slug } of lessons) {
    const html = readFileSync(join(out, lessonPath(slug), 'index.html'), 'utf8');
    const others = lessons.filter((other) => other.slug !== slug && html.includes(lessonPath(other.slug)));
    // The one before, the one after, and the few that the text itself refers to.
    expect(others.length, slug).toBeLessThanOrEqual(Math.max(4, lessons.length / 3));
  }
});

test('the export stays small: at most 150 KB a lesson, beside what all pages share', () => {
  const perPage = [...walk(join(out, 'lessons'))].reduce((sum, file) => sum + statSync(file).size, 0);
  expect(perPage / lessons.length).toBeLessThanOrEqual(150 * kilobyte);
  const styles = [...walk(join(out, '_next/static'))].filter((file) => file.endsWith('.css')).reduce((sum, file) => sum + compressed(file), 0);
  expect(styles).toBeLessThanOrEqual(20 * kilobyte);
});
