import type { Terminal } from '@xterm/xterm';
import type { MachineClient, TerminalConnection } from '../../../runtime/client/types';
import { announce } from '../../ui/announce';
import type { TerminalStore } from '../state';
import { withPorts } from './ports';
import { createWidthLoader } from './wide-characters';

/** Joins the terminal on the page to a login terminal of the machine, and to the next one after that one ended. */
export async function createConnection(machine: MachineClient, terminal: Terminal, store: TerminalStore, events: { onEnd(): void }) {
  const knowWidths = createWidthLoader(terminal);
  let current: TerminalConnection | undefined;
  // A login that has been replaced (by a reset) must not end the one that replaced it.
  let login = 0;

  const requireReady = () => {
    if (machine.state === 'failed') throw new Error(machine.failure ?? 'The machine could not be started.');
  };

  async function logIn(): Promise<void> {
    requireReady();
    const own = ++login;
    store.update({ phase: 'loading' });
    current = await machine.openTerminal({
      columns: terminal.cols,
      rows: terminal.rows,
      async onData(bytes) {
        await knowWidths(bytes);
        await new Promise<void>((shown) => (own === login ? terminal.write(bytes, shown) : shown()));
      },
      onExit(code) {
        if (own !== login) return;
        current = undefined;
        events.onEnd();
        terminal.write('\x1b[0m\r\n');
        store.update({ phase: 'ended', running: undefined, exitCode: code });
        announce('You have been logged out. Press Enter in the terminal to log in again.');
      },
    });
    store.update({ phase: 'ready', running: undefined });
  }

  requireReady();
  machine.onNotice((notice) => {
    const others = store.get().notices.filter((one) => one.key !== notice.kind);
    store.update({ notices: [...others, { key: notice.kind, text: notice.text }] });
    announce(notice.text);
  });
  machine.onPorts((ports) => store.update(withPorts(store.get(), ports)));
  terminal.onData((data) => {
    if (current) current.write(data);
    else if (store.get().phase === 'ended' && data.includes('\r')) void logIn();
  });
  terminal.onBinary((data) => current?.write(data));
  terminal.onResize(({ cols, rows }) => current?.resize({ columns: cols, rows }));
  await logIn();

  return {
    write: (data: string) => current?.write(data),
    logIn,
    /** Has the disk stored now that a command has ended, so that what it did survives a reload. */
    async keep(command: string): Promise<void> {
      await machine.flush();
      store.update({ kept: command });
    },
    /** Wipes the machine, clears the screen and logs in anew. */
    async reset(): Promise<void> {
      login++;
      current = undefined;
      events.onEnd();
      store.update({ phase: 'loading', running: undefined, exitCode: undefined, kept: undefined, notices: [], ports: [], offer: undefined, browser: undefined, resets: store.get().resets + 1 });
      await machine.reset();
      terminal.reset();
      await logIn();
    },
  };
}
