import { createRealClock, type Clock } from './kernel/clock';
import { createRandom } from './kernel/random';
import type { BrowseReply, BrowseRequest } from './host/browse';
import { answeringPorts, type AnsweringPort } from './host/browse-ports';
import { bootHost, type Host } from './host/host';
import { openLogin, type LoginOptions, type LoginTerminal } from './host/login';
import { runScript, type CommandResult, type RunOptions } from './host/session';
import { connectSocket, type RawConnection } from './host/raw-connection';
import { programs } from './programs/index';
import type { DiskRecord } from './vfs/disk/disk-record';

/** How a machine is made. */
export interface MachineOptions {
  /** Ids, names, addresses follow from it; the same seed and commands give the same state. */
  readonly seed?: string;
  readonly clock?: Clock;
  /** Pulls and the like take no time: for tests. */
  readonly instant?: boolean;
  /** What `disk.exportDisk` and `disk.takeDirty` gave of an earlier machine: it boots from it. */
  readonly disk?: ReadonlyMap<number, DiskRecord>;
}

/** The learner's machine, switched on. */
export interface Machine {
  /** Runs a bash script and collects what it prints; the default user is the learner. */
  run(script: string, options?: RunOptions): Promise<CommandResult>;
  /** Opens a login terminal with the user's shell. */
  openTerminal(options: LoginOptions): Promise<LoginTerminal>;
  /** A raw connection to a Unix socket of the machine, as root: how others' clients reach the Engine. */
  connectUnix(path: string): Promise<RawConnection>;
  /** Makes one HTTP request as a browser on the machine would, and gives the whole answer, or why there is none. */
  browse(request: BrowseRequest): Promise<BrowseReply>;
  /** The TCP ports of the machine at which something answers now, published ones among them; cheap enough to be asked often. */
  answeringPorts(): AnsweringPort[];
  /** What changed on the disk since the last call, to be stored; cheap when nothing did. */
  readonly disk: Host['disk'];
  /** Ends all processes, services first by SIGTERM. */
  shutDown(): Promise<void>;
}

export type { CommandResult, RunOptions } from './host/session';
export type { LoginOptions, LoginTerminal } from './host/login';
export type { RawConnection } from './host/raw-connection';
export type { BrowseFailure, BrowsePage, BrowseReply, BrowseRequest } from './host/browse';
export type { AnsweringPort } from './host/browse-ports';
export type { DiskRecord } from './vfs/disk/disk-record';
export type { DiskChanges } from './vfs/disk/disk';

/** Makes a machine and switches it on; resolves when its services run. */
export async function createMachine({ seed = 'drydock', clock = createRealClock(), instant = false, disk }: MachineOptions = {}): Promise<Machine> {
  const random = createRandom(seed);
  const host = await bootHost({ hostname: 'drydock', clock, random, programs, instantTransfers: instant, ...(disk ? { disk } : {}) });
  return {
    run: (script, options) => runScript(host, script, options),
    openTerminal: (options) => openLogin(host, options),
    connectUnix: (path) => connectSocket(host, path),
    browse: async (request) => (await import('./host/browse')).browse(host, request),
    answeringPorts: () => answeringPorts(host),
    disk: host.disk,
    async shutDown() {
      for (const { pid, parent, state } of host.init.list()) if (parent === 1 && state !== 'Z') host.init.kill(pid, 'SIGTERM');
      await Promise.resolve();
    },
  };
}
