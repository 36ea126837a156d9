import { useSyncExternalStore } from 'react';
import { terminalSession } from './session';
import { firstState, type TerminalState } from './state';

/** The terminal's state, rendered anew whenever it changes. */
export function useTerminal(): TerminalState {
  return useSyncExternalStore(terminalSession.subscribe, terminalSession.get, () => firstState);
}
