import type { HostConfig } from '../../api/types/host-config';
import type { ContainerStatus } from '../../api/types/container';
import type { Exec } from './exec/exec';
import type { LogFile } from './log/log-file';
import type { ContainerRecord } from './record';
import type { Task } from './runtime/task';
import type { OutputHub } from './streams/output-hub';

/** A container in the daemon's memory: what is kept on disk, and what exists only while it runs. */
export interface Container {
  readonly id: string;
  readonly record: ContainerRecord;
  hostConfig: HostConfig;
  /** `/var/lib/docker/containers/<id>` */
  readonly directory: string;
  /** Everyone who is attached. */
  readonly output: OutputHub;
  readonly log: LogFile;
  readonly execs: Map<string, Exec>;
  /** While it runs. */
  task: Task | undefined;
  /** It is being started: a second start waits for nothing and does nothing. */
  starting: boolean;
  removing: boolean;
  /** Someone asked it to stop, so no restart policy applies to this end. */
  stopRequested: boolean;
  /** The wait before the next start by a restart policy, and how long the next one will be. */
  restart: { cancel: (() => void) | undefined; delay: number };
  /** Called when it has started, each once. */
  readonly onStart: Set<() => void>;
  /** Called when it ends, each once. */
  readonly onExit: Set<() => void>;
  readonly onRemoved: Set<() => void>;
  /** Stops the health checks. */
  stopHealthChecks: (() => void) | undefined;
}

/** The name without the slash. */
export function nameOf(container: Container): string {
  return container.record.Name.slice(1);
}

/** Where the container is in its life. */
export function statusOf(container: Container): ContainerStatus {
  const { State } = container.record;
  if (State.Running) {
    if (State.Paused) return 'paused';
    if (State.Restarting) return 'restarting';
    return 'running';
  }
  if (State.Restarting) return 'restarting';
  if (container.removing) return 'removing';
  if (State.Dead) return 'dead';
  if (State.StartedAt.startsWith('0001-') && State.FinishedAt.startsWith('0001-')) return 'created';
  return 'exited';
}
