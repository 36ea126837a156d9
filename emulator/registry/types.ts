import type { ImageConfig } from '../engine/image/types';
import type { TarEntry } from '../vfs/tar/tar-entry';

/** A layer of an image on the emulated registry: how its files are made, and what is known of the bytes they come to. */
export interface RegistryLayer {
  /** Names the layer in `digests.json`, for example `alpine/3.22/root`. Layers with the same key are the same. */
  readonly key: string;
  /** Its members, the same at each call. */
  entries(): Iterable<TarEntry>;
}

/** One image of the registry, for linux/amd64. */
export interface RegistryImage {
  readonly layers: readonly RegistryLayer[];
  /** The config, but for the diff ids, which are the layers'. */
  readonly config: Omit<ImageConfig, 'rootfs'>;
}

/** A repository: its images by tag. Tags that mean the same image share the function. */
export interface RegistryRepository {
  /** As on Docker Hub: `library/nginx`. */
  readonly name: string;
  readonly description: string;
  readonly stars: number;
  readonly official: boolean;
  readonly tags: Readonly<Record<string, () => RegistryImage>>;
}

/** What `scripts/registry-digests.ts` worked out over a layer's tar bytes. */
export interface LayerDigest {
  /** sha256 of the tar. */
  readonly diffId: string;
  /** sha256 of the gzipped tar, and its size in bytes. */
  readonly digest: string;
  readonly size: number;
  /** Bytes of the files in it. */
  readonly unpacked: number;
}

/** A layer as a puller gets it: what the manifest says, and the members instead of megabytes. */
export interface PulledLayer {
  /** Of the compressed blob: what progress lines show the beginning of. */
  readonly digest: string;
  readonly size: number;
  readonly diffId: string;
  /** Bytes of the files in it. */
  readonly unpacked: number;
  entries(): Iterable<TarEntry>;
}

/** An image as a puller gets it. */
export interface PulledImage {
  /** Of the manifest list (or manifest) that the tag names. */
  readonly digest: string;
  /** The config's bytes as text; their sha256 is the image's ID. */
  readonly config: string;
  readonly layers: readonly PulledLayer[];
}

/** The emulated Docker Hub, for the Engine. */
export interface RegistryClient {
  /** `repository` as on the registry (`library/nginx`), `wanted` a tag or a digest. `denied`: there is no such repository, `unknown`: no such manifest, `platform`: none for the platform (`linux/arm64`). */
  find(repository: string, wanted: string, platform: string | undefined): Promise<PulledImage | 'denied' | 'unknown' | 'platform'>;
  /** The layer with a diff id, where one of its images has it: whoever has got its bytes elsewhere need not unpack them. */
  layer(diffId: string): Promise<PulledLayer | undefined>;
  /** All tags of a repository; undefined when there is none. */
  tags(repository: string): Promise<readonly string[] | undefined>;
  search(term: string): Promise<readonly { readonly name: string; readonly description: string; readonly stars: number; readonly official: boolean }[]>;
}
