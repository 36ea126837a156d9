import type { HttpBody } from '../../../net/http/types';
import type { AuthConfig } from '../../types/authentication';
import type { Filters } from '../../types/filter';
import type { ImageDeleteItem, ImageHistoryItem, ImageInspect, ImageSearchResult, ImagesPruneReport, ImageSummary } from '../../types/image';
import type { Report } from '../progress';

/** What the image routes need of the engine. Failures are `EngineError`. */
export interface ImageBackend {
  listImages(options: { all: boolean; filters: Filters; sharedSize: boolean; countContainers: boolean }): ImageSummary[];
  inspectImage(name: string): ImageInspect;
  imageHistory(name: string): ImageHistoryItem[];
  removeImage(name: string, options: { force: boolean; prune: boolean }): Promise<ImageDeleteItem[]>;
  /** `repository` and `tag` as the client sent them; an empty tag is `latest`. */
  tagImage(source: string, repository: string, tag: string): void;
  /** `reference` with its tag or digest; without either, all tags. */
  pullImage(reference: string, options: { platform?: string; authentication?: AuthConfig; report: Report; signal: AbortSignal }): Promise<void>;
  /** Without a tag, all tags of the repository; `platform` is `os/architecture`. */
  pushImage(reference: string, options: { platform?: string; authentication?: AuthConfig; report: Report; signal: AbortSignal }): Promise<void>;
  /** `source` is `-` (then `content` is the tar) or a URL. */
  importImage(options: { source: string; repository: string; tag: string; message: string; changes: readonly string[]; platform?: string; content: HttpBody; report: Report }): Promise<void>;
  /** A tar of the images. Throws before the first piece when one is not there. */
  saveImages(names: readonly string[]): Promise<HttpBody>;
  loadImages(content: HttpBody, options: { quiet: boolean; report: Report }): Promise<void>;
  searchImages(term: string, options: { limit: number; filters: Filters }): Promise<ImageSearchResult[]>;
  pruneImages(filters: Filters): Promise<ImagesPruneReport>;
}
