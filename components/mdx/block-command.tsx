'use client';

import { useCommand } from '../terminal/use-command';
import { CopyButton } from '../ui/copy-button';
import { useHydrated } from '../ui/hydrated';
import { RunGlyph } from './run-glyph';

/** One command of a block: the line runs it, the button at its end copies it. Without scripts it is code. */
export function BlockCommand({ run }: { run: string }) {
  const { press, warm, progress } = useCommand(run);
  const hydrated = useHydrated();
  return (
    <div className="block-command">
      {hydrated ? (
        <button type="button" className="block-run" data-progress={progress} title="Run in the terminal" onClick={press} onPointerEnter={warm} onFocus={warm}>
          <RunGlyph />
          <code>{run}</code>
          <span className="sr-only"> (run in the terminal)</span>
        </button>
      ) : (
        <div className="block-run">
          <RunGlyph />
          <code>{run}</code>
        </div>
      )}
      <CopyButton icon="copy" label="Copy the command" done="Copied: the command" text={() => run} />
    </div>
  );
}
