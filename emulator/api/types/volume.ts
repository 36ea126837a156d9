/** An element of `GET /volumes`, and `GET /volumes/{name}`. */
export interface Volume {
  CreatedAt?: string;
  Driver: string;
  Labels: Record<string, string> | null;
  Mountpoint: string;
  Name: string;
  Options: Record<string, string> | null;
  Scope: string;
  /** In `GET /system/df` alone. */
  UsageData?: { RefCount: number; Size: number };
}

/** `GET /volumes?filters=`. */
export interface VolumeList {
  Volumes: Volume[];
  Warnings: string[] | null;
}

/** Body of `POST /volumes/create`; without a name it is anonymous. */
export interface VolumeCreateRequest {
  Name?: string;
  Driver?: string;
  DriverOpts?: Record<string, string> | null;
  Labels?: Record<string, string> | null;
}

/** `POST /volumes/prune?filters=`. */
export interface VolumesPruneReport {
  VolumesDeleted: string[];
  SpaceReclaimed: number;
}
