import type { Terminal } from '@xterm/xterm';
import type { SpecialKey } from '../session';

/** The key that leads from the page to the terminal and back. */
export const leaveKey = 'F6';

const plain: Record<Exclude<SpecialKey, 'up' | 'down' | 'left' | 'right'>, string> = { escape: '\x1b', tab: '\t', interrupt: '\x03', 'end-of-input': '\x04' };
const arrows = { up: 'A', down: 'B', right: 'C', left: 'D' } as const;

/** What a terminal sends for a key. */
export function encodeKey(key: SpecialKey, applicationCursorKeys: boolean): string {
  if (key === 'up' || key === 'down' || key === 'left' || key === 'right') return `${applicationCursorKeys ? '\x1bO' : '\x1b['}${arrows[key]}`;
  return plain[key];
}

/** Keys that the terminal leaves to the page and the browser: the way out, and copying and pasting as in desktop terminals. */
export function handleKey(terminal: Terminal, event: KeyboardEvent): boolean {
  if (event.key === leaveKey && !event.ctrlKey && !event.altKey && !event.metaKey) return false;
  const letter = event.key.toLowerCase();
  if (event.ctrlKey && event.shiftKey && letter === 'c') {
    event.preventDefault();
    if (event.type === 'keydown' && terminal.hasSelection()) void navigator.clipboard?.writeText(terminal.getSelection()).catch(() => undefined);
    return false;
  }
  // The browser turns these into a paste event, which the terminal takes.
  if (event.ctrlKey && letter === 'v' && !event.altKey) return false;
  return true;
}
