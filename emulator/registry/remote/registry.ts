import { collect, decode, encode } from '../../kernel/bytes';
import { digest as digestText } from '../../kernel/digest';
import type { HttpReply } from '../../net/http/client';
import type { HttpBody } from '../../net/http/types';
import type { PulledLayer } from '../types';
import { failureOf, type Connection } from './connection';
import { RegistryError } from './error';

const types = {
  manifest: 'application/vnd.docker.distribution.manifest.v2+json',
  list: 'application/vnd.docker.distribution.manifest.list.v2+json',
  ociManifest: 'application/vnd.oci.image.manifest.v1+json',
  ociIndex: 'application/vnd.oci.image.index.v1+json',
} as const;

const accept = [types.manifest, types.list, types.ociIndex, types.ociManifest].join(', ');

/** Something that a manifest names. */
export interface Descriptor {
  readonly mediaType: string;
  readonly size: number;
  readonly digest: string;
}

interface Manifest {
  readonly mediaType?: string;
  readonly config?: Descriptor;
  readonly layers?: readonly Descriptor[];
  readonly manifests?: readonly (Descriptor & { readonly platform?: { readonly os: string; readonly architecture: string; readonly variant?: string } })[];
}

/** A layer whose bytes come over the network, compressed. */
export type RemoteLayer = Pick<PulledLayer, 'digest' | 'size' | 'diffId'> & { read(): Promise<HttpBody> };

/** What a tag or digest names. */
export interface RemoteManifest {
  readonly digest: string;
  /** The image for a platform (`linux/amd64`), of those that a list has; undefined when it has none. */
  choose(platform: string): Promise<RemoteImage | undefined>;
}

/** One image on a registry. */
export interface RemoteImage {
  /** The image's ID. */
  readonly id: string;
  /** The config's bytes as text. */
  config(): Promise<string>;
  /** Its layers, lowest first, by the diff ids of the config. */
  layers(diffIds: readonly string[]): RemoteLayer[];
}

/** One repository of a registry, as pulls and pushes use it. Failures are {@link RegistryError}. */
export interface RemoteRepository {
  resolve(reference: string): Promise<RemoteManifest>;
  tags(): Promise<readonly string[]>;
  /** Bytes of a blob; undefined when the repository does not have it. */
  blobSize(digest: string): Promise<number | undefined>;
  /** Takes a blob over from another repository of the registry; otherwise the location of an upload that was begun instead. */
  mount(digest: string, from: string): Promise<true | string>;
  beginUpload(): Promise<string>;
  cancelUpload(location: string): Promise<void>;
  /** Sends the pieces of a blob; `digest` is asked for when they are all sent. */
  upload(location: string, pieces: HttpBody, digest: () => string): Promise<void>;
  /** Puts a manifest under a tag; its digest. */
  putManifest(reference: string, manifest: string): Promise<string>;
}

async function drain(reply: HttpReply): Promise<void> {
  for await (const _ of reply.body) continue;
}

/** Whether a platform of a list is the wanted one; a variant that was not asked for does not matter. */
function fits(platform: { readonly os: string; readonly architecture: string; readonly variant?: string } | undefined, wanted: string): boolean {
  const [os, architecture, variant] = wanted.split('/');
  return platform !== undefined && platform.os === os && platform.architecture === architecture && (variant === undefined || platform.variant === undefined || platform.variant === variant);
}

