'use client';

import { useSyncExternalStore } from 'react';
import { lastAnnouncement, onAnnouncement } from './announce';

/** The page's one live region; `announce` speaks through it. */
export function Announcer() {
  const said = useSyncExternalStore(onAnnouncement, lastAnnouncement, () => '');
  return (
    <div className="sr-only" role="status" aria-live="polite" aria-atomic="true" data-announcer>
      {said}
    </div>
  );
}
