import type { ImageDeleteItem } from '../../api/types/image';
import { EngineError } from '../error';
import type { LayerStore } from '../storage/overlay2/layer-store';
import { chainId } from './chain-id';
import { isIdPrefix, type ImageStore } from './image-store';
import { familiarString, parseReference, withDefaultTag, type Reference } from './reference';
import type { Digest, StoredImage } from './types';

/** A container as images see it. */
export interface ImageUser {
  readonly id: string;
  readonly name: string;
  readonly running: boolean;
}

/** What removing needs. */
export interface RemovalParts {
  readonly store: ImageStore;
  readonly layers: LayerStore;
  containersOf(imageId: Digest): ImageUser[];
  /** Tells of an event: `untag`, `delete`. */
  event(action: 'untag' | 'delete', id: Digest, name: string): void;
}

interface Conflict {
  readonly hard: boolean;
  /** A container is the reason. */
  readonly used: boolean;
  readonly message: string;
}

const short = (id: string) => id.replace('sha256:', '').slice(0, 12);

/** The first reason not to delete an image: hard ones always, soft ones unless they are waived. */
function findConflict(parts: RemovalParts, id: Digest, check: { soft: boolean; references: boolean }): Conflict | undefined {
  if (parts.store.children(id).length > 0) return { hard: true, used: false, message: 'image has dependent child images' };
  const users = parts.containersOf(id);
  const running = users.find((user) => user.running);
  if (running) return { hard: true, used: true, message: `image is being used by running container ${short(running.id)}` };
  if (check.references && parts.store.references(id).length > 0) return { hard: false, used: false, message: 'image is referenced in multiple repositories' };
  const stopped = check.soft ? users.find((user) => !user.running) : undefined;
  return stopped && { hard: false, used: true, message: `image is being used by stopped container ${short(stopped.id)}` };
}

function refuse(id: Digest, conflict: Conflict): EngineError {
  return new EngineError('conflict', `conflict: unable to delete ${short(id)} (${conflict.hard ? 'cannot be forced' : 'must be forced'}) - ${conflict.message}`);
}

/** Whether all names are of one repository with at most one tag: then removing by ID means removing them. */
function isSingle(references: readonly Reference[]): boolean {
  if (references.length <= 1) return true;
  const tagged = references.filter((one) => one.digest === undefined);
  if (tagged.length > 1) return false;
  const name = tagged[0] ?? references[0];
  return references.every((one) => one.digest === undefined || (one.domain === name?.domain && one.path === name.path));
}

/** `docker rmi`: untags, and deletes what has no name and no user left, layer by layer, then its unnamed parents. */
export function removeImage(parts: RemovalParts, text: string, { force, prune }: { force: boolean; prune: boolean }): ImageDeleteItem[] {
  const { store } = parts;
  const image = store.find(text);
  const { id } = image;
  const records: ImageDeleteItem[] = [];
  const untag = (reference: Reference) => {
    store.unname(reference);
    parts.event('untag', id, familiarString(reference));
    records.push({ Untagged: familiarString(reference) });
  };
  let byName = false;
  if (isIdPrefix(id, text)) {
    const references = store.references(id);
    if (isSingle(references)) {
      const conflict = findConflict(parts, id, { soft: !force, references: false });
      if (conflict) throw refuse(id, conflict);
      for (const reference of references) untag(reference);
    }
  } else {
    const named = parseReference(text);
    const reference = named.digest === undefined ? withDefaultTag(named) : { ...named, tag: undefined };
    const user = isSingle(store.references(id)) && !force ? parts.containersOf(id)[0] : undefined;
    if (user) {
      throw new EngineError(
        'conflict',
        `conflict: unable to remove repository reference "${familiarString(named)}" (must force) - container ${short(user.id)} is using its referenced image ${short(id)}`,
      );
    }
    untag(reference);
    const left = store.references(id);
    const sameRepository = left.filter((one) => one.domain === reference.domain && one.path === reference.path);
    // The last tag of a repository takes its digests along.
    if (reference.digest === undefined && sameRepository.every((one) => one.digest !== undefined)) for (const one of sameRepository) untag(one);
    if (store.references(id).length > 0) return records;
    byName = true;
  }
  deleteImage(parts, id, records, { force, prune, quiet: byName });
  return records;
}

function deleteImage(parts: RemovalParts, id: Digest, records: ImageDeleteItem[], { force, prune, quiet }: { force: boolean; prune: boolean; quiet: boolean }): void {
  const { store } = parts;
  const conflict = findConflict(parts, id, { soft: !force, references: !force });
  if (conflict) {
    const dangling = store.references(id).length === 0 && store.children(id).length === 0;
    if (quiet && (!dangling || conflict.used)) return;
    throw refuse(id, conflict);
  }
  const image = store.get(id) as StoredImage;
  for (const reference of store.references(id)) {
    store.unname(reference);
    parts.event('untag', id, familiarString(reference));
    records.push({ Untagged: familiarString(reference) });
  }
  store.delete(id);
  parts.event('delete', id, id);
  records.push({ Deleted: id });
  for (const chain of releaseLayers(parts, image)) records.push({ Deleted: chain });
  if (prune && image.parent !== undefined && store.get(image.parent)) deleteImage(parts, image.parent, records, { force: false, prune: true, quiet: true });
}

/** Deletes the layers that only this image had, uppermost first; those that containers stand on stay. */
function releaseLayers({ store, layers, containersOf }: RemovalParts, image: StoredImage): Digest[] {
  const kept = new Set<Digest>();
  for (const id of store.all()) for (const chain of chainsOf(store.get(id) as StoredImage)) kept.add(chain);
  if (containersOf(image.id).length > 0) return [];
  const gone: Digest[] = [];
  for (const chain of chainsOf(image).reverse()) {
    if (kept.has(chain) || !layers.get(chain) || layers.isKept(chain)) break;
    layers.delete(chain);
    gone.push(chain);
  }
  return gone;
}

function chainsOf(image: StoredImage): Digest[] {
  const { diff_ids: diffIds } = image.config.rootfs;
  return diffIds.map((_, index) => chainId(diffIds.slice(0, index + 1)) as Digest);
}
