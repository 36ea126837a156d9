import { expect, test, type Page } from '@playwright/test';
import { lessonPath, lessons } from './support/course';

/** Opens the first lesson that has sections, and gives the ids of its headings. */
async function openLessonWithSections(page: Page): Promise<string[]> {
  for (const { slug } of lessons) {
    await page.goto(lessonPath(slug));
    const ids = await page.locator('.section-heading > :is(h2, h3)').evaluateAll((headings) => headings.map(({ id }) => id));
    if (ids.length > 1) return ids;
  }
  throw new Error('no lesson has two sections');
}

test('every section has an address of its own, once on its page', async ({ page }) => {
  for (const { slug } of lessons) {
    await page.goto(lessonPath(slug));
    const ids = await page.locator('[id]').evaluateAll((elements) => elements.map(({ id }) => id));
    expect(new Set(ids).size, slug).toBe(ids.length);
    const bare = await page.locator('article :is(h2, h3):not([id])').count();
    expect(bare, slug).toBe(0);
  }
});

test('the link to a section is copied by mouse and by keyboard, and that is announced', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const [first, second] = await openLessonWithSections(page);
  const copy = (id: string) => page.locator('.section-heading', { has: page.locator(`#${id}`) }).getByRole('button', { name: 'Copy the link to this section' });
  await page.locator(`#${first}`).hover();
  await copy(first!).click();
  await expect(page.locator('[data-announcer]')).toContainText('Copied: the link to this section');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(`${page.url().split('#')[0]}#${first}`);
  await copy(second!).focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(`${page.url().split('#')[0]}#${second}`);
});

test('the contents lead to a section and say which one is being read', async ({ page }) => {
  const ids = await openLessonWithSections(page);
  const contents = page.locator('.contents-bar');
  await contents.locator('summary').click();
  await contents.locator(`a[href="#${ids[1]}"]`).click();
  await expect(page.locator(`#${ids[1]}`)).toBeInViewport();
  await expect(contents.locator('details')).not.toHaveAttribute('open');
  await page.locator(`#${ids.at(-1)}`).evaluate((heading) => heading.scrollIntoView({ behavior: 'instant', block: 'start' }));
  await expect(contents.locator('a[aria-current=location]')).toHaveCount(1);
});

test('the theme follows the system until it is chosen, and the choice outlives a reload', async ({ page }) => {
  const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto('/lessons/');
  const light = await ground();
  await page.emulateMedia({ colorScheme: 'dark' });
  const dark = await ground();
  expect(dark).not.toBe(light);
  const toggle = page.getByRole('button', { name: 'Dark theme' });
  await expect(toggle).toHaveAttribute('aria-pressed', 'true');
  await toggle.click();
  await expect(toggle).toHaveAttribute('aria-pressed', 'false');
  expect(await ground()).toBe(light);
  await page.reload({ waitUntil: 'commit' });
  // The very first style is the chosen one: nothing flashes.
  await page.waitForFunction(() => document.body !== null);
  expect(await ground()).toBe(light);
});

test('the width of the text is dragged, moved by arrow keys, and kept', async ({ page }) => {
  await page.goto(lessonPath(lessons[0]!.slug));
  const width = () => page.locator('.reading').evaluate((element) => element.getBoundingClientRect().width);
  const splitter = page.getByRole('separator', { name: 'Width of the text' });
  const box = (await splitter.boundingBox())!;
  await page.mouse.move(box.x, 400);
  await page.mouse.down();
  await page.mouse.move(600, 400, { steps: 4 });
  await page.mouse.up();
  expect(Math.abs((await width()) - 600)).toBeLessThan(4);
  const dragged = await width();
  await splitter.focus();
  await page.keyboard.press('ArrowRight');
  expect(await width()).toBeGreaterThan(dragged + 10);
  const moved = await width();
  await page.reload();
  expect(Math.abs((await width()) - moved)).toBeLessThan(2);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('a lesson is complete, and its commands are plain code', async ({ page }) => {
    for (const { slug } of lessons) {
      await page.goto(lessonPath(slug));
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expect(page.locator('main button:visible')).toHaveCount(0);
    }
    await page.goto(lessonPath('docker-images'));
    await expect(page.locator('article code', { hasText: 'docker images' }).first()).toBeVisible();
    await page.locator('a[rel=prev]').click();
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  });

  test('what needs scripts is not offered', async ({ page }) => {
    await page.goto('/');
    await expect(page.getByRole('button')).toHaveCount(0);
    await expect(page.locator('code', { hasText: 'docker run hello-world' })).toBeVisible();
  });
});

test('on paper there is the text and nothing to press', async ({ page }) => {
  await page.goto(lessonPath('docker-images'));
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.locator('.bench-terminal')).toBeHidden();
  await expect(page.locator('.site-header')).toBeHidden();
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('no page is wider than the screen', async ({ page }) => {
    for (const address of ['/', '/lessons/', '/nowhere/', ...lessons.map(({ slug }) => lessonPath(slug))]) {
      await page.goto(address);
      expect(await page.evaluate(() => document.documentElement.scrollWidth), address).toBeLessThanOrEqual(390);
    }
  });

  test('the terminal is a sheet under the text that opens and closes', async ({ page }) => {
    await page.goto(lessonPath('docker-images'));
    const handle = page.getByRole('button', { name: 'Terminal', exact: true });
    await expect(handle).toHaveAttribute('aria-expanded', 'false');
    await expect(handle).toBeInViewport();
    await handle.tap();
    await expect(page.getByRole('button', { name: 'Start the terminal' })).toBeInViewport();
    await expect(page.getByRole('heading', { level: 1 })).toBeInViewport();
    await handle.tap();
    await expect(page.getByRole('button', { name: 'Start the terminal' })).toBeHidden();
  });
});
