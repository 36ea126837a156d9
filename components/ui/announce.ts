let text = '';
let turn = false;
const listeners = new Set<() => void>();

/** Says a sentence to who listens to the page instead of looking at it, when they are next idle. The same sentence twice is said twice. */
export function announce(sentence: string): void {
  turn = !turn;
  // A space at the end makes a repeated sentence a change, which is what is announced.
  text = turn ? sentence : `${sentence}\u00a0`;
  for (const listener of listeners) listener();
}

/** What was said last. */
export const lastAnnouncement = () => text;

/** Calls back after each announcement. */
export function onAnnouncement(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