/** The repository `path` of the registry that `connection` reaches. */
export function createRemoteRepository(connection: Connection, path: string): RemoteRepository {
  const at = (rest: string) => `/v2/${path}/${rest}`;

  async function manifest(reference: string): Promise<{ digest: string; manifest: Manifest }> {
    const target = at(`manifests/${reference}`);
    const head = await connection.ask('HEAD', target, { headers: { Accept: accept } });
    const known = head.headers.get('docker-content-digest');
    const reply = await connection.ask('GET', head.status === 200 && known !== undefined ? at(`manifests/${known}`) : target, { headers: { Accept: accept } });
    if (reply.status !== 200) throw await failureOf(reply);
    const bytes = await collect(reply.body);
    const digest = digestText(bytes);
    if (reference.startsWith('sha256:') && reference !== digest) throw new RegistryError('system', `manifest verification failed for digest ${reference}`);
    return { digest, manifest: JSON.parse(decode(bytes)) as Manifest };
  }

  async function readBlob(digest: string): Promise<HttpBody> {
    const reply = await connection.ask('GET', at(`blobs/${digest}`));
    if (reply.status === 200) return reply.body;
    const failure = await failureOf(reply);
    throw failure.kind === 'not found' ? new RegistryError('not found', 'unknown blob') : failure;
  }

  function imageOf({ config, layers = [] }: Manifest): RemoteImage {
    if (!config) throw new RegistryError('system', 'unsupported manifest');
    return {
      id: config.digest,
      async config() {
        const bytes = await collect(await readBlob(config.digest));
        if (digestText(bytes) !== config.digest) throw new RegistryError('system', `image config verification failed for digest ${config.digest}`);
        return decode(bytes);
      },
      layers: (diffIds) => layers.map(({ digest, size }, index) => ({ digest, size, diffId: diffIds[index] ?? '', read: () => readBlob(digest) })),
    };
  }

  async function begin(query: string): Promise<HttpReply> {
    const reply = await connection.ask('POST', at(`blobs/uploads/${query}`), { body: '' });
    if (reply.status !== 201 && reply.status !== 202) throw await failureOf(reply);
    await drain(reply);
    return reply;
  }

  const repository: RemoteRepository = {
    async resolve(reference) {
      const top = await manifest(reference);
      return {
        digest: top.digest,
        async choose(platform) {
          const { manifests } = top.manifest;
          if (!manifests) return imageOf(top.manifest);
          const found = manifests.find((one) => fits(one.platform, platform));
          return found && imageOf((await manifest(found.digest)).manifest);
        },
      };
    },
    async tags() {
      const all: string[] = [];
      let target: string | undefined = at('tags/list');
      while (target !== undefined) {
        const reply: HttpReply = await connection.ask('GET', target);
        if (reply.status !== 200) throw await failureOf(reply);
        all.push(...((JSON.parse(decode(await collect(reply.body))) as { tags: string[] | null }).tags ?? []));
        target = /<([^>]+)>;\s*rel="next"/.exec(reply.headers.get('link') ?? '')?.[1];
      }
      return all;
    },
    async blobSize(digest) {
      const reply = await connection.ask('HEAD', at(`blobs/${digest}`));
      if (reply.status === 401) throw await failureOf(reply);
      return reply.status === 200 ? Number(reply.headers.get('content-length') ?? 0) : undefined;
    },
    async mount(digest, from) {
      const reply = await begin(`?${new URLSearchParams({ from, mount: digest }).toString()}`);
      return reply.status === 201 ? true : (reply.headers.get('location') ?? '');
    },
    async beginUpload() {
      return (await begin('')).headers.get('location') ?? '';
    },
    cancelUpload: async (location) => await drain(await connection.ask('DELETE', location)),
    async upload(location, pieces, digest) {
      const sent = await connection.ask('PATCH', location, { headers: { 'Content-Type': 'application/octet-stream' }, body: pieces });
      if (sent.status >= 300) throw await failureOf(sent);
      await drain(sent);
      const next = sent.headers.get('location') ?? location;
      const done = await connection.ask('PUT', `${next}${next.includes('?') ? '&' : '?'}digest=${encodeURIComponent(digest())}`, { body: '' });
      if (done.status >= 300) throw await failureOf(done);
      await drain(done);
    },
    async putManifest(reference, text) {
      const bytes = encode(text);
      const reply = await connection.ask('PUT', at(`manifests/${reference}`), { headers: { 'Content-Type': types.manifest }, body: bytes });
      if (reply.status >= 300) throw await failureOf(reply);
      await drain(reply);
      return digestText(bytes);
    },
  };
  return repository;
}

/** An image's manifest, as docker writes it. */
export function formatManifest(config: Omit<Descriptor, 'mediaType'>, layers: readonly Omit<Descriptor, 'mediaType'>[]): string {
  const layer = 'application/vnd.docker.image.rootfs.diff.tar.gzip';
  return JSON.stringify(
    {
      schemaVersion: 2,
      mediaType: types.manifest,
      config: { mediaType: 'application/vnd.docker.container.image.v1+json', size: config.size, digest: config.digest },
      layers: layers.map(({ size, digest }) => ({ mediaType: layer, size, digest })),
    },
    undefined,
    3,
  );
}
