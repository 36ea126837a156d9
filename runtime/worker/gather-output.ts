/** Bytes of one message: more than fits on a screen, little enough that the page draws it within a frame. */
const pieceSize = 65_536;

/**
 * Sends one message at a time and waits until the page has shown it: what is printed meanwhile goes together in the next one. So a flood becomes few messages, the
 * machine prints no faster than it is seen, Ctrl-C is never behind a queue, and what a short command prints is not held back.
 */
export function gatherOutput(show: (bytes: Uint8Array) => Promise<void>): (bytes: Uint8Array) => Promise<void> {
  let waiting: Uint8Array[] = [];
  let size = 0;
  let showing = false;
  const room: (() => void)[] = [];

  async function drain(): Promise<void> {
    showing = true;
    while (waiting.length > 0) {
      const piece = new Uint8Array(size);
      let at = 0;
      for (const part of waiting) {
        piece.set(part, at);
        at += part.length;
      }
      waiting = [];
      size = 0;
      for (const go of room.splice(0)) go();
      await show(piece).catch(() => undefined); // a terminal that is gone shows nothing
    }
    showing = false;
  }

  return async (bytes) => {
    waiting.push(bytes.slice());
    size += bytes.length;
    if (!showing) void drain();
    if (size >= pieceSize) await new Promise<void>((resolve) => room.push(resolve));
  };
}
