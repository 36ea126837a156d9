'use client';

import { lazy, Suspense, useEffect } from 'react';
import { IdlePanel } from './idle-panel';
import { terminalSession } from './session';
import { useTerminal } from './use-terminal';

const LivePanel = lazy(async () => ({ default: (await import('./live-panel')).LivePanel }));

/** The terminal with what belongs to it: an invitation until it is wanted. Whichever panel is mounted shows the page's one terminal. */
export function TerminalPanel() {
  const { phase } = useTerminal();
  useEffect(() => terminalSession.resume(), []);
  if (phase === 'idle') return <IdlePanel />;
  return (
    <Suspense fallback={<IdlePanel starting />}>
      <LivePanel />
    </Suspense>
  );
}
