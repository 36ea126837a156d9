import type { HealthConfig, NameSet } from './container-config';

/** A row of `GET /images/json?all=&digests=&filters=&shared-size=&manifests=`. */
export interface ImageSummary {
  /** Containers that use it; −1 when not counted. */
  Containers: number;
  /** Seconds since 1970. */
  Created: number;
  Id: string;
  Labels: Record<string, string> | null;
  ParentId: string;
  RepoDigests: string[] | null;
  RepoTags: string[] | null;
  /** Bytes shared with other images; −1 when not counted. */
  SharedSize: number;
  Size: number;
}

/** What an image says about the containers made from it (`Config` of an inspected image). */
export interface ImageConfigSummary {
  ArgsEscaped?: boolean;
  Cmd: string[] | null;
  Entrypoint: string[] | null;
  Env: string[] | null;
  ExposedPorts?: NameSet;
  Healthcheck?: HealthConfig;
  Labels: Record<string, string> | null;
  OnBuild: string[] | null;
  Shell?: string[];
  StopSignal?: string;
  User: string;
  Volumes: NameSet | null;
  WorkingDir: string;
}

/** `GET /images/{name}/json`. */
export interface ImageInspect {
  Id: string;
  RepoTags: string[];
  RepoDigests: string[];
  Parent: string;
  Comment: string;
  Created?: string;
  Container?: string;
  DockerVersion: string;
  Author: string;
  Architecture: string;
  Variant?: string;
  Os: string;
  Size: number;
  GraphDriver: { Data: Record<string, string> | null; Name: string };
  RootFS: { Type: string; Layers?: string[] };
  Metadata: { LastTagTime: string };
  Config: ImageConfigSummary;
}

/** An element of `GET /images/{name}/history`. */
export interface ImageHistoryItem {
  Comment: string;
  Created: number;
  CreatedBy: string;
  Id: string;
  Size: number;
  Tags: string[] | null;
}

/** An element of `DELETE /images/{name}?force=&noprune=`: one of the two. */
export interface ImageDeleteItem {
  Untagged?: string;
  Deleted?: string;
}

/** An element of `GET /images/search?term=&limit=&filters=`. */
export interface ImageSearchResult {
  star_count: number;
  is_official: boolean;
  name: string;
  is_automated: boolean;
  description: string;
}

/** `POST /images/prune?filters=`. */
export interface ImagesPruneReport {
  ImagesDeleted: ImageDeleteItem[] | null;
  SpaceReclaimed: number;
}

/** Answer of `POST /images/load` is a stream of these, as are pull, push, import and the classic build. */
export interface JsonMessage {
  stream?: string;
  status?: string;
  progressDetail?: { current?: number; total?: number };
  progress?: string;
  id?: string;
  errorDetail?: { code?: number; message: string };
  error?: string;
  aux?: unknown;
}
