import type { HttpBody } from '../../../net/http/types';
import type { BuildCacheRecord, BuildCachePruneReport } from '../../types/disk-usage';
import type { Filters } from '../../types/filter';
import type { Report } from '../progress';

/**
 * Where a client that speaks `version=2` puts what is not of the build context, in the context's tar:
 *
 * - `.drydock-build/dockerfile`: the Dockerfile, when it is not to be looked up in the context by `dockerfile`. (BuildKit's clients always send the
 *   Dockerfile apart: it may be ignored, lie elsewhere or come from standard input.) `dockerfile` is then only the name to show.
 * - `.drydock-build/dockerignore`: the ignore file that the client has applied, when there was one (for its size in the progress, and CopyIgnoredFile).
 * - `.drydock-build/secrets/ID`: the content of each `--secret`.
 * - `.drydock-build/contexts/NAME/…`: the files of each `--build-context NAME=directory`.
 */
export const reservedDirectory = '.drydock-build';

/** Where a result goes: `--output type=local,dest=out` is `{ type: 'local', attrs: { dest: 'out' } }`. */
export interface BuildOutput {
  readonly type: 'image' | 'docker' | 'local' | 'tar' | 'cacheonly';
  readonly attrs: Readonly<Record<string, string>>;
}

/** What `POST /build` asks for. The query names are the real API's (`t`, `buildargs`, `nocache`…); those of BuildKit alone are said at each. */
export interface BuildOptions {
  /** `1` is the classic builder, `2` BuildKit. */
  readonly version: '1' | '2';
  readonly tags: readonly string[];
  /** A URL or a repository instead of the body, or empty. */
  readonly remote: string;
  /** Path in the context, or the name to show of a Dockerfile that is sent apart; empty for `Dockerfile`. */
  readonly dockerfile: string;
  readonly target: string;
  /** `null`: the argument was named without a value that the client knows. */
  readonly buildArguments: Readonly<Record<string, string | null>>;
  readonly labels: Readonly<Record<string, string>>;
  readonly noCache: boolean;
  readonly pull: boolean;
  readonly quiet: boolean;
  /** Intermediate containers go after a success (`rm`), or always (`forcerm`). */
  readonly remove: boolean;
  readonly forceRemove: boolean;
  /** `default`, `none`, `host`, or empty. */
  readonly networkMode: string;
  readonly platform: string;
  /** As on the command line: an image, or `type=registry,ref=…`. */
  readonly cacheFrom: readonly string[];
  readonly extraHosts: readonly string[];
  readonly squash: boolean;
  /** Bytes of /dev/shm; 0 for the default. */
  readonly shmSize: number;

  /** BuildKit, `cacheto` (JSON list): as on the command line, `type=inline`. */
  readonly cacheTo: readonly string[];
  /** BuildKit, `nocachefilter` (JSON list): stages that are built anew. */
  readonly noCacheFilter: readonly string[];
  /** BuildKit, `outputs` (JSON list of {@link BuildOutput}); none means `image`. Files for `local`, `tar` and `docker` come back as {@link BuildOutputPiece}s. */
  readonly outputs: readonly BuildOutput[];
  /** BuildKit, `call`: no build, but what the frontend answers to `--check`, `--call=outline`, `--call=targets` ({@link BuildCallResult}). */
  readonly call: string;
  /** BuildKit, `archive`: the context is an archive from the client's standard input, sent as it came, with the Dockerfile in it. */
  readonly archive: boolean;
  /** BuildKit, `allow` (JSON list): entitlements, `network.host` and `security.insecure`. */
  readonly allow: readonly string[];
  /** BuildKit, `contexts` (JSON object): `--build-context` that are no directories, `docker-image://alpine`; directories come in the tar. */
  readonly namedContexts: Readonly<Record<string, string>>;
  /** BuildKit, `sharedkey`: names the context's directory on the client, so that unchanged files are told as not sent again. */
  readonly sharedKey: string;
}

/** What the build routes need of the engine. */
export interface BuildBackend {
  buildImage(options: BuildOptions, context: HttpBody, report: Report, signal: AbortSignal): Promise<void>;
  /** What `docker system df` and `docker buildx du` list. */
  buildCache(): BuildCacheRecord[];
  pruneBuildCache(options: BuildCachePruneOptions): BuildCachePruneReport;
}

/** `POST /build/prune`; sizes are bytes, 0 for none. */
export interface BuildCachePruneOptions {
  readonly all: boolean;
  readonly filters: Filters;
  readonly reservedSpace: number;
  readonly maxUsedSpace: number;
  readonly minFreeSpace: number;
}
