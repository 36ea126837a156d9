import type { ContainerBackend, ContainerStreamBackend, WaitCondition } from '../../api/router/container/backend';
import type { Filters } from '../../api/types/filter';
import type { NetworkConnectRequest, NetworkDisconnectRequest } from '../../api/types/network';
import { packTree } from '../../vfs/tar/pack-tree';
import { streamTarBytes, writeTar } from '../../vfs/tar/tar-writer';
import { EngineError } from '../error';
import { checkFilters, hasLabels, lacksLabels, untilFilter } from '../filters';
import { connectToNetwork, disconnectFromNetwork } from '../network/membership';
import type { EngineParts } from '../parts';
import { parseTimestamp } from '../time';
import { commitContainer } from './commit';
import { nameOf, type Container } from './container';
import { createContainer } from './create/create';
import { inspect } from './describe';
import { connections, startContainer } from './life/start';
import { killContainer, pauseContainer, removeContainer, stopContainer, unpauseContainer } from './life/stop';
import { listContainers } from './list';
import { readLogs } from './log/read-logs';
import { invalidName, isName } from './names';
import { containerStats } from './stats';
import { createAttachment } from './streams/attachment';
import { updateContainer } from './update';
import { containerProcesses } from './top';

/** The container part of the API's backend. */
export function createContainerBackend(parts: EngineParts): ContainerBackend & ContainerStreamBackend & { connectNetwork(name: string, request: NetworkConnectRequest): Promise<void>; disconnectNetwork(name: string, request: NetworkDisconnectRequest): Promise<void> } {
  const { store, bus, images, process } = parts;
  const find = (name: string) => store.find(name);

  /** Waits as `condition` says; the exit code is read at that moment, before the container may be gone. */
  function waitFor(container: Container, condition: WaitCondition): Promise<number> {
    const { record } = container;
    if (condition === 'not-running' && !record.State.Running && !container.starting) return Promise.resolve(record.State.ExitCode);
    return new Promise((resolve) => {
      if (condition === 'removed') container.onRemoved.add(() => resolve(record.State.ExitCode));
      else container.onExit.add(() => resolve(record.State.ExitCode));
    });
  }

  return {
    listContainers: (options) => listContainers(parts, options),
    createContainer: (request, options) => createContainer(parts, request, options),
    inspectContainer: (name, { size }) => inspect(parts, find(name), size),
    startContainer: (name) => startContainer(parts, find(name)),
    stopContainer: (name, options) => stopContainer(parts, find(name), options),
    async restartContainer(name, options) {
      const container = find(name);
      if (container.task) await stopContainer(parts, container, options);
      await startContainer(parts, container);
      bus.publish('container', 'restart', container.id, parts.attributes(container));
    },
    killContainer: (name, signal) => killContainer(parts, find(name), signal),
    pauseContainer: (name) => pauseContainer(parts, find(name)),
    unpauseContainer: (name) => unpauseContainer(parts, find(name)),
    renameContainer(name, newName) {
      const container = find(name);
      const wanted = newName.replace(/^\//, '');
      if (wanted === '') throw new EngineError('invalid parameter', 'Neither old nor new names may be empty');
      if (wanted === nameOf(container)) throw new EngineError('invalid parameter', 'Renaming a container with the same name as its current name');
      if (!isName(wanted)) throw new EngineError('invalid parameter', `Error when allocating new name: ${invalidName(`/${wanted}`)}`);
      store.reserve(wanted, container);
      const oldName = container.record.Name;
      container.record.Name = `/${wanted}`;
      store.save(container);
      bus.publish('container', 'rename', container.id, { ...parts.attributes(container), oldName });
    },
    removeContainer: (name, { force, volumes }) => removeContainer(parts, find(name), { force, volumes }),
    waitContainer(name, condition) {
      const container = find(name); // not in a promise: an unknown name has to fail before the answer begins
      return waitFor(container, condition).then((code) => ({ StatusCode: code }));
    },
    resizeContainer(name, { rows, columns }) {
      const { task, id } = find(name);
      if (!task) throw new EngineError('conflict', `container ${id} is not running`);
      task.resize({ rows, columns });
    },
    updateContainer: (name, request) => updateContainer(parts, find(name), request),
    containerProcesses: (name, psArguments) => containerProcesses(parts, find(name), psArguments),
    containerChanges: (name) => images.layers.containerLayer(find(name).id).changes().map(({ kind, path }) => ({ Kind: ({ C: 0, A: 1, D: 2 } as const)[kind], Path: path })),
    pruneContainers(filters: Filters) {
      checkFilters(filters, ['label', 'label!', 'until']);
      const until = untilFilter(filters, process.system.clock.now());
      const gone = store.all().filter((container) => !container.record.State.Running && !container.starting && hasLabels(container.record.Config.Labels, filters.label) && lacksLabels(container.record.Config.Labels, filters['label!']) && (until === undefined || parseTimestamp(container.record.Created) < until));
      let freed = 0;
      for (const container of gone) {
        freed += images.layers.containerLayer(container.id).size();
        void parts.remove(container, { volumes: false });
      }
      bus.publish('container', 'prune', '', { reclaimed: String(freed) });
      return { ContainersDeleted: gone.length > 0 ? gone.map((container) => container.id) : null, SpaceReclaimed: freed };
    },
    commitContainer: (request) => commitContainer(parts, find(request.container), request),
    containerLogs(name, options) {
      const container = find(name);
      const pieces = readLogs(container.log, options, () => container.record.State.Running);
      return { terminal: container.record.Config.Tty, pieces };
    },
    attachContainer(name, options) {
      const container = find(name);
      const { record } = container;
      if (record.State.Paused) throw new EngineError('conflict', `container ${container.id} is paused, unpause the container before attach`);
      bus.publish('container', 'attach', container.id, parts.attributes(container));
      const listener = container.output.listen({ stdout: options.stdout && options.stream, stderr: options.stderr && options.stream });
      const input = {
        // What is typed before the container has started waits until it has.
        async write(bytes: Uint8Array) {
          if (!container.task) await new Promise<void>((resolve) => container.onStart.add(resolve));
          await container.task?.write(bytes);
        },
        closeInput: () => (container.task ? container.task.closeInput() : void container.onStart.add(() => container.task?.closeInput())),
      };
      if (!options.stream) listener.leave();
      return createAttachment({
        terminal: record.Config.Tty,
        listener,
        input: options.stdin && record.Config.OpenStdin ? input : undefined,
        closesInput: record.Config.StdinOnce && !record.Config.Tty,
        ...(options.logs ? { before: readLogs(container.log, { stdout: options.stdout, stderr: options.stderr, follow: false, since: undefined, until: undefined, tail: undefined, timestamps: false, signal: new AbortController().signal }, () => false) } : {}),
      });
    },
    containerStats: (name, options) => containerStats(parts, find(name), options),
    exportContainer(name) {
      const container = find(name);
      const layer = images.layers.containerLayer(container.id);
      layer.mount();
      const entries = [...packTree(process.files.resolve(`${layer.directory}/merged`).node)];
      layer.unmount();
      bus.publish('container', 'export', container.id, parts.attributes(container));
      return streamTarBytes(writeTar(entries));
    },
    async connectNetwork(name, request) {
      const container = find(request.Container);
      connectToNetwork(parts, container, name, request, connections.get(container));
    },
    async disconnectNetwork(name, request) {
      const container = request.Force ? store.all().find(({ id, record }) => id.startsWith(request.Container) || record.Name === `/${request.Container}`) : find(request.Container);
      if (!container) throw new EngineError('not found', `endpoint ${request.Container} not found`);
      disconnectFromNetwork(parts, container, name, request, connections.get(container));
    },
  };
}
