import type { Terminal } from '@xterm/xterm';

/** The first byte of a character beyond ASCII. */
const beyondAscii = 0x80;

/**
 * Makes sure that the terminal knows how wide characters are before it draws the first one beyond ASCII: the tables weigh 15 KB, and most sessions never
 * show such a character. Call the returned function with what is about to be written; it gives a promise when that has to wait.
 */
export function createWidthLoader(terminal: Terminal): (bytes: Uint8Array) => Promise<void> | undefined {
  let loading: Promise<void> | undefined;
  let loaded = false;
  return (bytes) => {
    if (loaded || (!loading && bytes.every((byte) => byte < beyondAscii))) return undefined;
    loading ??= import('@xterm/addon-unicode-graphemes').then(({ UnicodeGraphemesAddon }) => {
      terminal.loadAddon(new UnicodeGraphemesAddon());
      loaded = true;
    });
    return loading;
  };
}
