import type { Terminal } from '@xterm/xterm';

/** The number of the escape sequence by which a program asks for the clipboard. */
const clipboardSequence = 52;

/** Lets programs set the clipboard (OSC 52). What does it is loaded by the first program that asks, which few do; the sequence is then read again. */
export function loadClipboardWhenAsked(terminal: Terminal): void {
  const first = terminal.parser.registerOscHandler(clipboardSequence, async (data) => {
    first.dispose();
    const { ClipboardAddon } = await import('@xterm/addon-clipboard');
    terminal.loadAddon(new ClipboardAddon());
    terminal.write(`\x1b]${clipboardSequence};${data}\x07`);
    return true;
  });
}
