'use client';

import { useEffect, useRef } from 'react';
import { LiveIcon } from '../ui/live-icon';
import { terminalSession } from './session';
import { useTerminal } from './use-terminal';

/** Opens and closes the browser beside the terminal; where a port has begun to answer it opens that one. */
export function BrowserButton() {
  const { phase, browser, offer } = useTerminal();
  const button = useRef<HTMLButtonElement>(null);
  const open = browser !== undefined;
  const before = useRef(open);
  useEffect(() => {
    // Closing takes the focused control away: the keyboard goes on where the browser was opened.
    if (before.current && !open && (document.activeElement === null || document.activeElement === document.body)) button.current?.focus();
    before.current = open;
  }, [open]);

  const place = offer && `${offer.host}:${offer.port}`;
  return (
    <button
      ref={button}
      type="button"
      className="tool"
      aria-pressed={place ? undefined : open}
      data-offer={place}
      disabled={phase === 'loading' || phase === 'failed'}
      title={place ? `Something answers at ${place}: look at it in the browser` : 'Look at what the machine’s servers serve'}
      onClick={() => void terminalSession.live().then((live) => (open ? live.closeBrowser() : live.browse(place && `http://${place}/`)))}
    >
      <LiveIcon name="browser" />
      <span>{place ? `Open ${place}` : 'Browser'}</span>
    </button>
  );
}
