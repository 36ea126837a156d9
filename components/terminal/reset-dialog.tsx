'use client';

import type { RefObject } from 'react';
import { terminalSession } from './session';

/** Asks before everything that was made in the machine is thrown away. */
export function ResetDialog({ dialog }: { dialog: RefObject<HTMLDialogElement | null> }) {
  const close = () => dialog.current?.close();

  return (
    <dialog ref={dialog} className="dialog" aria-labelledby="reset-title" aria-describedby="reset-text">
      <h2 id="reset-title">Reset the machine?</h2>
      <p id="reset-text">Every file, image and container that was made in it goes, and the first state comes back. This cannot be undone.</p>
      <div className="dialog-actions">
        {/* The safe choice comes first: it has the focus when the dialog opens. */}
        <button type="button" className="button quiet" onClick={close}>
          Keep everything
        </button>
        <button
          type="button"
          className="button"
          onClick={() => {
            close();
            terminalSession.live().then(
              (live) => live.reset(),
              () => undefined,
            );
          }}
        >
          Reset
        </button>
      </div>
    </dialog>
  );
}
