import { isSystemError } from '../../../kernel/errno';
import type { Process, SpawnRequest, TerminalFileSystem, WaitStatus } from '../../../process/types';
import { initPath, initProgram } from './init-process';
import type { ProcessSpec, RunningProcess } from './task';

/** Where a process is put. */
export interface Surroundings {
  readonly request: Pick<SpawnRequest, 'namespaces' | 'root' | 'controlGroup' | 'limits'>;
  readonly terminals: TerminalFileSystem;
}

/** Starts a process, with `withInit` under an init, for `agent` (its parent, which reads and writes its streams). Throws what spawning throws. */
export async function startProcess(agent: Process, path: string, spec: ProcessSpec, { request, terminals }: Surroundings, withInit = false): Promise<RunningProcess> {
  const program = withInit ? { program: initProgram(path, spec.argv), argv: [initPath, '--', ...spec.argv], name: 'docker-init' } : { path, argv: spec.argv };
  const base: SpawnRequest = { ...request, ...program, env: spec.env, cwd: spec.cwd, credentials: spec.credentials, umask: 0o022, newSession: true, ignoredSignals: new Set() };
  return spec.terminal ? await withTerminal(agent, base, spec, terminals) : await withPipes(agent, base, spec);
}

async function withTerminal(agent: Process, base: SpawnRequest, spec: ProcessSpec, terminals: TerminalFileSystem): Promise<RunningProcess> {
  const { master, path } = agent.openTerminal({ within: terminals, size: spec.size ?? { columns: 0, rows: 0 } });
  const number = path.split('/').at(-1) ?? '';
  const node = terminals.root.lookup(number);
  node?.change({ uid: spec.credentials.uid });
  const slave = agent.install(node?.open?.({ read: true, write: true }) ?? agent.file(master));
  let pid: number;
  try {
    pid = await agent.spawn({ ...base, controllingTerminal: slave, files: new Map([0, 1, 2].map((descriptor) => [descriptor, slave])) });
  } catch (error) {
    agent.close(master);
    throw error;
  } finally {
    agent.close(slave);
  }
  let open = true;
  const reading = pump(agent, master, (bytes) => spec.output('stdout', bytes));
  const ended = finish(agent, pid, [reading]).then((status) => {
    if (open) agent.close(master);
    open = false;
    return status;
  });
  return {
    pid,
    ended,
    kill: (signal) => killQuietly(agent, pid, signal),
    async write(bytes) {
      if (open) await agent.write(master, bytes);
    },
    closeInput() {
      if (open) void agent.write(master, '\u0004').catch(() => undefined);
    },
    resize: (size) => open && agent.terminal(master)?.resize(size),
  };
}

async function withPipes(agent: Process, base: SpawnRequest, spec: ProcessSpec): Promise<RunningProcess> {
  const [fromOut, out] = agent.pipe();
  const [fromErr, err] = agent.pipe();
  let input = -1;
  let toInput: number | undefined;
  if (spec.openInput) [input, toInput] = agent.pipe();
  else input = await agent.open('/dev/null', { read: true });
  let pid: number;
  try {
    pid = await agent.spawn({
      ...base,
      files: new Map([
        [0, input],
        [1, out],
        [2, err],
      ]),
    });
  } catch (error) {
    for (const descriptor of [fromOut, fromErr, ...(toInput === undefined ? [] : [toInput])]) agent.close(descriptor);
    throw error;
  } finally {
    for (const descriptor of [input, out, err]) agent.close(descriptor);
  }
  const reading = [pump(agent, fromOut, (bytes) => spec.output('stdout', bytes)), pump(agent, fromErr, (bytes) => spec.output('stderr', bytes))];
  const closeInput = () => {
    if (toInput !== undefined) agent.close(toInput);
    toInput = undefined;
  };
  const ended = finish(agent, pid, reading).then((status) => {
    closeInput();
    return status;
  });
  return {
    pid,
    ended,
    kill: (signal) => killQuietly(agent, pid, signal),
    async write(bytes) {
      if (toInput !== undefined) await agent.write(toInput, bytes);
    },
    closeInput,
    resize: () => undefined,
  };
}

async function pump(agent: Process, descriptor: number, output: (bytes: Uint8Array) => void | Promise<void>): Promise<void> {
  try {
    for (let bytes = await agent.read(descriptor); bytes.length > 0; bytes = await agent.read(descriptor)) await output(bytes);
  } catch (error) {
    if (!isSystemError(error, 'EIO')) throw error; // the terminal's last user is gone
  }
}

/** Waits for the end; what it left in the background may hold its pipes open, but only for so long. */
async function finish(agent: Process, pid: number, reading: readonly Promise<void>[]): Promise<WaitStatus> {
  const result = await agent.wait(pid);
  await Promise.race([Promise.all(reading), agent.sleep(200)]);
  return result?.status ?? { kind: 'exited', code: 0 };
}

function killQuietly(agent: Process, pid: number, signal: Parameters<Process['kill']>[1]): void {
  try {
    agent.kill(pid, signal);
  } catch (error) {
    if (!isSystemError(error, 'ESRCH')) throw error;
  }
}
