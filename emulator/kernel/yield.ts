/**
 * How long (milliseconds) computation may hold the thread before it lets others in: half a frame, so that a key
 * is echoed and Ctrl-C lands while a loop runs.
 */
export const timeSlice = 8;

/** Node's own macrotask: it hands up to 1000 messages of a MessageChannel over before any timer or input gets its turn. */
const immediate = (globalThis as { setImmediate?: (action: () => void) => void }).setImmediate;
const channel = immediate ? undefined : typeof MessageChannel === 'undefined' ? undefined : new MessageChannel();
const queue: (() => void)[] = [];
if (channel) channel.port1.onmessage = () => queue.shift()?.();

/** Resolves in a new macrotask: pending input, timers and messages run first. `setTimeout(0)` would cost 4 ms when nested. */
export function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    if (immediate) {
      immediate(resolve);
      return;
    }
    if (!channel) {
      setTimeout(resolve, 0);
      return;
    }
    queue.push(resolve);
    channel.port2.postMessage(0);
  });
}

let sliceStart = performance.now();

/** Whether the current slice of {@link timeSlice} ms is used up, so that the caller should await {@link yieldThread}. */
export function sliceIsOver(): boolean {
  return performance.now() - sliceStart > timeSlice;
}

/** Lets everything that waits run, and begins a new slice. */
export async function yieldThread(): Promise<void> {
  await nextTask();
  sliceStart = performance.now();
}
