import { createMachine, type DiskChanges, type DiskRecord, type Machine } from '../../emulator/index';
import type { MachineNotice, TerminalSize } from '../client/types';
import { openBrowserStore, type DiskStore } from '../disk/store';
import { createSaver, type Saver } from '../disk/saver';
import { claimMachine } from './claim';
import { logInEarly, type EarlyLogin } from './early-login';
import { gatherOutput } from './gather-output';
import { watchPorts } from './watch-ports';
import type { MachineWorker, RemoteTerminal } from './protocol';

const temporary = 'Drydock is open in another tab. This tab has a machine of its own, and what you do here is not kept.';
const refused = 'This browser does not let Drydock keep anything. The machine works, but a reload starts it afresh.';
const unreadable = 'The machine that was kept could not be read, so this is a fresh one.';

/** The machine behind {@link MachineWorker}: one at a time, kept in the browser's storage when this tab may. */
export function createMachineWorker(): MachineWorker {
  let machine: Machine | undefined;
  let store: DiskStore | undefined;
  let saver: Saver | undefined;
  const untold: MachineNotice[] = [];
  let notify: (notice: MachineNotice) => void = (notice) => void untold.push(notice);
  let early: EarlyLogin | undefined;
  let terminals: RemoteTerminal[] = [];

  async function openStore(): Promise<DiskStore | undefined> {
    if (!(await claimMachine())) {
      notify({ kind: 'temporary', text: temporary });
      return undefined;
    }
    try {
      return await openBrowserStore();
    } catch {
      notify({ kind: 'storage-refused', text: refused });
      return undefined;
    }
  }

  async function boot(kept: ReadonlyMap<number, unknown> | undefined): Promise<void> {
    try {
      // The seed is the visit's: two learners' containers have different ids, one learner's reload goes on drawing new ones.
      machine = await createMachine({ seed: crypto.randomUUID(), ...(kept ? { disk: kept as ReadonlyMap<number, DiskRecord> } : {}) });
    } catch (error) {
      if (!kept) throw error;
      notify({ kind: 'fault', text: unreadable });
      await store?.wipe();
      machine = await createMachine({ seed: crypto.randomUUID() });
    }
    const { disk } = machine;
    saver = store && createSaver(store, { takeDirty: () => disk.takeDirty(), giveBack: (changes) => disk.giveBack(changes as DiskChanges) }, (notice) => notify(notice));
  }

  async function begin(): Promise<void> {
    store = await openStore();
    const kept = await store?.load().catch(() => {
      notify({ kind: 'fault', text: unreadable });
      return undefined;
    });
    await boot(kept);
    if (machine) early = logInEarly(machine);
  }

  // The page is busy loading the terminal, so the machine does not wait to be told.
  const begun = begin();
  begun.catch(() => undefined); // told to whoever starts it

  return {
    async start(onNotice, onPorts) {
      notify = onNotice;
      for (const notice of untold.splice(0)) onNotice(notice);
      watchPorts(() => machine?.answeringPorts() ?? [], onPorts);
      await begun;
    },

    async openTerminal({ columns, rows }: TerminalSize, onData, onExit) {
      if (!machine) throw new Error('The machine is not switched on.');
      const waiting = early;
      early = undefined;
      const screen = { onData: gatherOutput(onData), onExit };
      const login = await (waiting?.attach({ columns, rows }, screen) ?? machine.openTerminal({ columns, rows, marks: true, ...screen }));
      const terminal: RemoteTerminal = {
        write: (data) => login.write(data),
        resize: (size) => login.resize(size),
        close() {
          terminals = terminals.filter((one) => one !== terminal);
          login.close();
        },
      };
      terminals.push(terminal);
      return terminal;
    },

    async browse(request) {
      if (!machine) throw new Error('The machine is not switched on.');
      return await machine.browse(request);
    },

    async reset() {
      await saver?.stop();
      for (const terminal of terminals.splice(0)) terminal.close();
      early = undefined;
      await machine?.shutDown();
      machine = undefined;
      await store?.wipe();
      await boot(undefined);
    },

    async flush() {
      await saver?.flush();
    },
  };
}
