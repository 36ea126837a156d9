import { encode } from '../kernel/bytes';
import { SystemError } from '../kernel/errno';
import { createFileCalls } from '../vfs/file-calls';
import type { Credentials, FileContext } from '../vfs/types';
import type { KernelCore } from './core';
import type { DescriptorTable } from './descriptor-table';
import { adopt, initOf } from './ending';
import { createPidNamespace, Identity, type NumberedNamespace } from './identity';
import { checkArguments, type Loaded } from './loader';
import { createProcess } from './process';
import type { Signal } from './signal';
import { ProcessGone, Task, type TaskNamespaces } from './task';
import { ProcessExit, type ControlGroup, type Process, type Program, type SpawnRequest, type WaitStatus } from './types';

/** Processes that may exist at once. */
const taskLimit = 16_384;
/** The same when somebody else than root asks for one: after a fork bomb root can still look and kill. */
const userLimit = 2048;

/** What a new task is made with. */
interface TaskParts {
  readonly namespaces: TaskNamespaces;
  readonly credentials: Credentials;
  readonly controlGroup: ControlGroup;
  readonly descriptors: DescriptorTable;
}

/** Makes a task with its numbers, and enters it everywhere. */
export function createTask(core: KernelCore, parent: Task | undefined, parts: TaskParts): Task {
  const { clock } = core.system;
  const identity = new Identity();
  const { namespaces, credentials, controlGroup, descriptors } = parts;
  const task = new Task(
    identity,
    namespaces,
    credentials,
    controlGroup,
    descriptors,
    clock.now(),
    (milliseconds, action) => void clock.after(milliseconds, action),
  );
  for (let namespace: NumberedNamespace | undefined = namespaces.pid; namespace; namespace = namespace.parent) {
    const number = namespace.next();
    identity.give(namespace, number);
    namespace.tasks.set(number, task);
  }
  task.parent = parent;
  parent?.children.add(task);
  core.tasks.add(task);
  core.controlGroups.add(task);
  return task;
}

/** Runs `program` in `task` to its end. */
export async function runProgram(core: KernelCore, task: Task, process: Process, program: Program): Promise<void> {
  let status: WaitStatus;
  try {
    if (task.isHeld) await task.whenReleased();
    if (!task.isAlive) return;
    const code = await program(process);
    status = { kind: 'exited', code: code & 255 };
  } catch (error) {
    if (error instanceof ProcessGone || !task.isAlive) return;
    if (error instanceof ProcessExit) status = { kind: 'exited', code: error.code & 255 };
    else if (error instanceof RangeError) status = { kind: 'signaled', ...outOfMemory(error) };
    else {
      reportFault(task, error);
      status = { kind: 'signaled', signal: 'SIGABRT', coreDumped: true };
    }
  }
  core.end(task, status);
}

/** What the engine's own limits look like from inside of the machine: no more stack is a segmentation fault, no more room for a value the OOM killer. */
function outOfMemory(error: RangeError): { signal: Signal; coreDumped: boolean } {
  return /call stack/i.test(error.message) ? { signal: 'SIGSEGV', coreDumped: true } : { signal: 'SIGKILL', coreDumped: false };
}

/** A fault of ours, or a system call's failure that a program did not expect: said on its standard error. */
function reportFault(task: Task, error: unknown): void {
  const path = error instanceof SystemError && error.path !== undefined ? `${error.path}: ` : '';
  const text = error instanceof SystemError ? `${path}${error.message}` : error instanceof Error ? (error.stack ?? error.message) : String(error);
  try {
    task.descriptors.get(2).write(encode(`${task.name}: ${text}\n`));
  } catch (failure) {
    if (!(failure instanceof SystemError)) throw failure; // nobody to tell
  }
}

/** What only root may ask for. */
function checkPrivilege(parent: Task, request: SpawnRequest): void {
  if (parent.credentials.uid === 0) return;
  const { credentials } = request;
  const same = !credentials || (credentials.uid === parent.credentials.uid && credentials.gid === parent.credentials.gid);
  if (!same || request.namespaces || request.root) throw new SystemError('EPERM');
}

/** RLIMIT_NPROC, which counts the processes of a user and does not hold for root. */
function checkProcessLimit(core: KernelCore, { realUser, limits }: Task): void {
  if (realUser === 0 || limits.nproc.soft === Infinity) return;
  let own = 0;
  for (const task of core.tasks) if (task.realUser === realUser) own++;
  if (own >= limits.nproc.soft) throw new SystemError('EAGAIN');
}

