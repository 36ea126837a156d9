'use client';

import { SheetHandle } from './sheet-handle';
import { terminalSession } from './session';

/** What stands in the terminal's place until it is there. */
export function IdlePanel({ starting = false }: { starting?: boolean }) {
  return (
    <div className="terminal-panel" data-phase="idle">
      <div className="terminal-toolbar">
        <SheetHandle />
      </div>
      <div className="terminal-screen">{starting ? <Starting /> : <Invitation />}</div>
    </div>
  );
}

/** Shown while the terminal and its machine are loaded. */
export function Starting() {
  return (
    <div className="poster">
      <p className="poster-line">
        Starting the machine
        <span className="poster-cursor" aria-hidden="true" />
      </p>
    </div>
  );
}

function Invitation() {
  return (
    <div className="poster">
      <p className="poster-line" aria-hidden="true">
        learner@drydock:~$
        <span className="poster-cursor" />
      </p>
      <p>
        A small Linux machine with Docker on it, in this page. <span className="needs-js">Press any command in the text, or start it here.</span>
      </p>
      <button
        type="button"
        className="button quiet needs-js"
        onClick={terminalSession.focus}
        onPointerEnter={terminalSession.warm}
        onFocus={terminalSession.warm}
      >
        Start the terminal
      </button>
      <noscript>
        <p>The terminal needs JavaScript, which is switched off here. The lessons are complete without it.</p>
      </noscript>
    </div>
  );
}
