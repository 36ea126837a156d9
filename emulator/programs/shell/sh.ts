import type { Program } from '../../process/types';
import { runShell } from './run-shell';

/** `sh` of Debian and Ubuntu: dash's texts, without what dash lacks. */
export const sh: Program = (process) => runShell(process, 'dash');
