import { expect, it } from 'vitest';
import { gatherOutput } from './gather-output';

/** A page that shows a message when it is told to. */
function createPage() {
  const shown: number[] = [];
  const pending: (() => void)[] = [];
  return {
    shown,
    show: (bytes: Uint8Array) =>
      new Promise<void>((resolve) => {
        shown.push(bytes.length);
        pending.push(resolve);
      }),
    async draw() {
      pending.shift()?.();
      await new Promise((resolve) => setTimeout(resolve));
    },
  };
}

it('sends a few short outputs at once, and what comes after them together', async () => {
  const page = createPage();
  const print = gatherOutput(page.show);
  for (let i = 0; i < 10; i++) await print(new Uint8Array(3));
  expect(page.shown).toEqual([3, 3, 3, 3]);
  await page.draw();
  expect(page.shown).toEqual([3, 3, 3, 3, 18]);
});

it('lets whoever prints a flood wait until the page has drawn', async () => {
  const page = createPage();
  const print = gatherOutput(page.show);
  let printed = 0;
  const flood = (async () => {
    for (; printed < 200; printed++) await print(new Uint8Array(8192));
  })();
  await new Promise((resolve) => setTimeout(resolve, 10));
  const stopped = printed;
  expect(stopped).toBeLessThan(20);
  await page.draw();
  expect(printed).toBeGreaterThanOrEqual(stopped);
  while (printed < 200) await page.draw();
  await flood;
  for (let i = 0; i < 5; i++) await page.draw();
  expect(page.shown.reduce((sum, size) => sum + size, 0)).toBe(200 * 8192);
  expect(Math.max(...page.shown)).toBeLessThanOrEqual(65_536 + 8192);
});

it('goes on when the page no longer answers', async () => {
  const print = gatherOutput(() => Promise.reject(new Error('closed')));
  for (let i = 0; i < 100; i++) await print(new Uint8Array(8192));
});
