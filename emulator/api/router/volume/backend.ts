import type { Filters } from '../../types/filter';
import type { Volume, VolumeCreateRequest, VolumeList, VolumesPruneReport } from '../../types/volume';

/** What the volume routes need of the engine. */
export interface VolumeBackend {
  listVolumes(filters: Filters): VolumeList;
  inspectVolume(name: string): Volume;
  createVolume(request: VolumeCreateRequest): Volume;
  removeVolume(name: string, options: { force: boolean }): void;
  pruneVolumes(filters: Filters): VolumesPruneReport;
}
