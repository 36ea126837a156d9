import { noBytes } from '../kernel/bytes';
import type { Clock } from '../kernel/clock';
import { SystemError } from '../kernel/errno';
import { WakeList } from '../kernel/wake-list';
import { again, type OpenFile } from '../vfs/open-file';
import { createStreamFile } from '../vfs/stream-file';
import type { Attributes } from '../vfs/types';
import type { Identity } from './identity';
import { createLineDiscipline } from './line-discipline';
import { ByteQueue } from './pipe';
import { anonymousAttributes } from './pipe-file';
import type { Signal } from './signal';
import { cookedModes, type TerminalModes, type WindowSize } from './terminal';

/** What a terminal asks of the kernel. */
export interface TerminalHost {
  readonly clock: Clock;
  /** Sends a signal to all processes of a group. */
  signalGroup(group: Identity, signal: Signal): void;
  /** The last descriptor of the master was closed: the session loses its terminal. */
  hangUp(terminal: PseudoTerminal): void;
}

/** A pseudo terminal: what is written to the master is typed, what is read from it is to be shown. */
export class PseudoTerminal {
  modes: TerminalModes = cookedModes;
  session: Identity | undefined;
  foreground: Identity | undefined;
  readonly resized = new Set<(size: WindowSize) => void>();
  private windowSize: WindowSize;
  private readonly typed = new ByteQueue(1 << 20);
  private readonly shown = new ByteQueue();
  private readonly discipline;
  private readonly slaveChanged = new WakeList();
  private slaves = 0;
  private hungUp = false;

  constructor(
    readonly path: string,
    size: WindowSize,
    private readonly host: TerminalHost,
  ) {
    this.windowSize = size;
    this.typed.addWriter();
    this.typed.addReader();
    this.shown.addReader();
    this.shown.addWriter();
    this.discipline = createLineDiscipline({
      modes: () => this.modes,
      deliver: (bytes) => void this.typed.write(bytes),
      endOfFile: () => this.ends++,
      echo: (bytes) => void this.shown.write(bytes),
      signal: (signal) => this.foreground && this.host.signalGroup(this.foreground, signal),
      changed: () => this.typed.readable.wake(),
    });
  }
  /** Ctrl-D on an empty line: as many reads give the end. */
  private ends = 0;

  get size(): WindowSize {
    return this.windowSize;
  }
  resize(size: WindowSize): void {
    if (size.columns === this.windowSize.columns && size.rows === this.windowSize.rows) return;
    this.windowSize = size;
    if (this.foreground) this.host.signalGroup(this.foreground, 'SIGWINCH');
    for (const changed of [...this.resized]) changed(size);
  }

  /** The master's end. Closing it hangs up. */
  openMaster(): OpenFile {
    const { attributes } = anonymousAttributes('character', this.host.clock);
    return createStreamFile({
      name: '/dev/ptmx',
      options: { read: true, write: true },
      attributes: () => attributes,
      read: (max) => {
        const bytes = this.shown.read(max);
        if (bytes !== again || this.slaves > 0 || this.hungUp || !this.wasOpened) return bytes;
        throw new SystemError('EIO'); // all slaves are gone, as on Linux
      },
      write: (bytes) => {
        if (this.typed.length > 1 << 19) return again;
        this.discipline.type(bytes);
        return bytes.length;
      },
      isReady: (what) => (what === 'read' ? this.shown.length > 0 || (this.wasOpened && this.slaves === 0) : this.typed.length <= 1 << 19),
      subscribe: (what, wake) => {
        if (what === 'write') return this.typed.writable.subscribe(wake);
        const takeBack = [this.shown.readable.subscribe(wake), this.slaveChanged.subscribe(wake)];
        return () => takeBack.forEach((one) => one());
      },
      close: () => {
        this.hungUp = true;
        this.typed.removeWriter();
        this.shown.removeReader();
        this.host.hangUp(this);
      },
    });
  }
  private wasOpened = false;

  /** One more user of the terminal. */
  openSlave(options: { read?: boolean; write?: boolean }, attributes: () => Attributes): OpenFile {
    if (this.hungUp) throw new SystemError('EIO');
    this.slaves++;
    this.wasOpened = true;
    return createStreamFile({
      name: this.path,
      options,
      attributes,
      read: (max) => this.read(max),
      write: (bytes) => this.write(bytes),
      isReady: (what) => (what === 'read' ? this.typed.length > 0 || this.discipline.hasLine || this.ends > 0 || this.hungUp : this.shown.length < 65_536),
      subscribe: (what, wake) => (what === 'read' ? this.typed.readable.subscribe(wake) : this.shown.writable.subscribe(wake)),
      close: () => {
        if (--this.slaves === 0) this.slaveChanged.wake();
      },
    });
  }

  private read(max: number): Uint8Array | typeof again {
    if (!this.modes.canonical) {
      this.discipline.releaseLine();
      return this.typed.length > 0 || this.hungUp ? this.typed.read(max) : again;
    }
    // What was typed while the terminal was raw, and not read then.
    if (this.typed.length > 0) {
      const early = this.typed.read(this.typed.length);
      if (early !== again) this.discipline.type(early);
    }
    const line = this.discipline.takeLine(max);
    if (line) return line;
    if (this.ends > 0) {
      this.ends--;
      return noBytes;
    }
    return this.hungUp ? noBytes : again;
  }

  private write(bytes: Uint8Array): number | typeof again {
    if (this.hungUp) throw new SystemError('EIO');
    if (!this.modes.newlineToReturn) return this.shown.write(bytes);
    // A newline becomes two bytes: take no more than fits, so that none is cut in half.
    const room = Math.floor((65_536 - this.shown.length) / 2);
    if (room <= 0) return again;
    const taken = bytes.subarray(0, room);
    let extra = 0;
    for (const byte of taken) if (byte === 10) extra++;
    if (extra === 0) return this.shown.write(taken);
    const cooked = new Uint8Array(taken.length + extra);
    let at = 0;
    for (const byte of taken) {
      if (byte === 10) cooked[at++] = 13;
      cooked[at++] = byte;
    }
    this.shown.write(cooked);
    return taken.length;
  }
}
