import type { Container } from '../container/container';
import type { MountRecord } from '../container/record';
import { EngineError } from '../error';
import type { EngineParts } from '../parts';

const volumesOf = ({ record }: Container): MountRecord[] => Object.values(record.MountPoints).filter((mount) => mount.Type === 'volume');

/** Makes the volumes of a container that is about to run ready. What was mounted before one failed is taken back. */
export function mountVolumes({ volumes, bus }: EngineParts, container: Container): void {
  const done: MountRecord[] = [];
  try {
    for (const mount of volumesOf(container)) {
      volumes.mount(mount.Name);
      done.push(mount);
      bus.publish('volume', 'mount', mount.Name, { container: container.id, destination: mount.Destination, driver: mount.Driver, propagation: mount.Propagation, 'read/write': String(mount.RW) });
    }
  } catch (error) {
    for (const mount of done) volumes.unmount(mount.Name);
    if (!(error instanceof EngineError)) throw error;
    const failing = volumesOf(container)[done.length];
    throw new EngineError(error.kind, `error while mounting volume '${failing?.Source ?? ''}': ${error.message}`);
  }
}

/** The container has ended: its volumes are its no longer. */
export function unmountVolumes({ volumes, bus }: EngineParts, container: Container): void {
  for (const mount of volumesOf(container)) {
    volumes.unmount(mount.Name);
    bus.publish('volume', 'unmount', mount.Name, { container: container.id, driver: mount.Driver });
  }
}

/** The place on the host of what a volume mount shows: the volume, or the directory in it that was asked for. */
export function volumeSource({ process }: EngineParts, { Source: source, Subpath: subpath }: MountRecord): string {
  if (subpath === undefined) return source;
  const path = `${source}/${subpath}`;
  if (!process.files.exists(path)) throw new EngineError('invalid parameter', `cannot access path ${path}: lstat ${path}: no such file or directory`);
  return path;
}
