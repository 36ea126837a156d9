import { cookedModes } from '../../process/terminal';
import type { Program } from '../../process/types';

/** `reset`: a terminal that a program left raw is usable again. */
export const reset: Program = async (process) => {
  const terminal = process.terminal(2) ?? process.terminal(0);
  if (terminal) terminal.modes = { ...cookedModes };
  await process.write(terminal && process.terminal(2) ? 2 : 1, '\u001bc\u001b]104\u0007\u001b[!p\u001b[?3;4l\u001b[4l\u001b>');
  return 0;
};
