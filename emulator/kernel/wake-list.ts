/** Takes a subscription back; harmless when it has fired already. */
export type Unsubscribe = () => void;

/**
 * Those who wait for something to change. Callbacks are one-shot and run in the order they came, at once, when
 * {@link WakeList.wake} is called: the thing that waits looks again and subscribes anew if it was not enough.
 */
export class WakeList {
  private waiting = new Set<() => void>();

  /** Calls `wake` at the next change. */
  subscribe(wake: () => void): Unsubscribe {
    this.waiting.add(wake);
    return () => this.waiting.delete(wake);
  }

  /** Something changed: everyone who waits is called once and forgotten. */
  wake(): void {
    if (this.waiting.size === 0) return;
    const called = this.waiting;
    this.waiting = new Set();
    for (const wake of called) wake();
  }

  /** How many wait. */
  get size(): number {
    return this.waiting.size;
  }
}
