import type { Unsubscribe } from '../kernel/wake-list';

/** What a terminal does with what is typed and printed: the parts of termios that programs here use. */
export interface TerminalModes {
  /** Lines are edited by the kernel (Backspace, Ctrl-U, Ctrl-W, Ctrl-D) and handed over whole: ICANON. */
  canonical: boolean;
  /** Typed characters are shown: ECHO. */
  echo: boolean;
  /** Ctrl-C, Ctrl-\ and Ctrl-Z send signals to the foreground group: ISIG. */
  signals: boolean;
  /** Carriage return is read as newline: ICRNL. */
  returnToNewline: boolean;
  /** Newline is printed as carriage return and newline: OPOST with ONLCR. */
  newlineToReturn: boolean;
}

/** What a cooked terminal starts with, and what raw means. */
export const cookedModes: TerminalModes = { canonical: true, echo: true, signals: true, returnToNewline: true, newlineToReturn: true };
export const rawModes: TerminalModes = { canonical: false, echo: false, signals: false, returnToNewline: false, newlineToReturn: false };

/** In character cells. */
export interface WindowSize {
  readonly columns: number;
  readonly rows: number;
}

/** A pseudo terminal, from the side of those who use it (the slave) and of whoever shows it. */
export interface Terminal {
  /** `/dev/pts/0` */
  readonly path: string;
  modes: TerminalModes;
  readonly size: WindowSize;
  /** Changes the size and sends SIGWINCH to the foreground group. */
  resize(size: WindowSize): void;
  /** The group that gets Ctrl-C and may read, by host-wide number of its leader; the process calls translate. */
  foregroundGroup: number;
  /** The session that it controls, or undefined. */
  readonly session: number | undefined;
  /** Calls `changed` at each change of size (for whoever relays it, such as `docker run -t`). */
  onResize(changed: (size: WindowSize) => void): Unsubscribe;
}
