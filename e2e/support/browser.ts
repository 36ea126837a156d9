import type { FrameLocator, Locator, Page } from '@playwright/test';

/** The browser beside the terminal, used as a learner does. */
export class BrowserOnPage {
  constructor(readonly page: Page) {}

  get pane(): Locator {
    return this.page.getByRole('region', { name: 'Browser' });
  }

  get address(): Locator {
    return this.pane.getByRole('textbox', { name: 'Address' });
  }

  /** The page that is shown. */
  get frame(): FrameLocator {
    return this.pane.frameLocator('iframe');
  }

  button(name: string): Locator {
    return this.pane.getByRole('button', { name, exact: true });
  }

  /** Waits until a port is offered, and opens it. */
  async openOffer(place: string): Promise<void> {
    await this.page.getByRole('button', { name: `Open ${place}` }).click();
  }

  /** Types an address. */
  async visit(address: string): Promise<void> {
    await this.address.fill(address);
    await this.address.press('Enter');
  }
}
