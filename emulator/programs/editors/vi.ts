import type { Process, Program } from '../../process/types';
import { onOtherScreen } from './screen';
import { Vi } from './vi-editor';

/** `vi`: insert and command modes, counts, operators with motions, search, undo, and the colon commands that fingers know. */
export const vi: Program = async (process: Process): Promise<number> => {
  const words = process.argv.slice(1);
  const name = process.argv[0]?.split('/').at(-1) ?? 'vi';
  if (words.includes('--version')) {
    await process.write(1, 'VIM - Vi IMproved 9.1 (2024 Jan 02)\n');
    return 0;
  }
  if (words.includes('--help') || words.includes('-h')) {
    await process.write(1, `VIM - Vi IMproved 9.1 (2024 Jan 02)\n\nUsage: ${name} [arguments] [file ..]       edit specified file(s)\n\nArguments:\n   +<lnum>\t\tStart at line <lnum>\n   --version\t\tPrint version information and exit\n`);
    return 0;
  }
  const terminal = process.terminal(0);
  if (!terminal || !process.terminal(1)) {
    await process.write(2, 'Vim: Warning: Output is not to a terminal\nVim: Error reading input, exiting...\n');
    return 1;
  }
  const line = Number(words.find((word) => /^\+\d/.test(word))?.slice(1) ?? 1);
  const path = words.find((word) => !/^[-+]/.test(word)) ?? '';
  return await onOtherScreen(process, terminal, async () => await new Vi(process, terminal, path).run(line));
};
