import type { AuthConfig } from '../../api/types/authentication';
import type { Filters } from '../../api/types/filter';
import type { ImagesPruneReport, ImageSearchResult, ImageDeleteItem } from '../../api/types/image';
import type { HttpBody } from '../../net/http/types';
import type { Process } from '../../process/types';
import type { RegistryClient } from '../../registry/types';
import { EngineError } from '../error';
import { booleanFilter, checkFilters } from '../filters';
import { createContainerLayers, type ContainerLayers } from '../storage/overlay2/container-layers';
import { createLayerStore, type LayerStore } from '../storage/overlay2/layer-store';
import { chainId } from './chain-id';
import { createImageStore, type ImageStore } from './image-store';
import { imageHistory, inspectImage, listImages } from './list';
import { familiarString, parseReference, withDefaultTag, type Reference } from './reference';
import type { ImageUser } from './remove';
import type { Digest, ImageConfig, ImageService, LayerService, Report } from './types';

/** What the images of a daemon are told from outside. */
export interface ImagesOptions {
  registry(): Promise<RegistryClient>;
  /** Transfers take no time: for tests. */
  readonly instant: boolean;
  /** Containers made from an image; asked anew each time. */
  containersOf(imageId: Digest): ImageUser[];
  event(action: string, id: Digest, name: string): void;
}

const packing = async () => (await import('../storage/overlay2/pack-layer')).packLayer;
const removing = () => import('./remove');

/** The images and layers of a daemon: what the router's image routes, containers and builds need. */
export type Images = ReturnType<typeof createImages>;

