import type { AnsweringPort } from '../../runtime/client/types';

/** What the page shows of the terminal; the terminal itself is loaded when it is wanted (session.ts). */
export interface TerminalState {
  /** `idle`: not wanted yet. `ended`: the login shell has ended, and another one can be opened. */
  readonly phase: 'idle' | 'loading' | 'ready' | 'ended' | 'failed';
  /** Why it failed, in a sentence. */
  readonly failure?: string;
  /** The command line that runs now; undefined at the prompt. */
  readonly running?: string;
  /** The exit code of the last command. */
  readonly exitCode?: number;
  /** The last command line after whose end the machine's disk was handed to the browser's storage, where this tab keeps one. */
  readonly kept?: string;
  /** A command that was pressed while another one runs: the learner decides what becomes of it. */
  readonly question?: { readonly command: string; readonly running: string; readonly stubborn: boolean };
  readonly notices: readonly TerminalNotice[];
  /** The ports of the machine at which something answers. */
  readonly ports: readonly AnsweringPort[];
  /** The one that came last and was not opened yet: the Browser button opens it. */
  readonly offer?: AnsweringPort;
  /** The browser is open. Each `turn` opens its address once; without one the page that was there is shown. */
  readonly browser?: { readonly turn: number; readonly address: string | undefined };
  /** How often the machine was reset: what belongs to an earlier one is void. */
  readonly resets: number;
  /** The text of the screen is offered to screen readers. */
  readonly readable: boolean;
  /** On a phone: the sheet with the terminal is open. */
  readonly open: boolean;
  /** Keys go to the terminal. */
  readonly focused: boolean;
}

/** A sentence above the terminal, until it is dismissed. */
export interface TerminalNotice {
  readonly key: string;
  readonly text: string;
}

export const firstState: TerminalState = { phase: 'idle', notices: [], ports: [], resets: 0, readable: false, open: false, focused: false };

export interface TerminalStore {
  get(): TerminalState;
  update(change: Partial<TerminalState>): void;
  subscribe(listener: () => void): () => void;
}

/** Holds the state and tells who listens when it changes. */
export function createStore(): TerminalStore {
  let state = firstState;
  const listeners = new Set<() => void>();
  return {
    get: () => state,
    update(change) {
      state = { ...state, ...change };
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
