/** Bytes of one message: more than fits on a screen, little enough that the page draws it within a frame. */
const pieceSize = 65_536;
/** Messages, and bytes in them, that may be on their way to the page: a short command's output need not wait for what came before to be drawn. */
const messagesUnderway = 4;
const bytesUnderway = 32_768;

/**
 * Sends what is printed to the page at once while little is on its way, and otherwise waits until the page has shown it; what is printed meanwhile goes together in the
 * next message. So a flood becomes few messages, the machine prints no faster than it is seen, and Ctrl-C is never behind a long queue.
 */
export function gatherOutput(show: (bytes: Uint8Array) => Promise<void>): (bytes: Uint8Array) => Promise<void> {
  let waiting: Uint8Array[] = [];
  let size = 0;
  let messages = 0;
  let underway = 0;
  const room: (() => void)[] = [];

  function send(): void {
    if (size === 0 || messages >= messagesUnderway || underway >= bytesUnderway) return;
    const piece = new Uint8Array(size);
    let at = 0;
    for (const part of waiting) {
      piece.set(part, at);
      at += part.length;
    }
    waiting = [];
    size = 0;
    messages++;
    underway += piece.length;
    for (const go of room.splice(0)) go();
    void show(piece)
      .catch(() => undefined) // a terminal that is gone shows nothing
      .then(() => {
        messages--;
        underway -= piece.length;
        send();
      });
  }

  return async (bytes) => {
    waiting.push(bytes.slice());
    size += bytes.length;
    send();
    if (size >= pieceSize) await new Promise<void>((resolve) => room.push(resolve));
  };
}
