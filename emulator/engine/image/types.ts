import type { HttpBody } from '../../net/http/types';

/** `sha256:` and 64 hexadecimal digits. */
export type Digest = string;

/** The config JSON of an image (OCI image spec with Docker's additions); its sha256 is the image's ID. */
export interface ImageConfig {
  architecture: string;
  os: string;
  variant?: string;
  author?: string;
  /** RFC 3339 with nanoseconds. */
  created?: string;
  config: ContainerDefaults;
  rootfs: { type: 'layers'; diff_ids: Digest[] };
  history?: ImageHistory[];
  /** Classic builder's leftovers. */
  container?: string;
  container_config?: ContainerDefaults;
  docker_version?: string;
  'moby.buildkit.buildinfo.v1'?: string;
  /** Where others may take their cache from (`--cache-to type=inline`). */
  'moby.buildkit.cache.v0'?: string;
}
export interface ImageHistory {
  created?: string;
  created_by?: string;
  author?: string;
  comment?: string;
  empty_layer?: boolean;
}
/** What an image says about the containers made from it; the key names are those of the API. */
export interface ContainerDefaults {
  Hostname?: string;
  User?: string;
  ExposedPorts?: Record<string, Record<string, never>>;
  Env?: string[] | null;
  Cmd?: string[] | null;
  Entrypoint?: string[] | null;
  Volumes?: Record<string, Record<string, never>> | null;
  WorkingDir?: string;
  Labels?: Record<string, string> | null;
  StopSignal?: string;
  StopTimeout?: number;
  Shell?: string[];
  OnBuild?: string[] | null;
  Healthcheck?: { Test?: string[]; Interval?: number; Timeout?: number; StartPeriod?: number; StartInterval?: number; Retries?: number };
  ArgsEscaped?: boolean;
}

/** An image in the local store. */
export interface StoredImage {
  readonly id: Digest;
  readonly config: ImageConfig;
  /** The image it was built on by the classic builder or commit, when known. */
  readonly parent: Digest | undefined;
  /** `repository:tag` names, familiar form (`nginx:latest`). */
  readonly tags: readonly string[];
  /** `repository@sha256:…` names. */
  readonly digests: readonly string[];
  /** Bytes of all layers. */
  readonly size: number;
  /** Milliseconds since 1970 at which it was last tagged here; 0 when never. */
  readonly lastTagged: number;
}

/** A message of a stream that long operations answer with (`jsonmessage`); the key names are those of the API. */
export interface ProgressMessage {
  stream?: string;
  status?: string;
  id?: string;
  progress?: string;
  progressDetail?: { current?: number; total?: number };
  aux?: unknown;
  error?: string;
  errorDetail?: { code?: number; message: string };
}
export type Report = (message: ProgressMessage) => void;

/**
 * What the rest of the engine needs of images. Failures are `EngineError` (see `engine/error.ts`) with Docker's own texts.
 * A reference is what a user types: name, `name:tag`, `name@digest`, ID or its beginning.
 */
export interface ImageService {
  /** In the order of `docker images`: newest first. */
  list(): StoredImage[];
  /** Not found: `No such image: …`. Ambiguous prefixes are refused as Docker refuses them. */
  find(reference: string): StoredImage;
  pull(reference: string, options: { platform?: string; report: Report; signal: AbortSignal }): Promise<void>;
  tag(source: string, target: string): void;
  /** Puts an image made here (commit, build) into the store and returns its ID. */
  add(config: ImageConfig, options: { parent?: Digest }): Digest;
  untagged(id: Digest): boolean;
  /** Children made on it by commit or the classic builder. */
  children(id: Digest): Digest[];
}

/** Layers of images and of containers: what the graph driver does. Paths are the host's. */
export interface LayerService {
  /** Name of the driver, for example `overlay2`. */
  readonly driver: string;
  /** Makes the writable layer (and the `-init` layer under it) of a container on an image's layers. */
  createContainerLayer(containerId: string, image: Digest | undefined): ContainerLayer;
  containerLayer(containerId: string): ContainerLayer;
  removeContainerLayer(containerId: string): void;
  /** A tar of a tree on the host as a new layer on `parent` (a chain of diff ids); returns its diff id. */
  addLayer(parents: readonly Digest[], tar: Uint8Array | HttpBody): Promise<Digest>;
  /** A container's changes as a layer; returns its diff id. */
  commitContainerLayer(containerId: string): Promise<Digest>;
}
export interface ContainerLayer {
  /** Directory of the layer, `/var/lib/docker/overlay2/<id>`. */
  readonly directory: string;
  /** For GraphDriver.Data: LowerDir, MergedDir, UpperDir, WorkDir (and ID). */
  readonly data: Readonly<Record<string, string>>;
  /** Mounts `merged` in the daemon's mount namespace (counted: each mount needs its unmount). */
  mount(): void;
  unmount(): void;
  /** Paths added, changed, deleted against the image, as `docker diff` sorts them. */
  changes(): { kind: 'A' | 'C' | 'D'; path: string }[];
  /** Bytes of the writable layer. */
  size(): number;
}

/** How a build step runs a command: the container part of the engine fulfils it. */
export interface StepRunner {
  /** Runs in a fresh container over `containerId`'s layer; output comes in pieces; resolves with the exit code. */
  run(step: {
    containerId: string;
    argv: readonly string[];
    env: readonly string[];
    user: string;
    workingDirectory: string;
    network: string;
    hostname: string;
    output: (bytes: Uint8Array, stream: 'stdout' | 'stderr') => void;
    signal: AbortSignal;
  }): Promise<number>;
}
