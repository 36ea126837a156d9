import type { ExecCreateRequest, ExecInspect } from '../../../api/types/exec';
import type { Attachment } from '../../../api/router/hijack';
import { encode } from '../../../kernel/bytes';
import { EngineError } from '../../error';
import { makeId } from '../../identifier';
import type { EngineParts } from '../../parts';
import type { Container } from '../container';
import { environmentOf } from '../runtime/environment';
import { exitCodeOf } from '../../../process/exit-code';
import { filesInside } from '../runtime/container-files';
import type { RunningProcess } from '../runtime/task';
import { resolveUser } from '../runtime/user';
import { createOutputHub, type OutputHub } from '../streams/output-hub';
import { createAttachment } from '../streams/attachment';

/** A process that was asked for beside a container's first. */
export interface Exec {
  readonly id: string;
  readonly container: Container;
  readonly request: ExecCreateRequest;
  readonly output: OutputHub;
  running: RunningProcess | undefined;
  started: boolean;
  exitCode: number | null;
}

/** How many ended execs of a container can still be inspected. */
const remembered = 16;

/** `docker exec`, in its steps. */
export function createExecs(parts: EngineParts) {
  const { process, store, bus } = parts;
  const execs = new Map<string, Exec>();

  function find(id: string): Exec {
    const exec = execs.get(id);
    if (!exec) throw new EngineError('not found', `No such exec instance: ${id}`);
    return exec;
  }

  async function run(exec: Exec, size: [number, number] | null | undefined, detached: boolean): Promise<void> {
    const { container, request } = exec;
    if (exec.started) throw new EngineError('conflict', `exec command ${exec.id} has already run`);
    const { task } = container;
    if (!task) throw new EngineError('conflict', `container ${container.id} is not running`);
    exec.started = true;
    const inside = filesInside(task.namespaces.mount, task.root, process.system.clock);
    const account = resolveUser(inside, request.User || container.record.Config.User, container.hostConfig.GroupAdd ?? []);
    const [rows, columns] = size ?? request.ConsoleSize ?? [0, 0];
    const words = request.Cmd ?? [];
    bus.publish('container', `exec_start: ${words[0] ?? ''} ${words.slice(1).join(' ')}`, container.id, { ...parts.attributes(container), execID: exec.id });
    const env = environmentOf(container, account.home, request.Env ?? []);
    if (request.Tty && !env.has('TERM')) env.set('TERM', 'xterm');
    try {
      exec.running = await task.exec({
        argv: words,
        env,
        cwd: request.WorkingDir || container.record.Config.WorkingDir || '/',
        credentials: account.credentials,
        terminal: request.Tty ?? false,
        ...(rows > 0 && columns > 0 ? { size: { rows, columns } } : {}),
        openInput: request.AttachStdin ?? false,
        async output(stream, bytes) {
          exec.output.push(stream, bytes);
          await exec.output.drained();
        },
      });
    } catch (error) {
      if (error instanceof EngineError) exec.exitCode = /not found|no such file/.test(error.message) ? 127 : 126;
      if (detached || !(error instanceof EngineError)) {
        exec.output.end();
        throw error;
      }
      // The connection has been taken over by now: what runc says goes into the stream.
      exec.output.push('stdout', encode(`${error.message}\r\n`));
      exec.output.end();
      return;
    }
    // Its end is noted whether or not anybody waits; a daemon that is gone notes nothing any more.
    void exec.running.ended
      .then((status) => {
        exec.exitCode = exitCodeOf(status);
        exec.running = undefined;
        exec.output.end();
        bus.publish('container', 'exec_die', container.id, { ...parts.attributes(container), execID: exec.id, exitCode: String(exec.exitCode) });
        const ended = [...container.execs.values()].filter((one) => one.exitCode !== null);
        for (const old of ended.slice(0, Math.max(0, ended.length - remembered))) {
          container.execs.delete(old.id);
          execs.delete(old.id);
        }
      })
      .catch(() => undefined);
  }

  return {
    createExec(name: string, request: ExecCreateRequest): string {
      const container = store.find(name);
      if (container.record.State.Restarting) throw new EngineError('conflict', `Container ${container.id} is restarting, wait until the container is running`);
      if (!container.task) throw new EngineError('conflict', `container ${container.id} is not running`);
      if (container.record.State.Paused) throw new EngineError('conflict', `Container ${name} is paused, unpause the container before exec`);
      if ((request.Cmd ?? []).length === 0) throw new EngineError('invalid parameter', 'No exec command specified');
      const exec: Exec = { id: makeId(process.system.random), container, request, output: createOutputHub(), running: undefined, started: false, exitCode: null };
      execs.set(exec.id, exec);
      container.execs.set(exec.id, exec);
      bus.publish('container', `exec_create: ${request.Cmd?.[0] ?? ''} ${(request.Cmd ?? []).slice(1).join(' ')}`, container.id, { ...parts.attributes(container), execID: exec.id });
      return exec.id;
    },
    inspectExec(id: string): ExecInspect {
      const { container, request, running, exitCode, started } = find(id);
      const [entrypoint = '', ...words] = request.Cmd ?? [];
      return {
        ID: id,
        Running: running !== undefined,
        ExitCode: exitCode,
        ProcessConfig: { tty: request.Tty ?? false, entrypoint, arguments: words, privileged: request.Privileged ?? false, ...(request.User ? { user: request.User } : {}) },
        OpenStdin: request.AttachStdin ?? false,
        OpenStderr: request.AttachStderr ?? false,
        OpenStdout: request.AttachStdout ?? false,
        CanRemove: started && !running,
        ContainerID: container.id,
        DetachKeys: '',
        Pid: running?.pid ?? 0,
      };
    },
    async startExecDetached(id: string): Promise<void> {
      await run(find(id), undefined, true);
    },
    async startExecAttached(id: string, { consoleSize }: { consoleSize?: [number, number] | null }): Promise<Attachment> {
      const exec = find(id);
      const listener = exec.output.listen({ stdout: exec.request.AttachStdout ?? true, stderr: exec.request.AttachStderr ?? true });
      try {
        await run(exec, consoleSize, false);
      } catch (error) {
        listener.leave();
        throw error;
      }
      const { running } = exec;
      return createAttachment({ terminal: exec.request.Tty ?? false, listener, input: exec.request.AttachStdin ? running : undefined, closesInput: true });
    },
    resizeExec(id: string, { rows, columns }: { rows: number; columns: number }): void {
      find(id).running?.resize({ rows, columns });
    },
  };
}
