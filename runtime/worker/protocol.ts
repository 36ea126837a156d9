import type { AnsweringPort, BrowseReply, BrowseRequest, MachineNotice, TerminalSize } from '../client/types';

/** A terminal as the worker hands it to the page. */
export interface RemoteTerminal {
  write(data: string): void;
  resize(size: TerminalSize): void;
  close(): void;
}

/** What the worker offers to the page, through comlink. Callbacks are comlink proxies. */
export interface MachineWorker {
  /** Boots the machine from what was stored, or anew; resolves when terminals can be opened. Rejects with a sentence for the learner. */
  start(onNotice: (notice: MachineNotice) => void, onPorts: (ports: readonly AnsweringPort[]) => void): Promise<void>;
  openTerminal(size: TerminalSize, onData: (bytes: Uint8Array) => Promise<void>, onExit: (code: number) => void): Promise<RemoteTerminal>;
  browse(request: BrowseRequest): Promise<BrowseReply>;
  reset(): Promise<void>;
  flush(): Promise<void>;
}