/** The images and layers under /var/lib/docker of the daemon `process`. */
export function createImages(process: Process, { registry, instant, containersOf, event }: ImagesOptions) {
  const layerStore: LayerStore = createLayerStore(process);
  const sizeOf = (config: ImageConfig) => layerStore.stack(config.rootfs.diff_ids).reduce((sum, layer) => sum + layer.size, 0);
  const store: ImageStore = createImageStore(process, sizeOf);
  const containerLayers: ContainerLayers = createContainerLayers(process, layerStore);
  const { clock } = process.system;
  const removal = { store, layers: layerStore, containersOf, event };

  function tag(source: string, reference: Reference): void {
    const { id } = store.find(source);
    if (reference.digest !== undefined) throw new EngineError('invalid parameter', 'refusing to create a tag with a digest reference');
    const named = withDefaultTag(reference);
    store.name(named, id);
    event('tag', id, familiarString(named));
  }

  function add(config: ImageConfig, options: { parent?: Digest }): Digest {
    return store.add(JSON.stringify(config), options);
  }

  const named = (action: string) => (reference: string, repository: string) => event(action, reference, repository);
  const pull = async (reference: string, options: { platform?: string; authentication?: AuthConfig; allTags?: boolean; report: Report; signal: AbortSignal }) =>
    (await import('./pull')).pullImage({ process, store, layers: layerStore, registry: await registry(), instant, event: named('pull') }, reference, options);

  const images: ImageService = {
    list: () => store.all().flatMap((id) => store.get(id) ?? []),
    find: (reference) => store.find(reference),
    pull,
    tag: (source, target) => tag(source, parseReference(target)),
    add,
    untagged: (id) => store.references(id).length === 0,
    children: (id) => store.children(id),
  };

  const layers: LayerService = {
    driver: 'overlay2',
    createContainerLayer: (containerId, image) => containerLayers.create(containerId, image === undefined ? [] : store.find(image).config.rootfs.diff_ids),
    containerLayer: (containerId) => containerLayers.get(containerId),
    removeContainerLayer: (containerId) => containerLayers.remove(containerId),
    addLayer: async (parents, tar) => (await packing()).fromTar(process, layerStore, parents, tar),
    commitContainerLayer: async (containerId) => (await packing()).fromContainer(process, layerStore, containerLayers.get(containerId)),
  };

  const backend = {
    listImages: (options: { all: boolean; filters: Filters; sharedSize: boolean; countContainers: boolean }) =>
      listImages(store, clock.now(), { ...options, containersOf: options.countContainers ? (id) => containersOf(id).length : () => -1 }),
    inspectImage: (name: string) => inspectImage(store, layerStore, name),
    imageHistory: (name: string) => imageHistory(store, layerStore, name),
    removeImage: async (name: string, options: { force: boolean; prune: boolean }) => (await removing()).removeImage(removal, name, options),
    tagImage(source: string, repository: string, tagName: string) {
      tag(source, parseReference(tagName === '' ? repository : `${repository}:${tagName}`));
    },
    pullImage: (reference: string, options: { platform?: string; authentication?: AuthConfig; report: Report; signal: AbortSignal }) => pull(reference, { ...options, allTags: true }),
    pushImage: async (reference: string, options: { platform?: string; authentication?: AuthConfig; report: Report; signal: AbortSignal }) =>
      (await import('./push')).pushImage({ process, store, layers: layerStore, event: named('push') }, reference, options),
    async importImage(options: {
      source: string;
      repository: string;
      tag: string;
      message: string;
      changes: readonly string[];
      platform?: string;
      content: HttpBody;
      report: Report;
    }) {
      const { importTar } = await import('./import');
      await importTar({ process, store, layers: layerStore, event }, options);
    },
    async saveImages(names: readonly string[]) {
      const { saveImages } = await import('./save');
      return saveImages(process, store, layerStore, names);
    },
    async loadImages(content: HttpBody, options: { quiet: boolean; report: Report }) {
      const { loadImages } = await import('./load');
      await loadImages({ process, store, layers: layerStore, event }, content, options);
    },
    async searchImages(term: string, { limit, filters }: { limit: number; filters: Filters }): Promise<ImageSearchResult[]> {
      checkFilters(filters, ['is-official', 'is-automated', 'stars']);
      const official = booleanFilter(filters, 'is-official');
      const stars = Math.max(0, ...(filters.stars ?? []).map(Number));
      const found = (await (await registry()).search(term)).filter((row) => (official === undefined || row.official === official) && row.stars >= stars);
      return found
        .slice(0, limit)
        .map((row) => ({ star_count: row.stars, is_official: row.official, name: row.name, is_automated: false, description: row.description }));
    },
    async pruneImages(filters: Filters): Promise<ImagesPruneReport> {
      const { removeImage } = await removing();
      checkFilters(filters, ['dangling', 'label', 'label!', 'until']);
      const onlyDangling = booleanFilter(filters, 'dangling') ?? true;
      const { dangling: _, ...rest } = filters;
      const candidates = listImages(store, clock.now(), { all: false, containersOf: () => -1, filters: onlyDangling ? { ...rest, dangling: ['true'] } : rest });
      const before = layerStore.list().reduce((sum, layer) => sum + layer.size, 0);
      const deleted: ImageDeleteItem[] = [];
      for (const row of candidates) {
        if (containersOf(row.Id).length > 0) continue;
        for (const name of row.RepoTags?.length ? row.RepoTags : [row.Id]) {
          if (store.get(row.Id)) deleted.push(...removeImage(removal, name, { force: false, prune: true }));
        }
      }
      const after = layerStore.list().reduce((sum, layer) => sum + layer.size, 0);
      return { ImagesDeleted: deleted.length > 0 ? deleted : null, SpaceReclaimed: before - after };
    },
  };

  return {
    images,
    layers,
    backend,
    store,
    layerStore,
    registry,
    instant,
    /** A writable layer on any stack of layers, for builds. */
    createLayerOn: (id: string, diffIds: readonly Digest[]) => containerLayers.create(id, diffIds),
    /** Bytes of all layers, shared ones once. */
    layersSize: () => layerStore.list().reduce((sum, layer) => sum + layer.size, 0),
    /** Whether a stack of layers is here. */
    hasLayer: (diffIds: readonly Digest[]) => layerStore.get(chainId(diffIds) ?? '') !== undefined,
  };
}
