'use client';

import { LiveIcon } from '../ui/live-icon';
import { terminalSession } from './session';
import { useTerminal } from './use-terminal';

/** What the learner should know about the machine: a second tab, refused storage. */
export function Notices() {
  const { notices } = useTerminal();
  if (notices.length === 0) return null;
  return (
    <ul className="terminal-notices">
      {notices.map(({ key, text }) => (
        <li key={key}>
          <span>{text}</span>
          <button
            type="button"
            className="icon-button"
            aria-label="Dismiss this notice"
            onClick={() => void terminalSession.live().then((live) => live.dismissNotice(key))}
          >
            <LiveIcon name="close" />
          </button>
        </li>
      ))}
    </ul>
  );
}
