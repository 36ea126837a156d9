import type { AuthConfig, AuthResponse } from '../../types/authentication';
import type { DiskUsage } from '../../types/disk-usage';
import type { EventMessage } from '../../types/event';
import type { Filters } from '../../types/filter';
import type { Info } from '../../types/info';
import type { Version } from '../../types/version';

/** Which part of the disk usage is asked for. */
export type DiskUsagePart = 'container' | 'image' | 'volume' | 'build-cache';

/** What the system routes need of the engine. */
export interface SystemBackend {
  info(): Info;
  version(): Version;
  /** Past events from `since` on and, unless `until` has passed, those to come. Seconds since 1970, fractions allowed. Ends when `signal` fires. */
  events(options: { since?: number; until?: number; filters: Filters; signal: AbortSignal }): AsyncIterable<EventMessage>;
  diskUsage(parts: readonly DiskUsagePart[]): Promise<DiskUsage>;
  authenticate(request: AuthConfig): Promise<AuthResponse>;
}
