import { expect, test } from '@playwright/test';
import { groups, lessonPath, lessons } from './support/course';

test('the home page says what this is and offers a first command and the first lesson', async ({ page }) => {
  await page.goto('/');
  await expect(page).toHaveTitle('Drydock: learn Docker in the browser');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByRole('button', { name: 'docker run hello-world' })).toBeInViewport();
  await expect(page.getByRole('button', { name: 'Start the terminal' })).toBeInViewport();
  await page.getByRole('link', { name: /Start with lesson 1/ }).click();
  await expect(page).toHaveURL(lessonPath(lessons[0]!.slug));
});

test('the list shows every lesson, in its group and in order', async ({ page }) => {
  await page.goto('/lessons/');
  for (const group of groups) await expect(page.getByRole('heading', { name: group.title, exact: true, level: 2 })).toBeVisible();
  const links = await page.locator('.lesson-list a').evaluateAll((found) => found.map((link) => link.getAttribute('href')));
  expect(links).toEqual(lessons.map(({ slug }) => lessonPath(slug)));
});

test('from the first lesson, Next leads through all of them to the last, and Previous back', async ({ page }) => {
  await page.goto(lessonPath(lessons[0]!.slug));
  const around = page.getByRole('navigation', { name: 'Previous and next lesson' });
  for (const lesson of lessons.slice(1)) {
    await around.locator('a[rel=next]').click();
    await expect(page).toHaveURL(lessonPath(lesson.slug));
    await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
  }
  await expect(around.locator('a[rel=next]')).toHaveCount(0);
  await around.locator('a[rel=prev]').click();
  await expect(page).toHaveURL(lessonPath(lessons.at(-2)!.slug));
});

test('going to another lesson starts at its top and does not load the page anew', async ({ page }) => {
  await page.goto(lessonPath(lessons[0]!.slug));
  await page.evaluate(() => Object.assign(window, { stayed: true }));
  await page.locator('a[rel=next]').click();
  await expect(page).toHaveURL(lessonPath(lessons[1]!.slug));
  expect(await page.evaluate(() => 'stayed' in window)).toBe(true);
  await expect.poll(() => page.evaluate(() => scrollY)).toBe(0);
});

for (const lesson of lessons) {
  test(`the lesson ${lesson.slug} has its title, its description and no error`, async ({ page }) => {
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
    await page.goto(lessonPath(lesson.slug));
    const title = lesson.title.replaceAll('`', '');
    await expect(page).toHaveTitle(`${title} · Drydock`);
    await expect(page.getByRole('heading', { level: 1, name: title, exact: true })).toBeVisible();
    await expect(page.locator('meta[name=description]')).toHaveAttribute('content', lesson.summary);
    await expect(page.locator('meta[property="og:title"]')).toHaveAttribute('content', title);
    expect(errors).toEqual([]);
  });
}

test('an address that leads nowhere gets a page that helps', async ({ page }) => {
  const response = await page.goto('/lessons/no-such-lesson/');
  expect(response?.status()).toBe(404);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Nothing is moored here');
  await page.locator('.lesson-list a').first().click();
  await expect(page).toHaveURL(lessonPath(lessons[0]!.slug));
});
