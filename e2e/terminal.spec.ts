import { expect, test, type Page } from '@playwright/test';
import { lessonPath } from './support/course';
import { freshPrompt, TerminalOnPage } from './support/terminal';

const lesson = lessonPath('docker-images');

/** A lesson with its terminal at the first prompt. */
async function openTerminal(page: Page): Promise<TerminalOnPage> {
  await page.goto(lesson);
  const terminal = new TerminalOnPage(page);
  await terminal.start();
  return terminal;
}

test('a command that is pressed starts the terminal, is typed visibly, and runs', async ({ page }) => {
  await page.goto(lesson);
  const terminal = new TerminalOnPage(page);
  const chip = page.getByRole('button', { name: /^docker images/ }).first();
  await chip.click();
  await terminal.shows(/\$ docker images\nREPOSITORY +TAG +IMAGE ID +CREATED +SIZE/);
  await terminal.shows(freshPrompt);
  await expect(chip).toHaveAttribute('data-progress', 'done');
  await expect(terminal.panel).toContainText('Last command: succeeded');
});

test('what is typed by hand runs just the same, and shows how it ended', async ({ page }) => {
  const terminal = await openTerminal(page);
  await terminal.run('echo "$((6 * 7)) is it" | tr a-z A-Z');
  await terminal.shows('42 IS IT');
  await terminal.run('false');
  await expect(terminal.panel).toContainText('Last command: exit code 1');
});

test('Ctrl-C interrupts, Ctrl-L clears, the arrows bring history back, Tab completes', async ({ page }) => {
  const terminal = await openTerminal(page);
  await terminal.enter('sleep 600');
  await expect(terminal.panel).toContainText('Running: sleep 600');
  await page.keyboard.press('Control+c');
  await terminal.shows(/\^C\n.*\$\s*$/);
  await expect(terminal.panel).toContainText('exit code 130');
  await page.keyboard.press('Control+l');
  await expect.poll(() => terminal.screen()).not.toContain('sleep');
  await page.keyboard.press('ArrowUp');
  await terminal.shows(/\$ sleep 600$/);
  await page.keyboard.press('Control+u');
  await page.keyboard.type('docker imag');
  await page.keyboard.press('Tab');
  await terminal.shows(/\$ docker image/);
});

test('Ctrl-D logs out, Enter logs in again', async ({ page }) => {
  const terminal = await openTerminal(page);
  await page.keyboard.press('Control+d');
  await expect(terminal.panel).toContainText('Logged out');
  await page.keyboard.press('Enter');
  await terminal.shows(freshPrompt);
  await terminal.run('echo again');
  await terminal.shows(/^again$/m);
});

test('a command that is pressed while a program runs is not typed into it: the learner decides', async ({ page }) => {
  const terminal = await openTerminal(page);
  await terminal.enter('sleep 600');
  await expect(terminal.panel).toContainText('Running: sleep 600');
  const chip = page.getByRole('button', { name: /^docker images/ }).first();
  await chip.click();
  const question = page.getByRole('group', { name: 'A program is still running' });
  await expect(question).toContainText('sleep 600 is still running.');
  await question.getByRole('button', { name: 'Never mind' }).click();
  await expect(question).toBeHidden();
  expect(await terminal.screen()).not.toContain('docker images');
  await chip.click();
  await question.getByRole('button', { name: /Stop it and run/ }).click();
  await terminal.shows(/\^C\n[^\n]*\$ docker images\nREPOSITORY/);
});

test('a pressed command takes the place of what stands on the line', async ({ page }) => {
  const terminal = await openTerminal(page);
  await page.keyboard.type('rm -rf everyth');
  await page
    .getByRole('button', { name: /^docker images/ })
    .first()
    .click();
  await terminal.shows(/\$ docker images\nREPOSITORY/);
  expect(await terminal.screen()).not.toContain('everyth');
});

test('the same terminal goes on from lesson to lesson', async ({ page }) => {
  const terminal = await openTerminal(page);
  await terminal.run('berth=7');
  await page.locator('a[rel=next]').click();
  await expect(page).not.toHaveURL(lesson);
  await terminal.run('echo "berth $berth"');
  await terminal.shows(/^berth 7$/m);
  await page.getByRole('link', { name: 'Drydock' }).click();
  await expect(page.getByRole('link', { name: /Start with lesson 1/ })).toBeVisible();
  await terminal.run('echo "still $berth"');
  await terminal.shows(/^still 7$/m);
});

test('a reload is a reboot: files stay, processes end', async ({ page }) => {
  const terminal = await openTerminal(page);
  await terminal.run('echo cargo > manifest; sleep 999 &');
  await expect(terminal.panel).toHaveAttribute('data-kept', 'echo cargo > manifest; sleep 999 &');
  await page.reload();
  await terminal.shows(freshPrompt);
  await terminal.run('cat manifest; ps aux | grep -c "[s]leep 999"');
  await terminal.shows(/^cargo\n0$/m);
});

