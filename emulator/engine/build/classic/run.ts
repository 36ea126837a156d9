import { startContainer } from '../../container/life/start';
import { EngineError } from '../../error';
import type { Located, RunCommand } from '../dockerfile/command';
import { commitImage, probe, removeStepContainer, requiresBuildKit, stepContainer } from './commit';
import { runArguments, shellOf, type ClassicRun, type ClassicStage } from './state';

/** RUN ended with another code than 0. */
export class CommandFailure extends EngineError {
  constructor(
    message: string,
    readonly code: number,
  ) {
    super('system', message);
  }
}

/** RUN: in a container of its own, whose changes become a layer. Throws {@link CommandFailure}. */
export async function runCommand(run: ClassicRun, stage: ClassicStage, command: Located<RunCommand>): Promise<void> {
  if (command.mounts.length > 0) throw requiresBuildKit('mount');
  if (command.network !== undefined) throw requiresBuildKit('network');
  if (command.security !== undefined) throw requiresBuildKit('security');
  const words = command.line.form === 'shell' ? [...shellOf(stage), command.line.words.join(' ')] : [...command.line.words];
  const args = runArguments(stage);
  const shown = args.length > 0 ? [`|${args.length}`, ...args, ...words] : words;
  if (probe(run, stage, shown)) return;
  const id = stepContainer(run, stage, words, args);
  const code = await execute(run, id);
  if (code !== 0) throw new CommandFailure(`The command '${words.join(' ')}' returned a non-zero code: ${code}`, code);
  const { layers, createLayerOn } = run.engine.images;
  if (!run.containers.has(id)) createLayerOn(id, []);
  const isChanged = layers.containerLayer(id).changes().length > 0;
  commitImage(run, stage, shown, isChanged ? await layers.commitContainerLayer(id) : undefined, id);
  await removeStepContainer(run, id);
}

/** Starts a step's container, passes its output on, and waits for its end. */
async function execute(run: ClassicRun, id: string): Promise<number> {
  const { engine, signal } = run;
  if (!run.containers.has(id)) {
    throw new EngineError(
      'invalid parameter',
      'failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: exec: "/bin/sh": stat /bin/sh: no such file or directory',
    );
  }
  const container = engine.store.find(id);
  const listener = container.output.listen({ stdout: true, stderr: true });
  engine.bus.publish('container', 'attach', id, engine.attributes(container));
  const ended = new Promise<void>((resolve) => container.onExit.add(resolve));
  const cancel = () => container.task?.kill('SIGKILL');
  signal.addEventListener('abort', cancel);
  try {
    try {
      await startContainer(engine, container);
    } catch (error) {
      if (error instanceof EngineError) throw new EngineError(error.kind, error.message.replace(/: unknown$/, ''));
      throw error;
    }
    if (signal.aborted) cancel();
    const decoders = { stdout: new TextDecoder(), stderr: new TextDecoder() };
    for (let piece = await listener.next(); piece; piece = await listener.next()) {
      const text = decoders[piece.stream].decode(piece.bytes, { stream: true });
      run.print(piece.stream === 'stderr' ? `\u001b[91m${text}\u001b[0m` : text);
    }
    await ended;
    if (signal.aborted) {
      run.containers.delete(id);
      await engine.remove(container, { volumes: true });
      throw new EngineError('system', 'context canceled');
    }
    return container.record.State.ExitCode;
  } finally {
    listener.leave();
    signal.removeEventListener('abort', cancel);
  }
}
