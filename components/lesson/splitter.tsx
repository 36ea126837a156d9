'use client';

import { useEffect, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import { readPreference, writePreference } from '../ui/preference';

const least = 30;
const most = 75;
const usual = 52;
const step = 2;

/** Shows a width of the text, in percent of the window. The head script does the same before the first paint. */
function show(share: number): void {
  document.documentElement.style.setProperty('--split', `${share}%`);
}

/** The line between text and terminal: drag it, or move it with the arrow keys; a double click puts it back. */
export function Splitter() {
  const [share, setShare] = useState(usual);
  const dragging = useRef(false);
  useEffect(() => {
    const kept = parseFloat(readPreference('split', 'local') ?? '');
    if (kept >= least && kept <= most) setShare(kept);
  }, []);

  function move(to: number, keep: boolean) {
    const next = Math.min(most, Math.max(least, Math.round(to * 10) / 10));
    setShare(next);
    show(next);
    if (keep) writePreference('split', String(next), 'local');
  }

  function onKeyDown(event: KeyboardEvent) {
    const target = { ArrowLeft: share - step, ArrowRight: share + step, Home: least, End: most }[event.key];
    if (target === undefined) return;
    event.preventDefault();
    move(target, true);
  }

  const at = (event: PointerEvent) => (event.clientX / document.documentElement.clientWidth) * 100;

  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- a separator that can be moved is a control (WAI-ARIA window splitter)
    <div
      className="splitter needs-js"
      role="separator"
      aria-orientation="vertical"
      aria-label="Width of the text"
      aria-valuenow={Math.round(share)}
      aria-valuemin={least}
      aria-valuemax={most}
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- see above
      tabIndex={0}
      onKeyDown={onKeyDown}
      onDoubleClick={() => move(usual, true)}
      onPointerDown={(event) => {
        dragging.current = true;
        event.currentTarget.setPointerCapture(event.pointerId);
        event.preventDefault();
      }}
      onPointerMove={(event) => dragging.current && move(at(event), false)}
      onPointerUp={(event) => {
        if (dragging.current) move(at(event), true);
        dragging.current = false;
      }}
      onPointerCancel={() => {
        dragging.current = false;
      }}
    />
  );
}
