import { parseSignal, signalNumbers, type Signal } from '../../../process/signal';
import { EngineError } from '../../error';
import type { EngineParts } from '../../parts';
import { nameOf, statusOf, type Container } from '../container';

/** Seconds between the stop signal and SIGKILL when nobody says. */
const defaultTimeout = 10;

/** The signal that `text` means; the container's own stop signal when it is empty. */
export function readSignal(text: string, fallback: Signal): Signal {
  if (text === '') return fallback;
  const signal = parseSignal(text);
  if (!signal) throw new EngineError('invalid parameter', `Invalid signal: ${text}`);
  return signal;
}

/** Resolves when the container's first process has ended. */
export function whenEnded(container: Container): Promise<void> {
  if (!container.task && !container.record.State.Restarting) return Promise.resolve();
  return new Promise((resolve) => container.onExit.add(resolve));
}

/** `docker stop`: the stop signal, and SIGKILL after the time. A container that does not run is left alone (`not modified`). */
export async function stopContainer(parts: EngineParts, container: Container, options: { signal: string; timeout: number | undefined }): Promise<void> {
  const { record, task } = container;
  container.stopRequested = true;
  record.HasBeenManuallyStopped = true;
  if (container.restart.cancel) {
    container.restart.cancel();
    container.restart.cancel = undefined;
    Object.assign(record.State, { Running: false, Restarting: false });
  }
  parts.store.save(container);
  if (!task) {
    if (record.State.Running) return;
    throw new EngineError('not modified', '');
  }
  const signal = readSignal(options.signal, readSignal(record.Config.StopSignal ?? '', 'SIGTERM'));
  const timeout = options.timeout ?? record.Config.StopTimeout ?? defaultTimeout;
  const ended = whenEnded(container);
  task.controlGroup.frozen = false;
  task.kill(signal);
  parts.bus.publish('container', 'kill', container.id, { ...parts.attributes(container), signal: String(signalNumbers[signal]) });
  const timer = timeout < 0 ? undefined : parts.process.system.clock.after(timeout * 1000, () => {
    task.kill('SIGKILL');
    parts.bus.publish('container', 'kill', container.id, { ...parts.attributes(container), signal: String(signalNumbers.SIGKILL) });
  });
  await ended;
  timer?.cancel();
  parts.bus.publish('container', 'stop', container.id, parts.attributes(container));
}

/** `docker kill`. */
export async function killContainer(parts: EngineParts, container: Container, text: string): Promise<void> {
  const { task } = container;
  if (text !== '' && !parseSignal(text)) throw new EngineError('invalid parameter', `cannot kill container: ${nameOf(container)}: invalid signal: ${text}`);
  if (!task) throw new EngineError('conflict', `cannot kill container: ${nameOf(container)}: container ${container.id} is not running`);
  const signal = readSignal(text, 'SIGKILL');
  if (signal === 'SIGKILL' || signal === 'SIGTERM') {
    container.stopRequested = true;
    container.record.HasBeenManuallyStopped = true;
  }
  const ended = whenEnded(container);
  parts.bus.publish('container', 'kill', container.id, { ...parts.attributes(container), signal: String(signalNumbers[signal]) });
  task.kill(signal);
  if (signal === 'SIGKILL') await ended;
}

/** `docker pause`. */
export function pauseContainer(parts: EngineParts, container: Container): void {
  const { task, record } = container;
  if (!task) throw new EngineError('conflict', `container ${container.id} is not running`);
  if (record.State.Paused) throw new EngineError('conflict', `Container ${container.id} is already paused`);
  task.controlGroup.frozen = true;
  record.State.Paused = true;
  parts.store.save(container);
  parts.bus.publish('container', 'pause', container.id, parts.attributes(container));
}

/** `docker unpause`. */
export function unpauseContainer(parts: EngineParts, container: Container): void {
  const { task, record } = container;
  if (!task || !record.State.Paused) throw new EngineError('conflict', `Container ${container.id} is not paused`);
  task.controlGroup.frozen = false;
  record.State.Paused = false;
  parts.store.save(container);
  parts.bus.publish('container', 'unpause', container.id, parts.attributes(container));
}

/** `docker rm`. */
export async function removeContainer(parts: EngineParts, container: Container, { force, volumes }: { force: boolean; volumes: boolean }): Promise<void> {
  const status = statusOf(container);
  if (container.record.State.Running && !force) {
    const state = status === 'running' ? 'running' : status;
    const advice = status === 'paused' ? 'container is paused and must be unpaused first' : `container is ${state}: stop the container before removing or force remove`;
    throw new EngineError('conflict', `cannot remove container "${nameOf(container)}": ${advice}`);
  }
  if (container.removing) throw new EngineError('conflict', `removal of container ${container.id} is already in progress`);
  container.stopRequested = true;
  container.restart.cancel?.();
  container.restart.cancel = undefined;
  if (container.task) {
    const ended = whenEnded(container);
    container.task.controlGroup.frozen = false;
    container.task.kill('SIGKILL');
    parts.bus.publish('container', 'kill', container.id, { ...parts.attributes(container), signal: '9' });
    await ended;
  }
  await parts.remove(container, { volumes });
}
