import type { MachineNotice } from '../client/types';
import type { DiskChanges, DiskStore } from './store';

/** Milliseconds between two looks at what changed. */
const interval = 500;

const full = 'The browser has no room left to keep the machine. It works on, but a reload goes back to what was kept last.';

/** Where changes come from. */
interface ChangeSource {
  takeDirty(): DiskChanges;
  giveBack(changes: DiskChanges): void;
}

/** Keeps a disk in a store. */
export interface Saver {
  /** Stores what has changed until now; never rejects. */
  flush(): Promise<void>;
  /** Ends it, without storing more. */
  stop(): Promise<void>;
}

/** Stores the changes of `source` every half second, one transaction at a time; says once when that fails, and tries again. */
export function createSaver(store: DiskStore, source: ChangeSource, notify: (notice: MachineNotice) => void): Saver {
  let running: Promise<void> = Promise.resolve();
  let told = false;
  let stopped = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function save(): Promise<void> {
    if (stopped) return;
    const changes = source.takeDirty();
    if (changes.changed.size === 0 && changes.removed.length === 0) return;
    try {
      await store.save(changes);
      told = false;
    } catch {
      source.giveBack(changes);
      if (!told) notify({ kind: 'storage-full', text: full });
      told = true;
    }
  }

  function flush(): Promise<void> {
    running = running.then(save);
    return running;
  }

  function schedule(): void {
    timer = setTimeout(() => void flush().then(() => !stopped && schedule()), interval);
  }
  schedule();

  return {
    flush,
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
