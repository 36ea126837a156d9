import type { CommitRequest } from '../../api/router/container/backend';
import { applyChanges } from '../image/apply-changes';
import { familiarString, parseReference, withDefaultTag } from '../image/reference';
import type { ImageConfig } from '../image/types';
import type { EngineParts } from '../parts';
import { timestamp } from '../time';
import type { Container } from './container';

/** `docker commit`: the container's changes as one layer on its image, with the container's config. */
export async function commitContainer(parts: EngineParts, container: Container, request: CommitRequest): Promise<string> {
  const { images, process, bus } = parts;
  const { record } = container;
  const reference = request.repository === '' ? undefined : withDefaultTag(parseReference(request.tag === '' ? request.repository : `${request.repository}:${request.tag}`));
  const group = container.task?.controlGroup;
  if (group && request.pause) group.frozen = true;
  let diffId: string;
  try {
    diffId = await images.layers.commitContainerLayer(container.id);
  } finally {
    if (group && !record.State.Paused) group.frozen = false;
  }
  const parent = images.store.get(record.Image);
  const created = timestamp(process.system.clock);
  const config = applyChanges(record.Config, request.changes);
  const command = [record.Path, ...record.Args].join(' ');
  const image: ImageConfig = {
    architecture: parent?.config.architecture ?? 'amd64',
    ...(request.author === '' ? {} : { author: request.author }),
    config,
    container: container.id,
    container_config: record.Config,
    created,
    docker_version: '28.5.2',
    history: [...(parent?.config.history ?? []), { created, created_by: command, ...(request.author === '' ? {} : { author: request.author }), ...(request.comment === '' ? {} : { comment: request.comment }) }],
    os: 'linux',
    rootfs: { type: 'layers', diff_ids: [...(parent?.config.rootfs.diff_ids ?? []), diffId] },
  };
  const id = images.images.add(image, { parent: record.Image });
  if (reference) images.store.name(reference, id);
  bus.publish('container', 'commit', container.id, { ...parts.attributes(container), comment: request.comment, imageID: id, imageRef: reference ? familiarString(reference) : '' });
  return id;
}
