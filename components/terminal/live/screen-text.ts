import type { IBuffer } from '@xterm/xterm';

interface Position {
  line: number;
  column: number;
}

/** The text between two places of a terminal's buffer; lines that were wrapped for width are one line again. */
export function readText(buffer: Pick<IBuffer, 'getLine'>, from: Position, to: Position): string {
  let text = '';
  for (let index = from.line; index <= to.line; index++) {
    const line = buffer.getLine(index);
    if (!line) continue;
    const start = index === from.line ? from.column : 0;
    const end = index === to.line ? to.column : undefined;
    if (index > from.line && !line.isWrapped) text += '\n';
    const continues = buffer.getLine(index + 1)?.isWrapped === true && index < to.line;
    text += line.translateToString(!continues, start, end);
  }
  return text;
}

/** At most this much of an output is spoken; the rest stays on the screen to be read. */
const spokenLines = 12;
const spokenLetters = 800;

/** What is said of a finished command: its text, shortened to its end, and how it ended. */
export function describeFinished({ command, output, exitCode }: { command: string; output: string; exitCode: number | undefined }): string {
  const lines = output
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => line !== '');
  let kept = lines.slice(-spokenLines);
  while (kept.length > 1 && kept.join('\n').length > spokenLetters) kept = kept.slice(1);
  const body = kept.join('\n').slice(-spokenLetters);
  const left = lines.length - kept.length;
  const ending = exitCode === undefined ? 'ended.' : exitCode === 0 ? 'succeeded.' : `failed with exit code ${exitCode}.`;
  return [`${command === '' ? 'The command' : command} ${ending}`, left > 0 ? `After ${left} more lines:` : '', body === '' ? 'No output.' : body]
    .filter((part) => part !== '')
    .join('\n');
}
