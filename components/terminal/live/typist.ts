/** Typing a whole command takes about this long, however long the command is. */
const duration = 360;
const frame = 16;

const pause = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

/** Types text so that the learner sees it come; at once for who prefers no motion. */
export async function typeVisibly(text: string, write: (data: string) => void): Promise<void> {
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches || document.hidden;
  const letters = Array.from(text);
  const step = still ? letters.length : Math.max(1, Math.ceil((letters.length * frame) / duration));
  for (let from = 0; from < letters.length; from += step) {
    write(letters.slice(from, from + step).join(''));
    if (from + step < letters.length) await pause(frame);
  }
}
