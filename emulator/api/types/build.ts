/**
 * What BuildKit tells its client while it builds: the shape of one line of `docker build --progress=rawjson` (BuildKit's `SolveStatus`).
 * The real Engine sends the same as protobuf inside `{"id":"moby.buildkit.trace","aux":"…"}`; here `aux` is this object as JSON.
 * Times are RFC 3339 with nanoseconds; a digest names a vertex and is the same wherever the vertex is spoken of.
 */
export interface SolveStatus {
  readonly vertexes?: readonly BuildVertex[];
  readonly statuses?: readonly BuildVertexStatus[];
  readonly logs?: readonly BuildVertexLog[];
  readonly warnings?: readonly BuildVertexWarning[];
}

/** A step of the build. It is told again, with more filled in, when it starts and when it ends. */
export interface BuildVertex {
  readonly digest: string;
  readonly inputs?: readonly string[];
  /** As it is shown: `[2/3] RUN make /app`, `[internal] load build definition from Dockerfile`. */
  readonly name: string;
  readonly started?: string;
  readonly completed?: string;
  readonly cached?: boolean;
  readonly error?: string;
}

/** Progress of one part of a vertex: a transfer, an extraction, an export. */
export interface BuildVertexStatus {
  readonly id: string;
  readonly vertex: string;
  readonly name?: string;
  readonly total?: number;
  readonly current: number;
  readonly timestamp: string;
  readonly started?: string;
  readonly completed?: string;
}

/** Output of a vertex's command: `stream` 1 is standard output, 2 standard error; `data` is base64. */
export interface BuildVertexLog {
  readonly vertex: string;
  readonly stream: number;
  readonly data: string;
  readonly timestamp: string;
}

/** What `docker build --check` and a build's end say of the Dockerfile. Texts are base64, as BuildKit sends them. */
export interface BuildVertexWarning {
  readonly vertex: string;
  readonly level: number;
  readonly short: string;
  readonly detail?: readonly string[];
  readonly url?: string;
  readonly sourceInfo?: { readonly filename: string; readonly data: string };
  readonly range?: readonly BuildRange[];
}

/** Lines (from 1) of the Dockerfile, both included. */
export interface BuildRange {
  readonly start: { readonly line: number };
  readonly end: { readonly line: number };
}

/**
 * The `aux` of the last message of a BuildKit build with `version=2` that failed (`id` is `drydock.build.failure`): what the client shows besides the
 * error itself. The real client gets this as typed details of a gRPC error.
 */
export interface BuildFailure {
  readonly message: string;
  /** The vertex that failed, when one did. */
  readonly vertex?: string;
  /** Where in which Dockerfile: `filename` as the client named it, its text, and the lines. */
  readonly source?: { readonly filename: string; readonly text: string; readonly range: readonly BuildRange[] };
}

/** The `aux` of a finished build (`id` is `moby.image.id`). */
export interface BuildResult {
  readonly ID: string;
}

/**
 * A piece of what `--output type=local|tar|docker` sends to the client (`id` is `drydock.build.output`): for `local` and `tar` a tar of the result's
 * root file system, for `docker` the archive that `docker save` would write. `output` counts the request's `outputs` from 0; `data` is base64;
 * the last piece of each output has `last`.
 */
export interface BuildOutputPiece {
  readonly output: number;
  readonly data: string;
  readonly last?: boolean;
}

/** What the frontend answers to a `call` (`id` is `drydock.build.call`): the result's metadata, by BuildKit's keys. */
export interface BuildCallResult {
  readonly 'result.json': string;
  readonly 'result.txt': string;
  /** `1` when a check found something. */
  readonly 'result.statuscode'?: string;
}
