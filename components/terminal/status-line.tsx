'use client';

import { useTerminal } from './use-terminal';

/** Under the terminal: how the last command ended, and how the keyboard comes in and out. */
export function StatusLine() {
  const { phase, running, exitCode, focused } = useTerminal();
  return (
    <p className="terminal-status">
      <span>{describe(phase, running, exitCode)}</span>
      <span className="terminal-hint needs-js">
        <kbd>F6</kbd> {focused ? 'leaves the terminal' : 'goes to the terminal'}
      </span>
    </p>
  );
}

function describe(phase: string, running: string | undefined, exitCode: number | undefined): string {
  if (phase === 'ended') return 'Logged out. Enter logs in again.';
  if (running !== undefined) return `Running: ${running}`;
  if (exitCode === undefined) return '';
  return exitCode === 0 ? 'Last command: succeeded' : `Last command: exit code ${exitCode}`;
}
