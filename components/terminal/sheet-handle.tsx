'use client';

import { Icon } from '../ui/icon';
import { terminalSession } from './session';
import { useTerminal } from './use-terminal';

/** The terminal's title; on a phone a button that opens and closes the sheet. */
export function SheetHandle() {
  const { open, running } = useTerminal();
  return (
    <>
      <button type="button" className="sheet-handle needs-js" aria-expanded={open} onClick={() => terminalSession.setOpen(!open)}>
        <Icon name="terminal" />
        Terminal
        <span className="sheet-state">{running}</span>
        <Icon name="up" className="sheet-arrow" />
      </button>
      <h2 className="terminal-title">
        <span className="terminal-lamp" aria-hidden="true" />
        learner@drydock
      </h2>
    </>
  );
}
