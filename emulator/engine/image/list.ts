import type { Filters } from '../../api/types/filter';
import type { ImageHistoryItem, ImageInspect, ImageSummary } from '../../api/types/image';
import { booleanFilter, checkFilters, hasLabels, lacksLabels, untilFilter } from '../filters';
import type { LayerStore } from '../storage/overlay2/layer-store';
import { chainId } from './chain-id';
import { pathPattern } from './path-pattern';
import type { ImageStore } from './image-store';
import { parseReference, familiarName } from './reference';
import type { Digest, StoredImage } from './types';

/** The filters that `docker images` takes. */
const accepted = ['dangling', 'label', 'label!', 'before', 'since', 'reference', 'until'];

const createdOf = (image: StoredImage) => (image.config.created === undefined ? 0 : Date.parse(image.config.created));

/** Whether a name fits a `reference` filter: a pattern for the whole familiar name, or for that without its tag. */
function fitsPattern(glob: string, name: string): boolean {
  const expression = pathPattern(glob);
  const reference = parseReference(name);
  return expression.test(name) || expression.test(familiarName(reference));
}

/** What is listed. */
export interface ListOptions {
  readonly all: boolean;
  readonly filters: Filters;
  /** How many containers an image has; -1 where that was not asked. */
  containersOf(id: Digest): number;
}

/** `GET /images/json`: newest first. Without `all`, images that are only parents of others are left out. */
export function listImages(store: ImageStore, now: number, { all, filters, containersOf }: ListOptions): ImageSummary[] {
  checkFilters(filters, accepted);
  const dangling = booleanFilter(filters, 'dangling');
  const before = firstOf(filters.before)?.map((name) => createdOf(store.find(name)))[0];
  const since = firstOf(filters.since)?.map((name) => createdOf(store.find(name)))[0];
  const until = untilFilter(filters, now);
  const patterns = filters.reference ?? [];
  const images = store.all().map((id) => store.get(id) as StoredImage);
  const rows: ImageSummary[] = [];
  for (const image of images) {
    const created = createdOf(image);
    if (before !== undefined && created >= before) continue;
    if (since !== undefined && created <= since) continue;
    if (until !== undefined && created > until) continue;
    const labels = image.config.config.Labels;
    if (!hasLabels(labels, filters.label) || !lacksLabels(labels, filters['label!'])) continue;
    const fits = (name: string) => patterns.length === 0 || patterns.some((glob) => fitsPattern(glob, name));
    const tags = image.tags.filter(fits);
    const digests = image.digests.filter(fits);
    const unnamed = image.tags.length === 0 && image.digests.length === 0;
    if (unnamed) {
      if (patterns.length > 0) continue;
      if (!all && dangling !== true && store.children(image.id).length > 0) continue;
      if (dangling === false || (dangling === true && store.children(image.id).length > 0)) continue;
    } else if (dangling === true || (tags.length === 0 && digests.length === 0)) continue;
    rows.push({
      Containers: containersOf(image.id),
      Created: Math.floor(created / 1000),
      Id: image.id,
      Labels: labels ?? null,
      ParentId: image.parent ?? '',
      RepoDigests: digests,
      RepoTags: tags,
      SharedSize: -1,
      Size: image.size,
    });
  }
  return rows.sort((a, b) => b.Created - a.Created || (a.Id < b.Id ? -1 : 1));
}

function firstOf(values: readonly string[] | undefined): string[] | undefined {
  return values === undefined ? undefined : values.slice(0, 1);
}

/** `GET /images/{name}/json`. */
export function inspectImage(store: ImageStore, layers: LayerStore, name: string): ImageInspect {
  const image = store.find(name);
  const { config } = image;
  const stack = layers.stack(config.rootfs.diff_ids).reverse();
  const [top, ...lower] = stack;
  const path = (layer: { cacheId: string }) => `${layers.directory(layer)}`;
  const data: Record<string, string> | null = top
    ? {
        ...(lower.length > 0 ? { LowerDir: lower.map((layer) => `${path(layer)}/diff`).join(':') } : {}),
        MergedDir: `${path(top)}/merged`,
        UpperDir: `${path(top)}/diff`,
        WorkDir: `${path(top)}/work`,
      }
    : null;
  const { config: defaults } = config;
  return {
    Id: image.id,
    RepoTags: [...image.tags],
    RepoDigests: [...image.digests],
    Parent: image.parent ?? '',
    Comment: config.history?.at(-1)?.comment ?? '',
    ...(config.created === undefined ? {} : { Created: config.created }),
    DockerVersion: config.docker_version ?? '',
    Author: config.author ?? '',
    Architecture: config.architecture,
    ...(config.variant === undefined ? {} : { Variant: config.variant }),
    Os: config.os,
    Size: image.size,
    GraphDriver: { Data: data, Name: 'overlay2' },
    RootFS: { Type: 'layers', ...(config.rootfs.diff_ids.length > 0 ? { Layers: [...config.rootfs.diff_ids] } : {}) },
    Metadata: { LastTagTime: image.lastTagged === 0 ? '0001-01-01T00:00:00Z' : new Date(image.lastTagged).toISOString() },
    // The fields that clients from before 1.50 expect are there even when they are empty; in the order of a map.
    Config: inOrder({
      ...defaults,
      User: defaults.User ?? '',
      Env: defaults.Env ?? null,
      Cmd: defaults.Cmd ?? null,
      Volumes: defaults.Volumes ?? null,
      WorkingDir: defaults.WorkingDir ?? '',
      Entrypoint: defaults.Entrypoint ?? null,
      OnBuild: defaults.OnBuild ?? null,
      Labels: defaults.Labels ?? null,
    }),
  };
}

function inOrder<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) as T;
}

/** `GET /images/{name}/history`: newest first; intermediate steps have no ID (`<missing>`) unless a local image stands for them. */
export function imageHistory(store: ImageStore, layers: LayerStore, name: string): ImageHistoryItem[] {
  const image = store.find(name);
  const { history = [], rootfs } = image.config;
  let layer = 0;
  const items = history.map((entry): ImageHistoryItem => {
    let size = 0;
    if (!entry.empty_layer) {
      const stored = layers.get(chainId(rootfs.diff_ids.slice(0, ++layer)) as Digest);
      size = stored?.size ?? 0;
    }
    return {
      Comment: entry.comment ?? '',
      Created: entry.created === undefined ? -62_135_596_800 : Math.floor(Date.parse(entry.created) / 1000),
      CreatedBy: entry.created_by ?? '',
      Id: '<missing>',
      Size: size,
      Tags: null,
    };
  });
  items.reverse();
  for (let at = 0, current: StoredImage | undefined = image; current && at < items.length; at++) {
    const item = items[at] as ImageHistoryItem;
    item.Id = current.id;
    item.Tags = current.tags.length > 0 ? [...current.tags] : null;
    current = current.parent === undefined ? undefined : store.get(current.parent);
  }
  return items;
}
