import type { Program } from '../../process/types';
import { runShell } from './run-shell';

/** `sh` of busybox and Alpine. */
export const ash: Program = (process) => runShell(process, 'ash');
