/** A timer that has been set and can be taken back. */
export interface Timer {
  cancel(): void;
}

/** The one seam through which time reaches the machine; nothing else calls `Date` or `setTimeout`. */
export interface Clock {
  /** Wall-clock time in milliseconds since 1970-01-01 UTC. */
  now(): number;
  /** Nanoseconds within the current millisecond (0 to 999,999), so that two calls never give the same instant. */
  nanoseconds(): number;
  /** Milliseconds since the machine was switched on; never goes back. */
  uptime(): number;
  /** Calls `action` once, `milliseconds` from now at the earliest. */
  after(milliseconds: number, action: () => void): Timer;
}

/** The time of the machine that the emulator runs on. */
export function createRealClock(): Clock {
  const start = performance.now();
  let lastMillisecond = 0;
  let millisecondBegan = 0;
  let last = 0;
  return {
    now: () => Date.now(),
    nanoseconds() {
      const millisecond = Date.now();
      if (millisecond !== lastMillisecond) {
        lastMillisecond = millisecond;
        millisecondBegan = performance.now();
        last = -1;
      }
      // Within a millisecond it only grows: what happens later has a later time.
      last = Math.min(999_999, Math.max(last + 1, Math.floor((performance.now() - millisecondBegan) * 1000) * 1000));
      return last;
    },
    uptime: () => performance.now() - start,
    after(milliseconds, action) {
      const handle = setTimeout(action, milliseconds);
      return { cancel: () => clearTimeout(handle) };
    },
  };
}

/** A clock that only moves when it is told to: for tests, and for states that have to come out the same. */
export interface FakeClock extends Clock {
  /** Moves time on by `milliseconds`, running what falls due, in order. */
  advance(milliseconds: number): void;
}

/** A {@link FakeClock} that stands at `start` (milliseconds since 1970). */
export function createFakeClock(start = Date.UTC(2025, 10, 5, 12, 0, 0)): FakeClock {
  let elapsed = 0;
  let calls = 0;
  const due: { at: number; action: () => void }[] = [];
  return {
    now: () => start + elapsed,
    nanoseconds: () => (calls = (calls + 1) % 1_000_000),
    uptime: () => elapsed,
    after(milliseconds, action) {
      const entry = { at: elapsed + Math.max(0, milliseconds), action };
      due.push(entry);
      return {
        cancel() {
          const index = due.indexOf(entry);
          if (index >= 0) due.splice(index, 1);
        },
      };
    },
    advance(milliseconds) {
      const end = elapsed + milliseconds;
      for (;;) {
        const next = due.reduce<(typeof due)[number] | undefined>((a, b) => (b.at <= end && (!a || b.at < a.at) ? b : a), undefined);
        if (!next) break;
        due.splice(due.indexOf(next), 1);
        elapsed = next.at;
        next.action();
      }
      elapsed = end;
    },
  };
}
