import { createContainer } from '../../container/create/create';
import { EngineError } from '../../error';
import { makeId, shortId } from '../../identifier';
import type { ContainerDefaults, Digest, ImageConfig } from '../../image/types';
import { timestamp } from '../../time';
import { orderConfig } from '../config-order';
import { shellOf, type ClassicRun, type ClassicStage } from './state';

/** What names a step in the cache: the config that its container has. */
function containerConfig(stage: ClassicStage, command: readonly string[]): ContainerDefaults {
  return { ...stage.config, Cmd: [...command] };
}

/** JSON with its keys in order, so that equal configs are equal texts. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => {
    if (part === null || typeof part !== 'object' || Array.isArray(part)) return part ?? undefined;
    return Object.fromEntries(
      Object.entries(part)
        .filter(([, one]) => one !== null && one !== undefined && one !== '')
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    );
  });
}

/** The command that stands for a step which runs nothing. */
export function noOperation(stage: ClassicStage, text: string): string[] {
  return [...shellOf(stage), `#(nop) ${text}`];
}

/** Takes the step from the cache when a child of the image was made by the same container; tells so. */
export function probe(run: ClassicRun, stage: ClassicStage, command: readonly string[]): boolean {
  const { images } = run.engine;
  if (run.options.noCache || stage.cacheBusted) return false;
  const wanted = canonical(containerConfig(stage, command));
  const candidates = (
    stage.image === undefined ? images.store.all().filter((id) => images.store.get(id)?.parent === undefined) : images.store.children(stage.image)
  )
    .flatMap((id) => images.store.get(id) ?? [])
    .filter(({ config }) => config.container_config && canonical(config.container_config) === wanted);
  const newest = candidates.sort((a, b) => ((a.config.created ?? '') < (b.config.created ?? '') ? 1 : -1))[0];
  if (!newest) {
    stage.cacheBusted = true;
    return false;
  }
  stage.image = newest.id;
  run.print(' ---> Using cache\n');
  return true;
}

/** Makes an image of the stage: with a layer (its diff id), or without. */
export function commitImage(run: ClassicRun, stage: ClassicStage, command: readonly string[], diff: Digest | undefined, container: string | undefined): void {
  const { engine } = run;
  const parent = stage.image === undefined ? undefined : engine.images.store.get(stage.image);
  const created = timestamp(engine.process.system.clock);
  const author = stage.author ?? parent?.config.author;
  const image: ImageConfig = {
    architecture: 'amd64',
    ...(author === undefined ? {} : { author }),
    config: structuredClone(orderConfig(stage.config)),
    ...(container === undefined ? {} : { container }),
    container_config: containerConfig(stage, command),
    created,
    docker_version: '28.5.2',
    history: [
      ...(parent?.config.history ?? []),
      {
        created,
        created_by: command.join(' '),
        ...(stage.author === undefined ? {} : { author: stage.author }),
        ...(diff === undefined ? { empty_layer: true } : {}),
      },
    ],
    os: 'linux',
    rootfs: { type: 'layers', diff_ids: [...(parent?.config.rootfs.diff_ids ?? []), ...(diff === undefined ? [] : [diff])] },
  };
  stage.image = engine.images.images.add(image, parent ? { parent: parent.id } : {});
  engine.bus.publish('image', 'create', stage.image, { name: stage.image });
}

/** A container for a step; on `scratch` there is none to be made, only its ID. */
export function stepContainer(run: ClassicRun, stage: ClassicStage, command: readonly string[], environment: readonly string[] = []): string {
  const { engine, options } = run;
  let id = makeId(engine.process.system.random);
  if (stage.image !== undefined) {
    const networkMode = options.networkMode || 'default';
    ({ Id: id } = createContainer(
      engine,
      {
        Image: stage.image,
        Cmd: [...command],
        Entrypoint: [''],
        Env: [...environment, ...(stage.config.Env ?? [])],
        User: stage.config.User ?? '',
        WorkingDir: stage.config.WorkingDir ?? '',
        HostConfig: { NetworkMode: networkMode, ShmSize: options.shmSize, ExtraHosts: [...options.extraHosts] },
      },
      { name: '', platform: '' },
    ));
    run.containers.add(id);
  }
  run.print(` ---> Running in ${shortId(id)}\n`);
  return id;
}

/** Takes a step's container away, unless it is to stay. */
export async function removeStepContainer(run: ClassicRun, id: string): Promise<void> {
  if (!run.options.remove && !run.options.forceRemove) return;
  if (run.containers.has(id)) await run.engine.remove(run.engine.store.find(id), { volumes: true });
  run.containers.delete(id);
  run.print(` ---> Removed intermediate container ${shortId(id)}\n`);
}

/** A step that changes the config only. */
export async function commitSetting(run: ClassicRun, stage: ClassicStage, text: string): Promise<void> {
  const command = noOperation(stage, ` ${text}`);
  if (probe(run, stage, command)) return;
  const id = stepContainer(run, stage, command);
  commitImage(run, stage, command, undefined, id);
  await removeStepContainer(run, id);
}

/** As the classic builder says it of what only BuildKit has. */
export function requiresBuildKit(option: string): EngineError {
  return new EngineError(
    'invalid parameter',
    `the --${option} option requires BuildKit. Refer to https://docs.docker.com/go/buildkit/ to learn how to build images with BuildKit enabled`,
  );
}
