import type { Clock } from '../kernel/clock';
import { SystemError } from '../kernel/errno';
import type { Random } from '../kernel/random';
import { createDeviceFileSystem, type Device } from '../vfs/device-file-system';
import type { OpenFile } from '../vfs/open-file';
import { PseudoTerminal, type TerminalHost } from './pseudo-terminal';
import type { WindowSize } from './terminal';
import type { TerminalFileSystem } from './types';

/** What the terminals need of the kernel. */
export interface TerminalsHost extends TerminalHost {
  readonly clock: Clock;
  readonly random: Random;
  /** The terminal that controls whoever makes the present call. */
  callerTerminal(): PseudoTerminal | undefined;
}

/** All pseudo terminals of a host. */
export interface Terminals {
  /** /dev/tty. */
  readonly controlling: Device;
  /** /dev/ptmx. */
  readonly multiplexer: Device;
  /** The host's /dev/pts. */
  readonly fileSystem: TerminalFileSystem;
  createFileSystem(): TerminalFileSystem;
  /** A new terminal in a devpts; its number is the lowest free one there. */
  open(within: TerminalFileSystem, size: WindowSize, uid: number): { terminal: PseudoTerminal; master: OpenFile };
  /** The terminal behind an open file. */
  of(file: OpenFile): PseudoTerminal | undefined;
}

/** Number of the Unix 98 slaves' device. */
const slaveMajor = 136;

/** No terminals yet. */
export function createTerminals(host: TerminalsHost): Terminals {
  const files = new WeakMap<OpenFile, PseudoTerminal>();
  const allocate = new WeakMap<TerminalFileSystem, (size: WindowSize, uid: number) => { terminal: PseudoTerminal; master: OpenFile }>();
  const remember = (file: OpenFile, terminal: PseudoTerminal) => {
    files.set(file, terminal);
    return file;
  };

  function createFileSystem(): TerminalFileSystem {
    const devices = createDeviceFileSystem({ clock: host.clock, random: host.random, type: 'devpts', bare: true });
    const used = new Set<number>();
    const fileSystem = devices as typeof devices & TerminalFileSystem;
    allocate.set(fileSystem, (size, uid) => {
      let number = 0;
      while (used.has(number)) number++;
      used.add(number);
      const terminal = new PseudoTerminal(`/dev/pts/${number}`, size, {
        clock: host.clock,
        signalGroup: host.signalGroup,
        hangUp(one) {
          used.delete(number);
          devices.remove(String(number));
          host.hangUp(one);
        },
      });
      devices.add({
        major: slaveMajor,
        minor: number,
        name: String(number),
        mode: 0o620,
        uid,
        gid: 5,
        open: (options, attributes) => remember(terminal.openSlave(options, attributes), terminal),
      });
      return { terminal, master: remember(terminal.openMaster(), terminal) };
    });
    return fileSystem;
  }

  const fileSystem = createFileSystem();
  const open: Terminals['open'] = (within, size, uid) => {
    const make = allocate.get(within);
    if (!make) throw new SystemError('ENODEV');
    return make(size, uid);
  };
  return {
    fileSystem,
    createFileSystem,
    open,
    of: (file) => files.get(file),
    controlling: {
      major: 5,
      minor: 0,
      name: 'tty',
      mode: 0o666,
      open(options, attributes) {
        const terminal = host.callerTerminal();
        if (!terminal) throw new SystemError('ENXIO');
        return remember(terminal.openSlave(options, attributes), terminal);
      },
    },
    multiplexer: { major: 5, minor: 2, name: 'ptmx', mode: 0o666, open: () => open(fileSystem, { columns: 80, rows: 24 }, 0).master },
  };
}
