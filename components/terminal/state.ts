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

export const firstState: TerminalState = { phase: 'idle', notices: [], readable: false, open: false, focused: false };

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
