import { announce } from '../ui/announce';
import { readPreference, writePreference } from '../ui/preference';
import type { LiveTerminal } from './live/live-terminal';
import { createStore, type TerminalStore } from './state';

/** What can be done about a command that was pressed while another one runs. */
export type Answer = 'stop' | 'type' | 'cancel';

/** Keys that a touch keyboard lacks. */
export type SpecialKey = 'escape' | 'tab' | 'interrupt' | 'end-of-input' | 'up' | 'down' | 'left' | 'right';

/**
 * The page's one terminal as every page knows it: small, and loading the rest when the terminal is wanted. It outlives
 * every component: the terminal goes on while the learner moves from lesson to lesson, in whichever panel is mounted.
 */
export interface TerminalSession extends Omit<TerminalStore, 'update'> {
  /** Loads the code ahead of its use, without starting anything. */
  warm(): void;
  /** After a reload of the tab the terminal is there again, if it was there before. */
  resume(): void;
  /** Shows the terminal in a panel's slot; returns how to take it away again. */
  mount(slot: HTMLElement): () => void;
  /** The running terminal; starts it and its machine if they do not run yet. Rejects (and shows why) when they cannot. */
  live(): Promise<LiveTerminal>;
  /** Types a command at the prompt and runs it; resolves with its exit code, or undefined when it was not run or did not end by itself. */
  run(command: string): Promise<number | undefined>;
  /** Brings the keyboard to the terminal. */
  focus(): void;
  /** On a phone: opens or closes the sheet with the terminal. */
  setOpen(open: boolean): void;
}

function createSession(): TerminalSession {
  const store = createStore();
  let host: HTMLElement | undefined;
  let starting: Promise<LiveTerminal> | undefined;
  let shown: () => void = () => undefined;
  const mounted = new Promise<void>((resolve) => {
    shown = resolve;
  });

  function element(): HTMLElement {
    if (!host) {
      host = document.createElement('div');
      host.className = 'terminal-host';
    }
    return host;
  }

  async function start(): Promise<LiveTerminal> {
    store.update({ phase: 'loading', failure: undefined });
    try {
      const live = await (await import('./live/start')).startTerminal(element(), store, mounted);
      writePreference('terminal', 'on', 'tab');
      return live;
    } catch (error) {
      starting = undefined;
      const failure = error instanceof Error ? error.message : String(error);
      store.update({ phase: 'failed', failure });
      announce(`The terminal could not be started. ${failure}`);
      throw error;
    }
  }

  const session: TerminalSession = {
    get: store.get,
    subscribe: store.subscribe,
    // What cannot be loaded now is loaded, and its failure shown, when the terminal is started.
    warm: () => void import('./live/start').then(({ loadTerminal }) => loadTerminal()).catch(() => undefined),
    resume() {
      if (readPreference('terminal', 'tab') === 'on') session.live().catch(() => undefined);
    },
    mount(slot) {
      slot.append(element());
      shown();
      return () => {
        if (element().parentElement === slot) element().remove();
      };
    },
    live: () => (starting ??= start()),
    async run(command) {
      store.update({ open: true });
      try {
        return await (await session.live()).submit(command);
      } catch {
        // The panel shows why.
        return undefined;
      }
    },
    focus() {
      store.update({ open: true });
      session.live().then(
        (live) => live.focus(),
        () => undefined,
      );
    },
    setOpen: (open) => store.update({ open }),
  };
  return session;
}

/** The page's terminal. */
export const terminalSession = createSession();
