import { expose, proxy } from 'comlink';
import { createMachineWorker } from './machine-worker';

// The worker's whole job: the machine, offered to the page.
const worker = createMachineWorker();
expose({
  start: worker.start,
  reset: worker.reset,
  flush: worker.flush,
  browse: worker.browse,
  openTerminal: async (...args: Parameters<typeof worker.openTerminal>) => proxy(await worker.openTerminal(...args)),
});
