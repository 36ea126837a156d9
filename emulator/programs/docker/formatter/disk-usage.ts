import type { DiskUsage } from '../../../api/types/disk-usage';
import { humanSize } from '../units/size';
import { tableRow } from './row';
import type { TableShape } from './table';

/** A line of `docker system df`. */
export interface UsageRow {
  readonly type: string;
  readonly total: number;
  readonly active: number;
  readonly size: number;
  readonly reclaimable: number;
  /** Without the share in percent. */
  readonly bare: boolean;
}

export const usageTable = 'table {{.Type}}\\t{{.TotalCount}}\\t{{.Active}}\\t{{.Size}}\\t{{.Reclaimable}}';

/** The four lines. */
export function usageRows(usage: DiskUsage): UsageRow[] {
  const images = usage.Images ?? [];
  const containers = usage.Containers ?? [];
  const volumes = usage.Volumes ?? [];
  const cache = usage.BuildCache ?? [];
  const layers = usage.LayersSize ?? 0;
  const usedImages = images.filter((image) => image.Containers > 0).reduce((sum, image) => sum + image.Size - Math.max(0, image.SharedSize), 0);
  const sizeOf = (rows: typeof containers) => rows.reduce((sum, row) => sum + (row.SizeRw ?? 0), 0);
  const running = containers.filter((row) => ['running', 'paused', 'restarting'].includes(row.State));
  const volumeSize = (rows: typeof volumes) => rows.reduce((sum, row) => sum + Math.max(0, row.UsageData?.Size ?? 0), 0);
  const inUse = volumes.filter((row) => (row.UsageData?.RefCount ?? 0) > 0);
  const cacheSize = (rows: typeof cache) => rows.reduce((sum, row) => sum + (row.Shared ? 0 : row.Size), 0);
  return [
    { type: 'Images', total: images.length, active: images.filter((image) => image.Containers > 0).length, size: layers, reclaimable: layers - usedImages, bare: false },
    { type: 'Containers', total: containers.length, active: running.length, size: sizeOf(containers), reclaimable: sizeOf(containers) - sizeOf(running), bare: false },
    { type: 'Local Volumes', total: volumes.length, active: inUse.length, size: volumeSize(volumes), reclaimable: volumeSize(volumes) - volumeSize(inUse), bare: false },
    { type: 'Build Cache', total: cache.length, active: cache.filter((row) => row.InUse).length, size: cacheSize(cache), reclaimable: cacheSize(cache.filter((row) => !row.InUse)), bare: true },
  ];
}

const contexts: Readonly<Record<string, string>> = { Images: 'Images', Containers: 'Containers', 'Local Volumes': 'Volumes', 'Build Cache': 'Builder' };

/** How they are shown. */
export const usageShape: TableShape<UsageRow> = {
  headers: { Type: 'TYPE', TotalCount: 'TOTAL', Active: 'ACTIVE', Size: 'SIZE', Reclaimable: 'RECLAIMABLE' },
  row: (row) =>
    tableRow(`*formatter.diskUsage${contexts[row.type] ?? ''}Context`, {
      Type: () => row.type,
      TotalCount: () => String(row.total),
      Active: () => String(row.active),
      Size: () => humanSize(row.size),
      Reclaimable: () => `${humanSize(row.reclaimable)}${row.size > 0 && !row.bare ? ` (${Math.trunc((row.reclaimable * 100) / row.size)}%)` : ''}`,
    }),
};
