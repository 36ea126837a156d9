import { connectMachine } from '../../../runtime/client/connect';
import type { TerminalStore } from '../state';
import type { LiveTerminal } from './live-terminal';

/** Loads what the terminal is made of, ahead of its use. */
export const loadTerminal = () => Promise.all([import('./live-terminal'), import('../live-panel')]);

/** Starts the machine and draws the terminal in `host` as soon as that is `mounted`: the machine boots in its worker while the page loads the terminal. */
export async function startTerminal(host: HTMLElement, store: TerminalStore, mounted: Promise<void>): Promise<LiveTerminal> {
  const connecting = connectMachine();
  const { createLiveTerminal } = await import('./live-terminal');
  await mounted; // the terminal measures its place when it opens: it has to be on the page
  return await createLiveTerminal(host, store, connecting);
}
