import type { JsonMessage } from '../../../api/types/image';
import type { DockerCli } from './docker-cli';
import { CliError } from './error';
import { humanSize } from '../units/size';

/** A bar with counts for a terminal of `columns`, as the client draws it from a progress detail. */
function progressText({ current = 0, total = 0 }: { current?: number; total?: number }, columns: number): string {
  if (current <= 0 && total <= 0) return '';
  const shown = humanSize(current);
  if (total <= 0) return shown.padStart(8);
  const done = Math.min(50, Math.floor(((current / total) * 100) / 2));
  const bar = columns > 110 ? `[${'='.repeat(done)}>${' '.repeat(50 - done)}] ` : '';
  return `${bar}${shown.padStart(8)}${current > total ? '' : `/${humanSize(total)}`}`;
}

/**
 * Prints the messages of a long operation. On a terminal a line with an id is drawn in place, as the operation goes on; elsewhere
 * progress is left out. `descriptor` is where it is printed. A message with an error ends it.
 */
export async function showMessages(docker: DockerCli, messages: AsyncIterable<JsonMessage>, onAux?: (aux: unknown) => void, descriptor: 1 | 2 = 1): Promise<void> {
  const terminal = docker.isTerminal(descriptor);
  const print = (text: string) => docker.process.write(descriptor, text);
  const lines = new Map<string, number>();
  for await (const message of messages) {
    if (message.aux !== undefined) {
      onAux?.(message.aux);
      continue;
    }
    if (message.errorDetail || message.error) throw new CliError(message.errorDetail?.message ?? message.error ?? '');
    const { id, progressDetail } = message;
    const hasProgress = progressDetail !== undefined && (progressDetail.current ?? 0) + (progressDetail.total ?? 0) > 0;
    let back = 0;
    if (terminal && id !== undefined && progressDetail !== undefined) {
      const line = lines.get(id);
      if (line === undefined) {
        lines.set(id, lines.size);
        await print('\n');
        back = 0;
      } else back = lines.size - line;
      if (line === undefined) back = 1;
      await print(`\u001b[${back}A`);
    } else if (terminal && progressDetail === undefined) lines.clear();
    await print(render(message, { terminal, hasProgress, columns: docker.columns() }));
    if (terminal && back > 0) await print(`\u001b[${back}B`);
  }
}

function render(message: JsonMessage, { terminal, hasProgress, columns }: { terminal: boolean; hasProgress: boolean; columns: number }): string {
  const { id, status = '', stream, progressDetail } = message;
  let end = '';
  let text = '';
  if (terminal && stream === undefined && progressDetail !== undefined) {
    text += '\u001b[2K\r';
    end = '\r';
  } else if (hasProgress) return '';
  if (id !== undefined) text += `${id}: `;
  if (progressDetail !== undefined && terminal) return `${text}${status} ${hasProgress ? progressText(progressDetail, columns) : ''}${end}`;
  if (stream !== undefined) return `${text}${stream}${end}`;
  return `${text}${status}${end}\n`;
}
