import type { Machine } from '../../emulator/index';
import type { TerminalSize } from '../client/types';

type Login = Awaited<ReturnType<Machine['openTerminal']>>;

/** Where the output of a terminal goes once the page has one. */
interface Screen {
  onData(bytes: Uint8Array): void | Promise<void>;
  onExit(code: number): void;
}

/** The size that terminals have had for forty years; the page's own comes with {@link EarlyLogin.attach}. */
const usual: TerminalSize = { columns: 80, rows: 24 };

/** A login that goes on while the page still loads its terminal. */
export interface EarlyLogin {
  /** Gives the login to the page: what it has printed so far comes first. */
  attach(size: TerminalSize, screen: Screen): Promise<Login>;
}

/** Logs in before there is a terminal to show it; what is printed waits. */
export function logInEarly(machine: Machine): EarlyLogin {
  let show: (screen: Screen) => void = () => undefined;
  const shown = new Promise<Screen>((resolve) => (show = resolve));
  const opening = machine.openTerminal({
    ...usual,
    marks: true,
    onData: async (bytes) => (await shown).onData(bytes),
    onExit: (code) => void shown.then((screen) => screen.onExit(code)),
  });
  opening.catch(() => undefined); // told when the page attaches
  return {
    async attach(size, screen) {
      const login = await opening;
      login.resize(size); // before anything is drawn
      show(screen);
      return login;
    },
  };
}
