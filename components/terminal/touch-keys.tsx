'use client';

import { terminalSession, type SpecialKey } from './session';
import { useTerminal } from './use-terminal';

const keys: { key: SpecialKey; label: string; name: string }[] = [
  { key: 'escape', label: 'esc', name: 'Escape' },
  { key: 'tab', label: 'tab', name: 'Tab' },
  { key: 'interrupt', label: '^C', name: 'Control C' },
  { key: 'end-of-input', label: '^D', name: 'Control D' },
  { key: 'left', label: '←', name: 'Left' },
  { key: 'up', label: '↑', name: 'Up' },
  { key: 'down', label: '↓', name: 'Down' },
  { key: 'right', label: '→', name: 'Right' },
];

/** The keys that a phone's keyboard lacks. Shown by the style sheet where fingers are the pointer. */
export function TouchKeys() {
  const { phase } = useTerminal();
  if (phase !== 'ready') return null;
  return (
    <div className="touch-keys" role="group" aria-label="Keys">
      {keys.map(({ key, label, name }) => (
        // The pointer must not take the focus: the phone's keyboard would close.
        <button
          key={key}
          type="button"
          aria-label={name}
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => void terminalSession.live().then((live) => live.press(key))}
        >
          {label}
        </button>
      ))}
    </div>
  );
}
