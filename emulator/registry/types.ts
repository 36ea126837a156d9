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
