'use client';

import { useEffect, useState, type ComponentType } from 'react';
import { IdlePanel } from './idle-panel';
import { terminalSession } from './session';
import { useTerminal } from './use-terminal';

let loadedPanel: ComponentType | undefined;

/**
 * The live panel when its code is here. Not React's `lazy`: a Suspense boundary holds what it waited for back until its fallback has been shown for 300 ms, and
 * the terminal cannot be drawn before it has its place.
 */
function useLivePanel(wanted: boolean): ComponentType | undefined {
  const [Panel, setPanel] = useState(() => loadedPanel);
  useEffect(() => {
    if (!wanted || loadedPanel) return;
    import('./live-panel').then(
      ({ LivePanel }) => {
        loadedPanel = LivePanel;
        setPanel(() => LivePanel);
      },
      (error: unknown) =>
        setPanel(() => {
          throw error; // shown by the page's error boundary
        }),
    );
  }, [wanted]);
  return Panel;
}

/** The terminal with what belongs to it: an invitation until it is wanted. Whichever panel is mounted shows the page's one terminal. */
export function TerminalPanel() {
  const { phase } = useTerminal();
  useEffect(() => terminalSession.resume(), []);
  const LivePanel = useLivePanel(phase !== 'idle');
  if (phase === 'idle') return <IdlePanel />;
  return LivePanel ? <LivePanel /> : <IdlePanel starting />;
}
