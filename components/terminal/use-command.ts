import { useState, type MouseEvent } from 'react';
import { terminalSession } from './session';

/** How far a command that can be pressed has come: `done` stays, as a visited link does. */
export type Progress = 'busy' | 'done';

/** Makes something on the page run a command in the terminal. */
export function useCommand(command: string) {
  const [progress, setProgress] = useState<Progress>();

  async function run(byPointer: boolean) {
    const before = progress;
    setProgress('busy');
    const finished = terminalSession.run(command);
    // Who presses with a mouse goes on typing in the terminal; a keyboard stays where it reads, a phone keeps its keyboard shut.
    if (byPointer && matchMedia('(hover: hover) and (pointer: fine)').matches) terminalSession.focus();
    const code = await finished;
    setProgress(code === undefined ? before : 'done');
  }

  return {
    progress,
    warm: terminalSession.warm,
    press: (event: MouseEvent) => void run(event.detail > 0),
  };
}
