/** Highest version of the API that is spoken here, and the lowest that is still understood. */
export const apiVersion = '1.51';
export const minimumApiVersion = '1.24';

/** `GET /version`: what the daemon and its parts are. */
export interface Version {
  Platform: { Name: string };
  Components: VersionComponent[];
  Version: string;
  ApiVersion: string;
  MinAPIVersion: string;
  GitCommit: string;
  GoVersion: string;
  Os: string;
  Arch: string;
  KernelVersion: string;
  Experimental?: boolean;
  BuildTime: string;
}

/** A part of the daemon: Engine, containerd, runc, docker-init. */
export interface VersionComponent {
  Name: string;
  Version: string;
  Details: Record<string, string>;
}
