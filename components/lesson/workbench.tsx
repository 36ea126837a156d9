import type { ReactNode } from 'react';
import { BenchTerminal } from './bench-terminal';

/** Text on the left and the terminal on the right; on a narrow screen the terminal is a sheet under the text. */
export function Workbench({ children }: { children: ReactNode }) {
  return (
    <div className="workbench">
      <main id="text" tabIndex={-1} className="reading">
        {children}
      </main>
      <BenchTerminal />
    </div>
  );
}
