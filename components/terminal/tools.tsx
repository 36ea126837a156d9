'use client';

import { useRef } from 'react';
import { LiveIcon } from '../ui/live-icon';
import { BrowserButton } from './browser-button';
import { ResetDialog } from './reset-dialog';
import { terminalSession } from './session';
import { useTerminal } from './use-terminal';

/** The terminal's controls. */
export function Tools() {
  const { phase, readable } = useTerminal();
  const dialog = useRef<HTMLDialogElement>(null);

  return (
    <div className="terminal-tools">
      <BrowserButton />
      <button
        type="button"
        className="tool"
        aria-pressed={readable}
        disabled={phase === 'failed'}
        title="Offer the terminal’s text to screen readers"
        onClick={() => void terminalSession.live().then((live) => live.setReadable(!readable))}
      >
        <LiveIcon name="speech" />
        <span>Screen reader</span>
      </button>
      <button
        type="button"
        className="tool"
        disabled={phase === 'loading'}
        title="Bring the machine’s first state back"
        onClick={() => dialog.current?.showModal()}
      >
        <LiveIcon name="reset" />
        <span>Reset</span>
      </button>
      <ResetDialog dialog={dialog} />
    </div>
  );
}
