import { SystemError } from '../../kernel/errno';
import { ApiError, ConnectionError } from '../../api/client/error';
import type { Program } from '../../process/types';
import { root } from './command/root';
import { runRoot } from './cli/root-command';
import { CliError } from './cli/error';

/** The `docker` command. */
export const docker: Program = async (process) => {
  try {
    return await runRoot(process, root);
  } catch (error) {
    if (error instanceof CliError) {
      if (error.message) await process.write(2, `${error.message}\n`);
      return error.code;
    }
    if (error instanceof ApiError || error instanceof ConnectionError) {
      await process.write(2, `${error.message}\n`);
      return 1;
    }
    if (error instanceof SystemError) {
      await process.write(2, `${error.path ? `open ${error.path}: ` : ''}${error.message.toLowerCase()}\n`);
      return 1;
    }
    throw error;
  }
};
