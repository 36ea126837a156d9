import type { HttpBody } from '../../../net/http/types';
import type {
  ContainerCreateRequest,
  ContainerCreateResponse,
  ContainerInspect,
  ContainersPruneReport,
  ContainerSummary,
  ContainerTop,
  ContainerUpdateRequest,
  ContainerUpdateResponse,
  ContainerWaitResponse,
  FilesystemChange,
  PathStat,
} from '../../types/container';
import type { ContainerConfig } from '../../types/container-config';
import type { Filters } from '../../types/filter';
import type { ContainerStats } from '../../types/stats';
import type { StreamName } from '../../types/stream';
import type { Attachment } from '../hijack';

/** When a wait is over. */
export type WaitCondition = 'not-running' | 'next-exit' | 'removed';

/** What `docker commit` sends. */
export interface CommitRequest {
  readonly container: string;
  readonly repository: string;
  readonly tag: string;
  readonly comment: string;
  readonly author: string;
  readonly changes: readonly string[];
  readonly pause: boolean;
  readonly config: Partial<ContainerConfig>;
}

/** What the container routes need of the engine. A container is named by its name, its ID or the beginning of that. */
export interface ContainerBackend {
  listContainers(options: { all: boolean; size: boolean; limit: number; filters: Filters }): ContainerSummary[];
  createContainer(request: ContainerCreateRequest, options: { name: string; platform: string }): ContainerCreateResponse;
  inspectContainer(name: string, options: { size: boolean }): ContainerInspect;
  startContainer(name: string): Promise<void>;
  /** Seconds until SIGKILL; undefined: the container's own; negative: never. */
  stopContainer(name: string, options: { signal: string; timeout: number | undefined }): Promise<void>;
  restartContainer(name: string, options: { signal: string; timeout: number | undefined }): Promise<void>;
  killContainer(name: string, signal: string): Promise<void>;
  pauseContainer(name: string): void;
  unpauseContainer(name: string): void;
  renameContainer(name: string, newName: string): void;
  removeContainer(name: string, options: { force: boolean; volumes: boolean; link: boolean }): Promise<void>;
  /** Resolves at once with what to wait for, so that an unknown name fails before the answer begins. */
  waitContainer(name: string, condition: WaitCondition): Promise<ContainerWaitResponse>;
  resizeContainer(name: string, size: { rows: number; columns: number }): void;
  updateContainer(name: string, request: ContainerUpdateRequest): ContainerUpdateResponse;
  containerProcesses(name: string, psArguments: string): Promise<ContainerTop>;
  containerChanges(name: string): FilesystemChange[];
  pruneContainers(filters: Filters): ContainersPruneReport;
  /** Returns the new image's ID. */
  commitContainer(request: CommitRequest): Promise<string>;
}

/** A piece of a container's log. */
export interface LogPiece {
  readonly stream: Exclude<StreamName, 'stdin'>;
  readonly bytes: Uint8Array;
}

/** What the streaming container routes need. */
export interface ContainerStreamBackend {
  /** `tail` undefined: all. Ends at the end of the log, or with `follow` when the container stopped or `signal` fires. */
  containerLogs(
    name: string,
    options: {
      stdout: boolean;
      stderr: boolean;
      follow: boolean;
      since: number | undefined;
      until: number | undefined;
      tail: number | undefined;
      timestamps: boolean;
      details: boolean;
      signal: AbortSignal;
    },
  ): { terminal: boolean; pieces: AsyncIterable<LogPiece> };
  attachContainer(name: string, options: { stdin: boolean; stdout: boolean; stderr: boolean; logs: boolean; stream: boolean; detachKeys: string }): Attachment;
  containerStats(name: string, options: { stream: boolean; oneShot: boolean; signal: AbortSignal }): AsyncIterable<ContainerStats>;
  /** A tar of the container's whole file system. */
  exportContainer(name: string): HttpBody;
}

/** What `docker cp` needs. */
export interface ArchiveBackend {
  statContainerPath(name: string, path: string): PathStat;
  readContainerPath(name: string, path: string): { stat: PathStat; content: HttpBody };
  extractToContainer(name: string, path: string, content: Uint8Array, options: { noOverwriteDirectoryNonDirectory: boolean; copyOwner: boolean }): void;
}
