'use client';

import type { CommandProps } from '../../course/vocabulary';
import { useCommand } from '../terminal/use-command';
import { useHydrated } from '../ui/hydrated';
import { RunGlyph } from './run-glyph';

/** A command in a line of text: pressed, it is typed into the terminal and run. Without scripts it is code. */
export function Command({ run }: CommandProps) {
  const { press, warm, progress } = useCommand(run);
  if (!useHydrated()) {
    return (
      <code className="chip">
        <RunGlyph />
        {run}
      </code>
    );
  }
  return (
    <button type="button" className="chip" data-progress={progress} title="Run in the terminal" onClick={press} onPointerEnter={warm} onFocus={warm}>
      <RunGlyph />
      <code>{run}</code>
      <span className="sr-only"> (run in the terminal)</span>
    </button>
  );
}
