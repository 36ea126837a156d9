import type { Program } from '../../process/types';
import { runShell } from './run-shell';

/** `bash`: interactive, `-c`, a script, or standard input. Called as `sh` it keeps bash's texts. */
export const bash: Program = (process) => runShell(process, 'bash');
