import type { DiskUsage } from '../../../api/types/disk-usage';
import { containerShape } from './container';
import { imageShape } from './image';
import { volumeShape } from './simple';
import { renderRows } from './table';
import { humanSize } from '../units/size';

/** `docker system df -v`. */
export function verboseUsage(usage: DiskUsage, now: number): string {
  const images = imageShape({ truncate: true, digests: false, now });
  const containers = containerShape({ truncate: true, now });
  const cache = usage.BuildCache ?? [];
  return [
    'Images space usage:\n\n',
    renderRows(images.rows(usage.Images ?? []), images, 'table {{.Repository}}\\t{{.Tag}}\\t{{.ID}}\\t{{.CreatedSince}}\\t{{.Size}}\\t{{.SharedSize}}\\t{{.UniqueSize}}\\t{{.Containers}}', ''),
    '\nContainers space usage:\n\n',
    renderRows(usage.Containers ?? [], containers, 'table {{.ID}}\\t{{.Image}}\\t{{.Command}}\\t{{.LocalVolumes}}\\t{{.Size}}\\t{{.RunningFor}}\\t{{.Status}}\\t{{.Names}}', ''),
    '\nLocal Volumes space usage:\n\n',
    renderRows(usage.Volumes ?? [], volumeShape, 'table {{.Name}}\\t{{.Links}}\\t{{.Size}}', ''),
    `\nBuild cache usage: ${humanSize(cache.reduce((sum, row) => sum + row.Size, 0))}\n\n`,
    'CACHE ID   CACHE TYPE   SIZE      CREATED   LAST USED   USAGE     SHARED\n',
  ].join('');
}
