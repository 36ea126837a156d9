import type { HttpBody } from '../../../net/http/types';
import type { BuildCachePruneReport } from '../../types/disk-usage';
import type { Filters } from '../../types/filter';
import type { Report } from '../progress';

/** What `POST /build` asks for; the names are those of the query. */
export interface BuildOptions {
  /** `1` is the classic builder, `2` BuildKit. */
  readonly version: '1' | '2';
  readonly tags: readonly string[];
  /** A URL or a repository instead of the body, or empty. */
  readonly remote: string;
  readonly dockerfile: string;
  readonly target: string;
  readonly buildArguments: Readonly<Record<string, string | null>>;
  readonly labels: Readonly<Record<string, string>>;
  readonly noCache: boolean;
  readonly pull: boolean;
  readonly quiet: boolean;
  /** Intermediate containers go after a success (`rm`), or always (`forcerm`). */
  readonly remove: boolean;
  readonly forceRemove: boolean;
  readonly networkMode: string;
  readonly platform: string;
  readonly cacheFrom: readonly string[];
  readonly extraHosts: readonly string[];
  readonly squash: boolean;
}

/** What the build routes need of the engine. */
export interface BuildBackend {
  buildImage(options: BuildOptions, context: HttpBody, report: Report, signal: AbortSignal): Promise<void>;
  pruneBuildCache(options: { all: boolean; filters: Filters }): BuildCachePruneReport;
}
