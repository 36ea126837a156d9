import { expect, type Locator, type Page } from '@playwright/test';

/** A prompt of the learner's with nothing after it. */
export const freshPrompt = /learner@drydock:[^\n]*\$\s*$/;

/** A command that writes a file, whatever is in it. */
export const writeFile = (path: string, text: string) => `echo ${Buffer.from(text).toString('base64')} | base64 -d > ${path}`;

/** The terminal on a page, used as a learner does. */
export class TerminalOnPage {
  constructor(readonly page: Page) {}

  get panel(): Locator {
    return this.page.locator('.terminal-panel');
  }

  /** What stands on the screen now, a line per row. */
  async screen(): Promise<string> {
    const rows = await this.page.locator('.xterm-rows > div').allTextContents();
    return rows
      .map((row) => row.replaceAll('\u00a0', ' ').trimEnd())
      .join('\n')
      .trimEnd();
  }

  /** Waits until the screen shows something. */
  async shows(expected: RegExp | string, timeout = 20_000): Promise<void> {
    const wanted = expect.poll(() => this.screen(), { timeout });
    await (typeof expected === 'string' ? wanted.toContain(expected) : wanted.toMatch(expected));
  }

  /** Starts the terminal by its button and waits for the prompt. */
  async start(): Promise<void> {
    await this.page.getByRole('button', { name: 'Start the terminal' }).click();
    await this.shows(freshPrompt);
  }

  /** Types a line, waits for its echo, and presses Enter. */
  async enter(line: string): Promise<void> {
    await this.page.locator('.xterm-helper-textarea').focus();
    await this.page.keyboard.type(line);
    const squeeze = (text: string) => text.replaceAll(/\s/g, '');
    await expect.poll(async () => squeeze(await this.screen()).endsWith(squeeze(line)), { message: `the echo of ${line}` }).toBe(true);
    await this.page.keyboard.press('Enter');
  }

  /** Types a line, and waits until it has ended and the prompt is there again. */
  async run(line: string): Promise<void> {
    await this.enter(line);
    await this.shows(freshPrompt);
  }

  /** Pastes a line, which may be long, runs it, and waits until it has ended. */
  async quick(line: string): Promise<void> {
    await this.page.locator('.xterm-helper-textarea').focus();
    await this.page.keyboard.insertText(`clear; ${line}; echo "ended $((6 * 7))"`);
    await this.page.keyboard.press('Enter');
    await this.shows(/^ended 42\n[^\n]*\$\s*$/m, 30_000);
  }

  /** A point on the screen: some letters into the row that matches. */
  async pointAt(row: RegExp, column: number): Promise<{ x: number; y: number }> {
    const box = await this.page.locator('.xterm-rows > div', { hasText: row }).first().boundingBox();
    if (!box) throw new Error(`no row matches ${row}`);
    return { x: box.x + column * 7.8, y: box.y + box.height / 2 };
  }
}
