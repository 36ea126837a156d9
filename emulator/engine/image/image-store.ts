import type { Process } from '../../process/types';
import { EngineError } from '../error';
import { digest } from '../../kernel/digest';
import { familiarName, familiarString, parseReference, withDefaultTag, type Reference } from './reference';
import type { Digest, ImageConfig, StoredImage } from './types';

const root = '/var/lib/docker/image/overlay2';
const contentRoot = `${root}/imagedb/content/sha256`;
const metadataRoot = `${root}/imagedb/metadata/sha256`;
const repositoriesPath = `${root}/repositories.json`;

/** A local image without what is worked out of it. */
interface ImageRecord {
  readonly config: ImageConfig;
  parent: Digest | undefined;
  lastTagged: number;
}

/** Names and configs of the local images; layers are elsewhere. */
export interface ImageStore {
  all(): Digest[];
  get(id: Digest): StoredImage | undefined;
  /** The image that a name, ID or beginning of an ID means. Throws `EngineError`: No such image, invalid reference format. */
  find(text: string): StoredImage;
  /** Adds a config (its bytes as they are hash to its ID). */
  add(bytes: string, options: { parent?: Digest }): Digest;
  delete(id: Digest): void;
  children(id: Digest): Digest[];
  /** Familiar names of an image: tags and digests, sorted. */
  references(id: Digest): Reference[];
  /** Puts a name (with tag, or digest) to an image, taking it from another. */
  name(reference: Reference, id: Digest): void;
  unname(reference: Reference): void;
  /** Who has a name. */
  named(reference: Reference): Digest | undefined;
}

/** Whether `text` is an ID or its beginning, of the image `id`. */
export function isIdPrefix(id: Digest, text: string): boolean {
  return id.startsWith(text) || id.slice('sha256:'.length).startsWith(text);
}

/** The images under /var/lib/docker; `sizeOf` adds up the layers of a config. */
export function createImageStore(process: Process, sizeOf: (config: ImageConfig) => number): ImageStore {
  const { files, system } = process;
  const images = new Map<Digest, ImageRecord>();
  for (const path of [contentRoot, metadataRoot]) files.makeDirectory(path, { parents: true });
  let names: Record<string, Record<string, Digest>> = {};
  if (files.exists(repositoriesPath)) ({ Repositories: names } = JSON.parse(files.readText(repositoriesPath)) as { Repositories: typeof names });
  for (const { name } of files.readDirectory(contentRoot)) {
    const text = files.readText(`${contentRoot}/${name}`);
    if (digest(text) !== `sha256:${name}`) continue; // half written before a power cut
    const parentPath = `${metadataRoot}/${name}/parent`;
    const taggedPath = `${metadataRoot}/${name}/lastUpdated`;
    images.set(`sha256:${name}`, {
      config: JSON.parse(text) as ImageConfig,
      parent: files.exists(parentPath) ? files.readText(parentPath) : undefined,
      lastTagged: files.exists(taggedPath) ? Date.parse(files.readText(taggedPath)) : 0,
    });
  }

  function saveNames(): void {
    files.writeFile(`${repositoriesPath}.tmp`, JSON.stringify({ Repositories: names }), { mode: 0o600 });
    files.rename(`${repositoriesPath}.tmp`, repositoriesPath);
  }

  function references(id: Digest): Reference[] {
    return Object.values(names)
      .flatMap((byName) => Object.entries(byName))
      .filter(([, target]) => target === id)
      .map(([name]) => parseReference(name))
      .sort((a, b) => (familiarString(a) < familiarString(b) ? -1 : 1));
  }

  function get(id: Digest): StoredImage | undefined {
    const record = images.get(id);
    if (!record) return undefined;
    const all = references(id);
    return {
      id,
      config: record.config,
      parent: record.parent,
      tags: all.filter((one) => one.digest === undefined).map(familiarString),
      digests: all.filter((one) => one.digest !== undefined).map(familiarString),
      size: sizeOf(record.config),
      lastTagged: record.lastTagged,
    };
  }

  function byPrefix(text: string): StoredImage | undefined {
    if (!/^(sha256:)?[0-9a-f]+$/.test(text)) return undefined;
    const found = [...images.keys()].filter((id) => isIdPrefix(id, text));
    const [only] = found;
    return only !== undefined && found.length === 1 ? get(only) : undefined;
  }

  return {
    all: () => [...images.keys()],
    get,
    references,
    find(text) {
      if (/^sha256:[0-9a-f]{64}$/.test(text)) {
        const image = get(text);
        if (image) return image;
        throw new EngineError('not found', `No such image: ${text}`);
      }
      let reference: Reference | undefined;
      let failure: unknown;
      try {
        reference = parseReference(text);
      } catch (error) {
        failure = error;
      }
      if (reference) {
        const id = this.named(withDefaultTag(reference));
        if (id !== undefined) return get(id) as StoredImage;
      }
      const image = byPrefix(text);
      if (image) return image;
      if (!reference) {
        if (/^[0-9a-f]{64}$/.test(text)) throw new EngineError('not found', `No such image: sha256:${text}`);
        throw failure;
      }
      throw new EngineError('not found', `No such image: ${familiarString(withDefaultTag(reference))}`);
    },
    add(bytes, { parent }) {
      const id = digest(bytes);
      if (images.has(id)) return id;
      files.writeFile(`${contentRoot}/${id.slice(7)}`, bytes, { mode: 0o600 });
      images.set(id, { config: JSON.parse(bytes) as ImageConfig, parent, lastTagged: 0 });
      if (parent !== undefined) {
        files.makeDirectory(`${metadataRoot}/${id.slice(7)}`, { parents: true });
        files.writeFile(`${metadataRoot}/${id.slice(7)}/parent`, parent);
      }
      return id;
    },
    delete(id) {
      images.delete(id);
      for (const record of images.values()) if (record.parent === id) record.parent = undefined;
      files.removeTree(`${contentRoot}/${id.slice(7)}`);
      files.removeTree(`${metadataRoot}/${id.slice(7)}`);
    },
    children: (id) => [...images].filter(([, record]) => record.parent === id).map(([child]) => child),
    name(reference, id) {
      const familiar = familiarName(reference);
      names[familiar] = { ...names[familiar], [familiarString(reference)]: id };
      const record = images.get(id);
      if (record && reference.digest === undefined) {
        record.lastTagged = system.clock.now();
        files.makeDirectory(`${metadataRoot}/${id.slice(7)}`, { parents: true });
        files.writeFile(`${metadataRoot}/${id.slice(7)}/lastUpdated`, new Date(record.lastTagged).toISOString());
      }
      saveNames();
    },
    unname(reference) {
      const familiar = familiarName(reference);
      const { [familiarString(reference)]: _, ...rest } = names[familiar] ?? {};
      if (Object.keys(rest).length > 0) names[familiar] = rest;
      else delete names[familiar];
      saveNames();
    },
    named(reference) {
      const byName = names[familiarName(reference)];
      if (!byName) return undefined;
      // A digest says everything: a tag beside it is not looked at.
      const wanted = reference.digest === undefined ? reference : { ...reference, tag: undefined };
      return byName[familiarString(wanted)];
    },
  };
}
