import { noBytes } from '../kernel/bytes';
import type { Clock } from '../kernel/clock';
import { SystemError } from '../kernel/errno';
import { WakeList } from '../kernel/wake-list';
import { again, type Again, type OpenFile } from '../vfs/open-file';
import { createStreamFile } from '../vfs/stream-file';
import type { Attributes } from '../vfs/types';
import type { Identity } from './identity';
import { LineDiscipline } from './line-discipline';
import { ByteQueue, pipeCapacity } from './pipe';
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

/** Bytes typed ahead after which whoever types has to wait. */
const typedLimit = 65_536;

/** A pseudo terminal: what is written to the master is typed, what is read from it is to be shown. */
export class PseudoTerminal {
  session: Identity | undefined;
  foreground: Identity | undefined;
  readonly resized = new Set<(size: WindowSize) => void>();
  private modesNow: TerminalModes = cookedModes;
  private windowSize: WindowSize;
  /** What a reader of a terminal that is not canonical gets. */
  private readonly typed = new ByteQueue(2 * typedLimit);
  private readonly shown = new ByteQueue(pipeCapacity);
  private readonly discipline: LineDiscipline;
  private readonly slaveChanged = new WakeList();
  private readonly inputRoom = new WakeList();
  private slaves = 0;
  private wasOpened = false;
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
    this.discipline = new LineDiscipline({
      modes: () => this.modesNow,
      deliver: (bytes) => void this.typed.write(bytes),
      echo: (bytes) => {
        if (!this.hungUp) this.shown.write(bytes);
      },
      flush: () => {
        this.typed.clear();
        this.shown.clear();
      },
      signal: (signal) => this.foreground && this.host.signalGroup(this.foreground, signal),
      changed: () => this.typed.readable.wake(),
    });
  }

  get modes(): TerminalModes {
    return this.modesNow;
  }
  set modes(modes: TerminalModes) {
    const before = this.modesNow;
    this.modesNow = modes;
    if (before.canonical === modes.canonical) return;
    if (!modes.canonical) this.discipline.releaseLine();
    this.typed.readable.wake();
  }
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
    const slavesGone = () => this.wasOpened && this.slaves === 0;
    const hasRoom = () => this.typed.length + this.discipline.size < typedLimit;
    return createStreamFile({
      name: '/dev/ptmx',
      options: { read: true, write: true },
      attributes: () => attributes,
      read: (max) => {
        const bytes = this.shown.read(max);
        if (bytes === again && slavesGone()) throw new SystemError('EIO');
        return bytes;
      },
      write: (bytes) => {
        if (!hasRoom()) return again;
        const taken = bytes.subarray(0, typedLimit);
        this.discipline.type(taken);
        return taken.length;
      },
      isReady: (what) => (what === 'read' ? this.shown.length > 0 || slavesGone() : hasRoom()),
      subscribe: (what, wake) => {
        if (what === 'write') return this.inputRoom.subscribe(wake);
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
      isReady: (what) => (what === 'read' ? this.canRead() : this.hungUp || this.shown.length < pipeCapacity),
      subscribe: (what, wake) => (what === 'read' ? this.typed.readable.subscribe(wake) : this.shown.writable.subscribe(wake)),
      close: () => {
        if (--this.slaves === 0) this.slaveChanged.wake();
      },
    });
  }

  private canRead(): boolean {
    return this.hungUp || (this.modesNow.canonical ? this.discipline.hasLine || this.typed.length > 0 : this.typed.length > 0);
  }

  private read(max: number): Uint8Array | Again {
    const bytes = this.modesNow.canonical ? this.readLine(max) : this.typed.length > 0 ? this.typed.read(max) : again;
    if (bytes === again) return this.hungUp ? noBytes : again;
    this.inputRoom.wake();
    return bytes;
  }

  private readLine(max: number): Uint8Array | Again {
    // What was typed while the terminal was raw, and not read then, is edited like the rest.
    if (this.typed.length > 0) {
      const early = this.typed.read(this.typed.length);
      if (early !== again) this.discipline.type(early);
    }
    return this.discipline.takeLine(max) ?? again;
  }

  private write(bytes: Uint8Array): number | Again {
    if (this.hungUp) throw new SystemError('EIO');
    if (!this.modesNow.newlineToReturn) return this.shown.write(bytes);
    // A newline becomes two bytes: take no more than fits, so that none is cut in half.
    const room = Math.floor((pipeCapacity - this.shown.length) / 2);
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
