import type { ContainerMount } from '../../container/runtime/mounts';
import type { Digest, ImageConfig } from '../../image/types';
import type { PulledImage } from '../../../registry/types';
import type { CopyCommand } from '../dockerfile/command';
import type { Lines } from '../dockerfile/node';
import type { FileSet } from '../context/context';
import { hashText } from '../context/checksum';
import type { TracedVertex } from './trace';

/** An image that a stage stands on, or that is copied from. */
export interface BaseImage {
  readonly config: ImageConfig;
  /** `docker.io/library/alpine:latest`, with the digest when it came from a registry. */
  readonly shown: string;
  /** On the registry, when it is not here. */
  readonly remote: PulledImage | undefined;
}

/** One of a RUN's mounts. */
export interface RunMount {
  readonly type: 'bind' | 'cache' | 'tmpfs' | 'secret' | 'ssh';
  readonly target: string;
  /** Index in the vertex's sources, for `bind` (and `cache` with `from`). */
  readonly source: number | undefined;
  readonly path: string;
  readonly readOnly: boolean;
  readonly id: string;
  readonly sharing: 'shared' | 'private' | 'locked';
  readonly required: boolean;
  readonly mode: number | undefined;
  readonly uid: number;
  readonly gid: number;
  /** Of a secret that goes into the environment. */
  readonly env: string | undefined;
  readonly sizeBytes: number;
}

/** What a vertex does. */
export type Operation =
  | { readonly kind: 'image'; readonly image: BaseImage }
  | { readonly kind: 'context'; readonly files: FileSet; readonly hint: string; readonly sharedKey: string }
  | { readonly kind: 'inline'; readonly files: FileSet }
  | { readonly kind: 'directory'; readonly path: string; readonly user: string }
  | { readonly kind: 'copy'; readonly copy: CopyOperation }
  | { readonly kind: 'run'; readonly run: RunOperation };

/** COPY or ADD: `groups` say which source vertex the patterns are of (index in the vertex's sources). */
export interface CopyOperation {
  readonly command: CopyCommand;
  readonly groups: readonly { readonly source: number; readonly patterns: readonly string[] }[];
  /** Absolute. */
  readonly destination: string;
  readonly chown: string | undefined;
  readonly chmod: string | undefined;
  readonly urls: readonly string[];
  /** From another stage or image: owners are kept. */
  readonly keepOwners: boolean;
}

export interface RunOperation {
  readonly argv: readonly string[];
  /** What the command sees, build arguments first. */
  readonly env: readonly string[];
  /** What no cache depends on: proxies. */
  readonly hiddenEnv: readonly string[];
  readonly user: string;
  readonly cwd: string;
  readonly network: 'default' | 'none' | 'host';
  readonly insecure: boolean;
  readonly mounts: readonly RunMount[];
  readonly extraHosts: readonly string[];
}

/** A step of the build. */
export interface Vertex extends TracedVertex {
  readonly operation: Operation;
  /** The vertices it needs; the first is what it stands on, if it changes files (undefined: on nothing). */
  readonly sources: readonly (Vertex | undefined)[];
  /** Where in the Dockerfile it was asked for. */
  readonly lines: Lines | undefined;
  readonly ignoreCache: boolean;
  /** What is the same whenever the step is the same, for the cache. */
  readonly definition: string;
}

/** Whether a vertex brings files in instead of making any. */
export function isSource(vertex: Vertex): boolean {
  return vertex.operation.kind === 'image' || vertex.operation.kind === 'context';
}

/** The graph of a build: a vertex that is asked for twice is there once. */
export interface Graph {
  vertex(given: {
    operation: Operation;
    name: string;
    sources?: readonly (Vertex | undefined)[];
    definition: string;
    lines?: Lines | undefined;
    ignoreCache?: boolean;
  }): Vertex;
}

/** An empty graph; `session` makes the digests of what comes from the client those of this build. */
export function createGraph(session: string): Graph {
  const vertices = new Map<string, Vertex>();
  return {
    vertex({ operation, name, sources = [], definition, lines, ignoreCache = false }) {
      const inputs = sources.flatMap((source) => (source ? [source.digest] : []));
      const own = operation.kind === 'context' ? `${session} ${definition}` : definition;
      const digest = `sha256:${hashText(`${operation.kind} ${own} ${sources.map((source) => source?.digest ?? '').join(' ')} ${ignoreCache ? session : ''}`)}`;
      const known = vertices.get(digest);
      if (known) return known;
      const made: Vertex = { digest, name, inputs: [...new Set(inputs)], operation, sources, lines, ignoreCache, definition };
      vertices.set(digest, made);
      return made;
    },
  };
}

/** All vertices that `target` needs, it last. */
export function reachable(target: Vertex): Vertex[] {
  const found = new Set<Vertex>();
  const visit = (vertex: Vertex) => {
    if (found.has(vertex)) return;
    for (const source of vertex.sources) if (source) visit(source);
    found.add(vertex);
  };
  visit(target);
  return [...found];
}

/** A layer that a vertex came to. */
export interface LayerResult {
  readonly stack: readonly Digest[];
  /** RFC 3339. */
  readonly created: string | undefined;
}

/** A mount prepared for a container, and what undoes the preparation. */
export interface PreparedMounts {
  readonly mounts: readonly ContainerMount[];
  readonly env: readonly string[];
  release(): void;
}
