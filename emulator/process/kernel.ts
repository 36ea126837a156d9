import { createDeviceFileSystem, type DeviceFileSystem } from '../vfs/device-file-system';
import type { Place } from '../vfs/types';
import { ControlGroups } from './control-groups';
import type { KernelCore, KernelOptions } from './core';
import { DescriptorTable } from './descriptor-table';
import { createEnding } from './ending';
import { createPidNamespace, type NumberedNamespace } from './identity';
import { createLoader } from './loader';
import { createProcess } from './process';
import type { Signal } from './signal';
import { createSignaler } from './signaling';
import { createSpawner, createTask, runProgram } from './spawning';
import type { Task, TaskNamespaces } from './task';
import { createTerminals, type Terminals } from './terminals';
import type { Process, SpawnRequest, System } from './types';

/** The processes of a host. */
export interface Kernel {
  readonly system: System;
  readonly tasks: ReadonlySet<Task>;
  readonly terminals: Terminals;
  /** /dev of the host. */
  readonly devices: DeviceFileSystem;
  readonly controlGroups: ControlGroups;
  readonly rootPids: NumberedNamespace;
  /** Those of init. */
  readonly namespaces: TaskNamespaces;
  /** On whose behalf a file call is being made: for /proc/self and /dev/tty. */
  readonly caller: Task | undefined;
  /** Thread time of processes that are gone, in milliseconds. */
  readonly endedCpuTime: number;
  /** Starts the first process (init), as root in `/` with no descriptors; `before` makes calls in its name before its program begins. */
  boot(program: { path: string; argv: readonly string[] }, before?: (init: Process) => void): Promise<Process>;
  /** A child of `parent`. */
  spawn(parent: Task, request: SpawnRequest): Promise<Task>;
  find(namespace: NumberedNamespace, pid: number): Task | undefined;
  /** Sends a signal from outside of all namespaces. */
  signal(task: Task, signal: Signal): void;
  /** A process with the surroundings of `task` to make calls in its name from outside (terminals, tests). */
  processOf(task: Task): Process;
}

/** A kernel without processes yet. */
export function createKernel(options: KernelOptions): Kernel {
  const { system } = options;
  const rootPids = createPidNamespace(undefined);
  const tasks = new Set<Task>();
  const namespaces: TaskNamespaces = {
    pid: rootPids,
    mount: options.mounts,
    network: options.network,
    uts: { id: 4_026_531_838, hostname: options.hostname, domainName: '(none)' },
  };
  // The parts call each other through the core, so it is there before they are.
  const core = {
    options,
    system,
    tasks,
    rootPids,
    controlGroups: new ControlGroups(),
    loader: createLoader(options.programs),
    caller: undefined,
    endedCpuTime: 0,
    find: (namespace: NumberedNamespace, pid: number) => namespace.tasks.get(pid),
  } as unknown as KernelCore;
  const signaler = createSignaler(core);
  const terminals = createTerminals({
    clock: system.clock,
    random: system.random,
    signalGroup: signaler.signalGroup,
    hangUp(terminal) {
      const leader = [...tasks].find((task) => task.identity === terminal.session);
      const { foreground } = terminal;
      for (const task of tasks) if (task.terminal === terminal) task.terminal = undefined;
      terminal.session = terminal.foreground = undefined;
      if (leader) {
        signaler.deliver(leader, 'SIGHUP', false);
        signaler.deliver(leader, 'SIGCONT', false);
      }
      if (!foreground || foreground === leader?.group) return;
      signaler.signalGroup(foreground, 'SIGHUP');
      signaler.signalGroup(foreground, 'SIGCONT');
    },
    callerTerminal: () => core.caller?.terminal,
  });
  const devices = createDeviceFileSystem({ clock: system.clock, random: system.random, devices: [terminals.controlling, terminals.multiplexer] });
  Object.assign(core, { signaler, terminals, devices, ...createEnding(core), ...createSpawner(core) });

  return {
    system,
    tasks,
    terminals,
    devices,
    rootPids,
    namespaces,
    controlGroups: core.controlGroups,
    get caller() {
      return core.caller;
    },
    get endedCpuTime() {
      return core.endedCpuTime;
    },
    find: core.find,
    spawn: (parent, request) => core.spawn(parent, request),
    signal: (task, signal) => signaler.deliver(task, signal, false),
    processOf: (task) => createProcess(core, task),
    async boot({ path, argv }, before) {
      const { rootMount } = options.mounts;
      const place: Place = { mount: rootMount, node: rootMount.root };
      const credentials = { uid: 0, gid: 0, groups: [0] };
      const task = createTask(core, undefined, { namespaces, credentials, controlGroup: core.controlGroups.root, descriptors: new DescriptorTable() });
      task.root = task.cwd = place;
      task.argv = argv;
      task.name = (argv[0]?.split('/').at(-1) ?? 'init').slice(0, 15);
      task.env = new Map([['PATH', '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin']]);
      const process = createProcess(core, task);
      before?.(process);
      const loaded = core.loader.load(process.files, path, argv);
      task.executable = loaded.executable;
      task.executablePlace = loaded.place;
      const program = await loaded.start();
      void runProgram(core, task, process, program);
      return process;
    },
  };
}