test('Reset asks first, and then brings the first state back', async ({ page }) => {
  const terminal = await openTerminal(page);
  await terminal.run('echo cargo > manifest');
  const reset = page.getByRole('button', { name: 'Reset', exact: true });
  const dialog = page.getByRole('dialog', { name: 'Reset the machine?' });
  await reset.click();
  await dialog.getByRole('button', { name: 'Keep everything' }).click();
  await expect(dialog).toBeHidden();
  await terminal.run('cat manifest');
  await terminal.shows(/^cargo$/m);
  await reset.click();
  await dialog.getByRole('button', { name: 'Reset', exact: true }).click();
  await expect.poll(() => terminal.screen()).not.toContain('cargo');
  await terminal.shows(freshPrompt);
  await terminal.run('cat manifest');
  await terminal.shows('cat: manifest: No such file or directory');
});

test('by keyboard alone: press a command, go to the terminal, type, come back', async ({ page }) => {
  await page.goto(lesson);
  const terminal = new TerminalOnPage(page);
  const said = page.locator('[data-announcer]');
  const chip = page.getByRole('button', { name: /^docker images/ }).first();
  await chip.focus();
  await page.keyboard.press('Enter');
  await expect(said).toContainText('docker images succeeded.');
  await expect(said).toContainText('REPOSITORY');
  await expect(chip).toBeFocused();
  await page.keyboard.press('F6');
  await expect(page.locator('.xterm-helper-textarea')).toBeFocused();
  await page.keyboard.type('cat /nowhere\n');
  await expect(said).toContainText('cat /nowhere failed with exit code 1.');
  await expect(said).toContainText('No such file or directory');
  await page.keyboard.press('Tab');
  await expect(page.locator('.xterm-helper-textarea')).toBeFocused();
  await page.keyboard.press('F6');
  await expect(chip).toBeFocused();
  await expect(said).toContainText('Left the terminal.');
  await terminal.shows(freshPrompt);
});

test('the text of the screen is offered to screen readers on request, and the request is kept', async ({ page }) => {
  const terminal = await openTerminal(page);
  const toggle = page.getByRole('button', { name: 'Screen reader' });
  await expect(page.locator('.xterm-accessibility')).toHaveCount(0);
  await toggle.click();
  await expect(toggle).toHaveAttribute('aria-pressed', 'true');
  await terminal.run('echo ahoy');
  await expect(page.locator('.xterm-accessibility-tree')).toContainText('ahoy');
  await page.reload();
  await expect(toggle).toHaveAttribute('aria-pressed', 'true');
});

test('text is pasted with Ctrl-Shift-V and copied with Ctrl-Shift-C', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const terminal = await openTerminal(page);
  await page.evaluate(() => navigator.clipboard.writeText('echo from the clipboard'));
  await page.keyboard.press('Control+Shift+v');
  await terminal.shows(/\$ echo from the clipboard$/);
  await page.keyboard.press('Enter');
  await terminal.shows(/^from the clipboard$/m);
  const word = await terminal.pointAt(/^from the clipboard/, 1.5);
  await page.mouse.dblclick(word.x, word.y);
  await page.keyboard.press('Control+Shift+c');
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe('from');
});

test('the machine learns the size of its terminal, also when it changes', async ({ page }) => {
  const terminal = await openTerminal(page);
  await terminal.run('stty size');
  const before = /^(\d+) (\d+)$/m.exec(await terminal.screen());
  await page.setViewportSize({ width: 1200, height: 700 });
  await terminal.run('clear');
  await terminal.run('stty size');
  const after = /^(\d+) (\d+)$/m.exec(await terminal.screen());
  expect(Number(after?.[1])).toBeLessThan(Number(before?.[1]));
  expect(Number(after?.[2])).toBeLessThan(Number(before?.[2]));
});

test('a second tab has a machine of its own and says that it is temporary', async ({ page, context }) => {
  const terminal = await openTerminal(page);
  await terminal.run('echo first > tab');
  const other = await context.newPage();
  const second = await openTerminal(other);
  await expect(second.panel.locator('.terminal-notices')).toBeVisible();
  await second.run('echo second > tab');
  await terminal.run('cat tab');
  await terminal.shows(/^first$/m);
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('a command that is tapped opens the sheet and runs; the text stays in sight', async ({ page }) => {
    await page.goto(lesson);
    const chip = page.getByRole('button', { name: /^docker images/ }).first();
    await chip.scrollIntoViewIfNeeded();
    await chip.tap();
    const terminal = new TerminalOnPage(page);
    await terminal.shows('REPOSITORY');
    await expect(page.getByRole('button', { name: 'Terminal', exact: true })).toHaveAttribute('aria-expanded', 'true');
    await expect(page.getByRole('group', { name: 'Keys' })).toBeInViewport();
  });
});
