import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { lessonPath, lessons } from './support/course';
import { TerminalOnPage } from './support/terminal';

/** Rules whose answer depends on the theme; the others have been asked of the same text in the light one. */
const ofTheTheme = ['color-contrast', 'link-in-text-block'];

async function violations(page: Page, rules: readonly string[] = []): Promise<string[]> {
  const axe = new AxeBuilder({ page });
  const result = await (rules.length > 0 ? axe.withRules([...rules]) : axe.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])).analyze();
  return result.violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.failureSummary ?? ''}`));
}

const kinds = { home: '/', 'list of lessons': '/lessons/', 'not found': '/nowhere/' };

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in the ${colorScheme} theme`, () => {
    test.use({ colorScheme });

    for (const [kind, address] of Object.entries(kinds)) {
      test(`axe finds nothing on the page: ${kind}`, async ({ page }) => {
        await page.goto(address);
        expect(await violations(page)).toEqual([]);
      });
    }

    for (const { slug } of lessons) {
      test(`axe finds nothing on the lesson: ${slug}`, async ({ page }) => {
        await page.goto(lessonPath(slug));
        expect(await violations(page, colorScheme === 'light' ? [] : ofTheTheme)).toEqual([]);
      });
    }

    test('axe finds nothing beside a running terminal, also with its text offered', async ({ page }) => {
      await page.goto(lessonPath('docker-images'));
      const terminal = new TerminalOnPage(page);
      await terminal.start();
      await terminal.run('ls /nowhere');
      expect(await violations(page)).toEqual([]);
      await page.getByRole('button', { name: 'Screen reader' }).click();
      expect(await violations(page)).toEqual([]);
      await page.getByRole('button', { name: 'Reset', exact: true }).click();
      expect(await violations(page)).toEqual([]);
    });
  });
}

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('axe finds nothing on a lesson with the sheet closed and open', async ({ page }) => {
    await page.goto(lessonPath('docker-images'));
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Terminal', exact: true }).tap();
    expect(await violations(page)).toEqual([]);
  });
});

test('who prefers no motion gets none', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto('/');
  const moving = await page.evaluate(() => document.getAnimations().length);
  expect(moving).toBe(0);
});

test('the first Tab offers to skip to the text', async ({ page }) => {
  await page.goto(lessonPath('docker-images'));
  await page.keyboard.press('Tab');
  const skip = page.getByRole('link', { name: 'Skip to the text' });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press('Enter');
  await expect(page.locator('main')).toBeFocused();
});
