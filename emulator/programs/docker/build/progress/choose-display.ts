import { CliError } from '../../cli/error';
import type { DockerCli } from '../../cli/docker-cli';
import { createQuietDisplay, createRawDisplay, type Display } from './display';
import { createPlainDisplay } from './plain-display';
import { createTtyDisplay } from './tty-display';

/** How progress is shown. */
export type ProgressMode = 'tty' | 'plain' | 'rawjson' | 'quiet';

/** What `--progress` and `--quiet` come to; with `auto` it depends on whether standard error is a terminal. */
export function progressMode(docker: DockerCli, progress: string, isQuiet: boolean): ProgressMode {
  const quiet = isQuiet || progress === 'quiet';
  const asked = progress === 'none' ? 'quiet' : progress;
  if (quiet && asked !== 'auto' && asked !== 'quiet') throw new CliError(`progress=${progress} and quiet cannot be used together`);
  const mode = quiet ? 'quiet' : asked === 'auto' ? docker.environment('BUILDKIT_PROGRESS') || 'auto' : asked;
  switch (mode) {
    case 'auto':
    case '':
      return docker.isTerminal(2) ? 'tty' : 'plain';
    case 'tty':
      if (!docker.isTerminal(2)) throw new CliError('failed to get console: provided file is not a console');
      return 'tty';
    case 'plain':
    case 'rawjson':
    case 'quiet':
      return mode;
    default:
      throw new CliError(`invalid progress mode ${mode}`);
  }
}

/** The display for a mode. */
export function createDisplay(docker: DockerCli, mode: ProgressMode): Display {
  switch (mode) {
    case 'tty': {
      const size = () => docker.process.terminal(2)?.size ?? { columns: 80, rows: 10 };
      return createTtyDisplay({ description: 'docker:default', isColoured: docker.environment('NO_COLOR') === '', size });
    }
    case 'plain':
      return createPlainDisplay('building with "default" instance using docker driver');
    case 'rawjson':
      return createRawDisplay();
    case 'quiet':
      return createQuietDisplay();
  }
}
