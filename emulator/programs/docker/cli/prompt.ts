import { decode } from '../../../kernel/bytes';
import { isSystemError } from '../../../kernel/errno';
import type { DockerCli } from './docker-cli';

/** The user gave up at a prompt, with Ctrl-C. */
export class PromptTerminated extends Error {
  override readonly name = 'PromptTerminated';
}

/** Puts a question on standard output and reads a line; `hidden` does not show what is typed. Throws {@link PromptTerminated}. */
export async function ask(docker: DockerCli, question: string, { hidden = false } = {}): Promise<string> {
  const { process } = docker;
  const terminal = process.terminal(0);
  const before = terminal?.modes;
  await docker.print(question);
  process.onSignal('SIGINT', () => undefined);
  if (terminal && before && hidden) terminal.modes = { ...before, echo: false };
  try {
    let line = '';
    while (!line.includes('\n')) {
      const bytes = await process.read(0, 1024);
      if (bytes.length === 0) break;
      line += decode(bytes);
    }
    return line.trim();
  } catch (error) {
    if (!isSystemError(error, 'EINTR')) throw error;
    throw new PromptTerminated('prompt terminated');
  } finally {
    process.onSignal('SIGINT', 'default');
    if (terminal && before) terminal.modes = before;
    if (hidden) await docker.print('\n');
  }
}