/** Makes children. */
export function createSpawner(core: KernelCore): Pick<KernelCore, 'spawn' | 'takeTerminal'> {
  function namespacesFor(parent: Task, request: SpawnRequest): TaskNamespaces {
    const asked = request.namespaces;
    if (!asked) return parent.namespaces;
    const pid = asked.pid === 'new' ? createPidNamespace(parent.namespaces.pid) : ((asked.pid as NumberedNamespace | undefined) ?? parent.namespaces.pid);
    // A namespace whose PID 1 is gone takes nobody any more.
    if (asked.pid !== undefined && asked.pid !== 'new' && !core.find(pid, 1)?.isAlive) throw new SystemError('ENOMEM');
    return { pid, mount: asked.mount ?? parent.namespaces.mount, network: asked.network ?? parent.namespaces.network, uts: asked.uts ?? parent.namespaces.uts };
  }

  /** The surroundings of files in which the child begins. */
  function contextFor(parent: Task, request: SpawnRequest, { mount }: TaskNamespaces): FileContext {
    const entering = mount !== parent.namespaces.mount;
    const root = request.root ?? (entering ? { mount: mount.rootMount, node: mount.rootMount.root } : parent.root);
    const cwd = entering || request.root ? root : parent.cwd;
    const context = { namespace: mount, root, cwd, credentials: request.credentials ?? parent.credentials, umask: request.umask ?? parent.umask };
    if (request.cwd === undefined) return context;
    const place = createFileCalls(() => context, core.system.clock).resolve(request.cwd);
    if (place.node.kind !== 'directory') throw new SystemError('ENOTDIR', request.cwd);
    return { ...context, cwd: place };
  }

  function joinGroup(task: Task, parent: Task, request: SpawnRequest): void {
    task.group = parent.group;
    task.session = parent.session;
    task.terminal = parent.terminal;
    if (request.newSession) {
      task.session = task.group = task.identity;
      task.terminal = undefined;
      if (request.controllingTerminal !== undefined) takeTerminal(task, core.terminals.of(parent.descriptors.get(request.controllingTerminal)));
    } else if (request.group === 0) task.group = task.identity;
    else if (request.group !== undefined) task.group = groupOf(parent, request.group);
    if (request.foreground && task.terminal?.session === task.session) task.terminal.foreground = task.group;
  }

  function groupOf(asker: Task, number: number): Identity {
    const { pid } = asker.namespaces;
    const leader = core.find(pid, number);
    if (leader && leader.group === leader.identity && leader.session === asker.session) return leader.identity;
    for (const task of core.tasks) if (task.group.in(pid) === number && task.session === asker.session) return task.group;
    throw new SystemError('EPERM');
  }

  function takeTerminal(task: Task, terminal: ReturnType<typeof core.terminals.of>): void {
    if (!terminal) throw new SystemError('ENOTTY');
    if (task.session !== task.identity || (terminal.session && terminal.session !== task.session)) throw new SystemError('EPERM');
    task.terminal = terminal;
    terminal.session = task.session;
    terminal.foreground = task.group;
  }

  async function spawn(parent: Task, request: SpawnRequest): Promise<Task> {
    checkPrivilege(parent, request);
    const group = request.controlGroup ?? parent.controlGroup;
    if (core.tasks.size >= (parent.credentials.uid === 0 ? taskLimit : userLimit)) throw new SystemError('EAGAIN');
    checkProcessLimit(core, parent);
    core.controlGroups.checkRoom(group);
    const namespaces = namespacesFor(parent, request);
    const context = contextFor(parent, request, namespaces);
    let loaded: Loaded | undefined;
    const env = request.env ?? parent.env;
    if (request.path !== undefined) {
      const argv = request.argv ?? [request.path];
      checkArguments(argv, env);
      loaded = core.loader.load(
        createFileCalls(() => context, core.system.clock),
        request.path,
        argv,
      );
    }
    const descriptors = request.files ? parent.descriptors.pick(request.files) : parent.descriptors.copy(request.path !== undefined);
    const credentials = loaded?.owner === undefined ? context.credentials : { ...context.credentials, uid: loaded.owner };
    const task = createTask(core, parent, { namespaces, credentials, controlGroup: group, descriptors });
    try {
      joinGroup(task, parent, request);
    } catch (error) {
      descriptors.closeAll();
      core.reap(task);
      throw error;
    }
    task.realUser = request.credentials ? request.credentials.uid : parent.realUser;
    task.root = context.root;
    task.cwd = context.cwd;
    task.umask = context.umask;
    task.niceness = parent.niceness;
    task.limits = request.limits ? { ...parent.limits, ...request.limits } : parent.limits;
    task.argv = loaded?.argv ?? request.argv ?? parent.argv;
    task.env = new Map(env);
    task.executable = loaded?.executable ?? parent.executable;
    task.executablePlace = loaded?.place ?? parent.executablePlace;
    task.oomAdjustment = parent.oomAdjustment;
    task.name = nameOf(request, parent);
    for (const signal of request.ignoredSignals ?? parent.ignoredSignals()) task.actions.set(signal, { action: 'ignore', restart: false });
    if (request.orphan) adopt(task, initOf(core, task) ?? parent);
    const process = createProcess(core, task);
    const program = request.program ?? startLoaded(loaded);
    queueMicrotask(() => void runProgram(core, task, process, program));
    return task;
  }

  return { spawn, takeTerminal };
}

function nameOf({ name, path, argv }: SpawnRequest, parent: Task): string {
  const whole = name ?? path ?? argv?.[0] ?? parent.name;
  return whole.slice(whole.lastIndexOf('/') + 1).slice(0, 15);
}

/** The program that a file names, imported when the process runs. */
function startLoaded(loaded: Loaded | undefined): Program {
  return async (process) => {
    if (!loaded) throw new SystemError('ENOEXEC');
    const program = loaded.ready ?? (await process.until(loaded.start()));
    return await program(process);
  };
}
