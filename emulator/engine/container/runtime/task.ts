import type { Signal } from '../../../process/signal';
import type { WindowSize } from '../../../process/terminal';
import type { ControlGroup, Namespaces, Process, WaitStatus } from '../../../process/types';
import type { Place } from '../../../vfs/types';
import type { OutputStream } from '../streams/output-hub';

/** One process tree of a container, with its streams: the first process, or an exec. */
export interface RunningProcess {
  /** As the host sees it. */
  readonly pid: number;
  /** Resolves when the process has ended and its output has been read. */
  readonly ended: Promise<WaitStatus>;
  kill(signal: Signal): void;
  /** Writes to standard input (or types into the terminal); resolves when it was taken. */
  write(bytes: Uint8Array): Promise<void>;
  closeInput(): void;
  /** Only with a terminal. */
  resize(size: WindowSize): void;
}

/** What to run in a container. */
export interface ProcessSpec {
  readonly argv: readonly string[];
  readonly env: ReadonlyMap<string, string>;
  readonly cwd: string;
  readonly credentials: { readonly uid: number; readonly gid: number; readonly groups: readonly number[] };
  readonly terminal: boolean;
  /** Of the terminal at the start. */
  readonly size?: WindowSize;
  readonly openInput: boolean;
  readonly output: (stream: OutputStream, bytes: Uint8Array) => void | Promise<void>;
}

/** A running container. */
export interface Task extends RunningProcess {
  readonly shim: Process;
  readonly root: Place;
  readonly namespaces: Namespaces;
  readonly controlGroup: ControlGroup;
  /** Runs another process beside the first. */
  exec(spec: ProcessSpec): Promise<RunningProcess>;
}
