import { decode } from '../../kernel/bytes';
import type { Process } from '../../process/types';

/** Puts a question on standard error and reads a line; whether it begins with y or Y. */
export async function ask(process: Process, question: string): Promise<boolean> {
  await process.write(2, question);
  let line = '';
  while (!line.includes('\n')) {
    const bytes = await process.read(0, 1); // no further than the line: what follows is for others
    if (bytes.length === 0) break;
    line += decode(bytes);
  }
  return /^[yY]/.test(line);
}
