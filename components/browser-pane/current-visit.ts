import { connectMachine } from '../../runtime/client/connect';
import { terminalSession } from '../terminal/session';
import { createVisit } from './visit';
import { wallFramesIn } from './walls';

/** The page's one visit to its machine: it goes on while the pane is closed, and ends when the machine is reset. */
export const visit = createVisit(async (request) => (await connectMachine()).browse(request));

wallFramesIn();

let { resets } = terminalSession.get();
terminalSession.subscribe(() => {
  const now = terminalSession.get().resets;
  if (now === resets) return;
  resets = now;
  visit.forget();
});

let lastTurn = 0;

/** Opens what the pane was opened for, once. */
export function openOnce({ turn, address }: { readonly turn: number; readonly address: string | undefined }): void {
  if (turn === lastTurn) return;
  lastTurn = turn;
  if (address !== undefined) visit.open(address);
}
