'use client';

import { lazy, Suspense, useEffect, useRef } from 'react';
import { Starting } from './idle-panel';
import { Notices } from './notices';
import { Question } from './question';
import { terminalSession } from './session';
import { SheetHandle } from './sheet-handle';
import { StatusLine } from './status-line';
import { Tools } from './tools';
import { TouchKeys } from './touch-keys';
import { useTerminal } from './use-terminal';

const BrowserPane = lazy(() =>
  import('../browser-pane/browser-pane').then(
    (module) => ({ default: module.BrowserPane }),
    () => ({ default: () => <p className="browser-absent">The browser could not be loaded. Close it, load the page again, and try once more.</p> }),
  ),
);

/** The terminal once it is wanted; loaded together with it. */
export function LivePanel() {
  const slot = useRef<HTMLDivElement>(null);
  const { phase, failure, kept, browser } = useTerminal();
  useEffect(() => (slot.current ? terminalSession.mount(slot.current) : undefined), []);

  return (
    <div className="terminal-panel" data-phase={phase} data-kept={kept} data-browser={browser ? 'open' : undefined}>
      <div className="terminal-toolbar">
        <SheetHandle />
        <Tools />
      </div>
      <Notices />
      <div className="terminal-stage">
        {browser && (
          <Suspense fallback={<p className="browser-absent">Opening the browser</p>}>
            <BrowserPane opening={browser} />
          </Suspense>
        )}
        <div className="terminal-screen">
          <div ref={slot} className="terminal-slot" />
          {phase === 'loading' && <Starting />}
          {phase === 'failed' && (
            <div className="poster" role="alert">
              <p className="poster-line">The machine could not be started.</p>
              <p>{failure}</p>
              <button type="button" className="button" onClick={() => location.reload()}>
                Load the page again
              </button>
            </div>
          )}
        </div>
      </div>
      <Question />
      <TouchKeys />
      <StatusLine />
    </div>
  );
}
