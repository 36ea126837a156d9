import type { Signal } from '../../../process/signal';
import { isSystemError } from '../../../kernel/errno';
import { exitCodeOf } from '../../../process/exit-code';
import type { Program } from '../../../process/types';

/** Where `docker run --init` puts its init in a container. */
export const initPath = '/sbin/docker-init';

const forwarded: readonly Signal[] = ['SIGHUP', 'SIGINT', 'SIGQUIT', 'SIGTERM', 'SIGUSR1', 'SIGUSR2', 'SIGCONT', 'SIGWINCH'];

/** The program of `docker-init` (tini): starts `path`, passes signals on to it, reaps whatever becomes its child, and ends as its first child ends. */
export function initProgram(path: string, argv: readonly string[]): Program {
  return async (init) => {
    const child = await init.spawn({ path, argv, group: 0, foreground: init.terminal(0) !== undefined });
    for (const signal of forwarded) {
      init.onSignal(
        signal,
        () => {
          try {
            init.kill(child, signal);
          } catch (error) {
            if (!isSystemError(error, 'ESRCH')) throw error; // it has just ended
          }
        },
        { restart: true },
      );
    }
    for (;;) {
      const ended = await init.wait('any');
      if (ended === undefined || ended.pid === child) return exitCodeOf(ended?.status);
    }
  };
}
