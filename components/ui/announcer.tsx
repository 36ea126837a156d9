'use client';

import { useSyncExternalStore } from 'react';

let text = '';
let turn = false;
const listeners = new Set<() => void>();

/** Says a sentence to who listens to the page instead of looking at it, when they are next idle. The same sentence twice is said twice. */
export function announce(sentence: string): void {
  turn = !turn;
  // A trailing space makes a repeated sentence a change, which is what is announced.
  text = turn ? sentence : `${sentence}\u00a0`;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The page's one live region; {@link announce} speaks through it. */
export function Announcer() {
  const said = useSyncExternalStore(
    subscribe,
    () => text,
    () => '',
  );
  return (
    <div className="sr-only" role="status" aria-live="polite" aria-atomic="true" data-announcer>
      {said}
    </div>
  );
}
