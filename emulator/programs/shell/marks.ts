import type { Shell } from '../../shell/state/shell';

/**
 * The shell-integration marks (OSC 133) that tell the page where a prompt, a command and its output begin and how it ended. A terminal shows
 * nothing of them. Only with DRYDOCK_MARKS=1, so that sessions elsewhere stay as a real shell's.
 */
export interface Marks {
  promptStart(): string;
  commandStart(): string;
  outputStart(): string;
  finished(status: number): string;
}

export function createMarks(shell: Shell): Marks {
  const on = () => shell.variables.get('DRYDOCK_MARKS') === '1' && /^(xterm|screen|tmux|vt)/.test(shell.variables.get('TERM') ?? '');
  const mark = (text: string) => (on() ? `\x1b]133;${text}\x07` : '');
  // In a prompt they stand between the signs for what takes no room.
  const inPrompt = (text: string) => (on() ? `\x01${mark(text)}\x02` : '');
  return {
    promptStart: () => inPrompt('A'),
    commandStart: () => inPrompt('B'),
    outputStart: () => mark('C'),
    finished: (status) => mark(`D;${status}`),
  };
}
