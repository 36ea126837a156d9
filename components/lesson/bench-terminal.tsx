'use client';

import { TerminalPanel } from '../terminal/terminal-panel';
import { useTerminal } from '../terminal/use-terminal';
import { Splitter } from './splitter';

/** The terminal beside a lesson; on a phone a sheet that opens and closes. */
export function BenchTerminal() {
  const { open } = useTerminal();
  return (
    <aside id="terminal" className="bench-terminal" aria-label="Terminal" data-open={open} tabIndex={-1}>
      <Splitter />
      <TerminalPanel />
    </aside>
  );
}
