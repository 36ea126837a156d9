import { isSystemError } from '../../../kernel/errno';
import type { NetworkNamespace } from '../../../net/types';
import type { ResourceLimits } from '../../../process/resource-limits';
import type { ControlGroup, Process, UtsNamespace } from '../../../process/types';
import { EngineError } from '../../error';
import { filesInside, findProgram } from './container-files';
import { initPath } from './init-process';
import { mountContainer, type ContainerMount } from './mounts';
import { startProcess, type Surroundings } from './start-process';
import type { ProcessSpec, Task } from './task';

/** A container to be run. */
export interface LaunchSpec {
  readonly id: string;
  /** Its root file system on the host. */
  readonly rootDirectory: string;
  readonly readOnlyRoot: boolean;
  readonly hostname: string;
  readonly network: NetworkNamespace;
  readonly mounts: readonly ContainerMount[];
  readonly shmSize: number;
  readonly privileged: boolean;
  readonly limits: { readonly memoryMax?: number; readonly pidsMax?: number; readonly cpuMax?: number };
  /** What `--ulimit` set. */
  readonly ulimits?: Partial<ResourceLimits>;
  /** Put an init before the first process. */
  readonly init: boolean;
  /** Run in the host's PID namespace. */
  readonly hostPids: boolean;
  readonly process: ProcessSpec;
}

let lastUts = 4_026_532_200;

/** What runc says when the first process cannot be started. */
function startFailure(trouble: string): EngineError {
  return new EngineError('invalid parameter', `failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: ${trouble}`);
}

/** Starts a container: a shim on the host, whose child is the container's PID 1 in namespaces of its own. Throws `EngineError` with runc's sentence. */
export async function launchContainer(daemon: Process, spec: LaunchSpec): Promise<Task> {
  return await new Promise<Task>((resolve, reject) => {
    const shimProgram = async (shim: Process): Promise<number> => {
      shim.onSignal('SIGPIPE', 'ignore');
      shim.onSignal('SIGTERM', 'ignore');
      shim.onSignal('SIGINT', 'ignore');
      let task: Task;
      const execs = new Set<Promise<unknown>>();
      try {
        task = await startInside(shim, spec, execs);
      } catch (error) {
        reject(error instanceof Error ? error : new Error(String(error)));
        return 1;
      }
      resolve(task);
      await task.ended;
      await Promise.all(execs); // they end with the first process; whoever waits for them would never hear of it after the shim's end
      return 0;
    };
    const argv = ['/usr/bin/containerd-shim-runc-v2', '-namespace', 'moby', '-id', spec.id, '-address', '/run/containerd/containerd.sock'];
    daemon.spawn({ program: shimProgram, argv, name: 'containerd-shim', files: new Map(), newSession: true, orphan: true }).catch(reject);
  });
}

async function startInside(shim: Process, spec: LaunchSpec, execs: Set<Promise<unknown>>): Promise<Task> {
  const namespace = shim.namespaces.mount.clone();
  const root = shim.files.resolve(spec.rootDirectory);
  const inside = filesInside(namespace, root, shim.system.clock);
  const terminals = shim.createTerminalFileSystem();
  mountContainer(shim, namespace, inside, terminals, spec.mounts, spec);
  const found = findProgram(inside, spec.process.argv[0] ?? '', spec.process.env.get('PATH') ?? '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', spec.process.cwd);
  if (!inside.exists(spec.process.cwd)) inside.makeDirectory(spec.process.cwd, { parents: true });
  if ('trouble' in found) throw startFailure(found.trouble);
  if (spec.init && !inside.exists('/sbin')) inside.makeDirectory('/sbin');
  if (spec.init && !inside.exists(initPath)) inside.writeFile(initPath, '', { mode: 0o755 });
  if (spec.readOnlyRoot) namespace.setReadOnly(root.mount, true);
  const uts: UtsNamespace = { id: lastUts++, hostname: spec.hostname, domainName: '(none)' };
  const controlGroup: ControlGroup = { path: `/system.slice/docker-${spec.id}.scope`, oomKills: 0, frozen: false, privileged: spec.privileged, ...spec.limits };
  const withLimits = spec.ulimits ? { limits: spec.ulimits } : {};
  const first: Surroundings = { request: { namespaces: { pid: spec.hostPids ? shim.namespaces.pid : 'new', mount: namespace, network: spec.network, uts }, root, controlGroup, ...withLimits }, terminals };
  try {
    const running = await startProcess(shim, found.path, spec.process, first, spec.init);
    const pid = shim.info(running.pid)?.namespaces.pid ?? shim.namespaces.pid;
    const namespaces = { pid, mount: namespace, network: spec.network, uts };
    return {
      ...running,
      shim,
      root,
      namespaces,
      controlGroup,
      async exec(process) {
        const program = findProgram(inside, process.argv[0] ?? '', process.env.get('PATH') ?? '', process.cwd);
        if ('trouble' in program) throw new EngineError('invalid parameter', `OCI runtime exec failed: exec failed: unable to start container process: ${program.trouble}`);
        if (!inside.exists(process.cwd)) throw new EngineError('invalid parameter', `OCI runtime exec failed: exec failed: unable to start container process: chdir to cwd ("${process.cwd}") set in config.json failed: no such file or directory`);
        const exec = await startProcess(shim, program.path, process, { request: { namespaces, root, controlGroup, limits: spec.ulimits }, terminals });
        const ended = exec.ended.catch(() => undefined).finally(() => execs.delete(ended)); // a failure is told to whoever started it
        execs.add(ended);
        return exec;
      },
    };
  } catch (error) {
    if (!isSystemError(error)) throw error;
    throw startFailure(error.errno === 'ENOEXEC' ? `exec ${found.path}: exec format error` : `exec ${found.path}: ${error.message.toLowerCase()}`);
  }
}
