import type { AnsweringPort, BrowseReply, BrowseRequest } from '../../emulator/index';

export type { AnsweringPort, BrowseFailure, BrowsePage, BrowseReply, BrowseRequest } from '../../emulator/index';

/**
 * What the page knows of the machine: the one interface between the site and the worker in which the machine runs.
 * Everything is asynchronous; nothing here throws synchronously.
 */

/** How the machine stands. `failed` carries a sentence for the learner in {@link MachineClient.failure}. */
export type MachineState = 'starting' | 'ready' | 'failed';

/** Something the learner should know, shown outside the terminal. */
export interface MachineNotice {
  readonly kind: 'temporary' | 'storage-refused' | 'storage-full' | 'restored' | 'fault';
  /** One or two plain sentences. */
  readonly text: string;
}

/** In character cells. */
export interface TerminalSize {
  readonly columns: number;
  readonly rows: number;
}

/** A login terminal of the machine; its shell is the learner's. */
export interface TerminalConnection {
  /** What was typed or pasted, as the terminal emulator encodes it. */
  write(data: string): void;
  resize(size: TerminalSize): void;
  /** Hangs up: the session's processes get SIGHUP. */
  close(): void;
}

export interface TerminalOptions extends TerminalSize {
  /**
   * What the machine prints, coalesced to at most one call a frame. May return a promise that resolves when it has been
   * shown (xterm's write callback): the machine then prints no faster than the page can show, which keeps Ctrl-C quick.
   */
  onData(bytes: Uint8Array): void | Promise<void>;
  /** The login shell ended (`exit`, Ctrl-D); `code` is its exit code. Open another one for a new login. */
  onExit(code: number): void;
}

export interface MachineClient {
  readonly state: MachineState;
  readonly failure: string | undefined;
  onStateChange(changed: (state: MachineState) => void): () => void;
  /** Notices, the past ones first. */
  onNotice(noticed: (notice: MachineNotice) => void): () => void;
  openTerminal(options: TerminalOptions): Promise<TerminalConnection>;
  /** Makes one HTTP request as a browser on the machine would. Rejects when the machine is not on, or is reset meanwhile. */
  browse(request: BrowseRequest): Promise<BrowseReply>;
  /** Tells at which TCP ports of the machine something answers, now and whenever that changes. */
  onPorts(changed: (ports: readonly AnsweringPort[]) => void): () => void;
  /** Back to the first state: disks are wiped and the machine boots anew; open terminals end. */
  reset(): Promise<void>;
  /** Writes to storage what has not been written yet (the page calls it when it is hidden). */
  flush(): Promise<void>;
}
