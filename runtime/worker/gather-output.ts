/** Milliseconds that output is held back for more to come: half a frame, unseen by the eye, and a flood becomes few messages. */
const holdBack = 8;
/** Bytes of one message: more than fits on a screen, little enough that the page draws it within a frame. */
const pieceSize = 65_536;

/**
 * Puts output together so that the page gets at most a message each frame, and waits until the page has shown it before taking more: the
 * machine prints no faster than it is seen, so Ctrl-C is never behind a queue. The first bytes after a pause go at once.
 */
export function gatherOutput(show: (bytes: Uint8Array) => Promise<void>): (bytes: Uint8Array) => Promise<void> {
  let waiting: Uint8Array[] = [];
  let size = 0;
  let showing = false;
  let last = 0;
  const room: (() => void)[] = [];

  async function drain(): Promise<void> {
    showing = true;
    while (waiting.length > 0) {
      const since = performance.now() - last;
      if (since < holdBack && size < pieceSize) await new Promise((resolve) => setTimeout(resolve, holdBack - since));
      const piece = new Uint8Array(size);
      let at = 0;
      for (const part of waiting) {
        piece.set(part, at);
        at += part.length;
      }
      waiting = [];
      size = 0;
      for (const go of room.splice(0)) go();
      last = performance.now();
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
