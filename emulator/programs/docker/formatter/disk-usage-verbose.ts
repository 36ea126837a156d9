import type { BuildCacheRecord, DiskUsage } from '../../../api/types/disk-usage';
import { CliError } from '../cli/error';
import { executeTemplate } from '../template/execute';
import { templateFunctions } from '../template/functions';
import { TemplateError } from '../template/syntax';
import { GoStruct } from '../template/value';
import { humanDuration } from '../units/duration';
import { humanSize } from '../units/size';
import { containerShape } from './container';
import { imageShape } from './image';
import { tableRow } from './row';
import { volumeShape } from './simple';
import { readFormat, renderRows, type TableShape } from './table';
import { goTimeOfRfc3339 } from './text';

/** Rows of the builder's cache, as this command shows them. */
const cacheShape = (truncate: boolean, now: number): TableShape<BuildCacheRecord> => ({
  headers: { ID: 'CACHE ID', Parent: 'PARENT', CacheType: 'CACHE TYPE', Description: 'DESCRIPTION', InUse: 'IN USE', Shared: 'SHARED', Size: 'SIZE', CreatedAt: 'CREATED AT', CreatedSince: 'CREATED', LastUsedAt: 'LAST USED AT', LastUsedSince: 'LAST USED', UsageCount: 'USAGE' },
  row: (record) => {
    const ago = (time: string | null) => (time === null ? '' : `${humanDuration(now - Date.parse(time))} ago`);
    const id = (text: string) => (truncate ? text.slice(0, 12) : text);
    return tableRow('*formatter.buildCacheContext', {
      ID: () => id(record.ID),
      Parent: () => (record.Parents ?? []).map(id).join(','),
      CacheType: () => record.Type,
      Description: () => record.Description,
      InUse: () => String(record.InUse),
      Shared: () => String(record.Shared),
      Size: () => humanSize(record.Size, 3),
      CreatedAt: () => goTimeOfRfc3339(record.CreatedAt),
      CreatedSince: () => ago(record.CreatedAt),
      LastUsedAt: () => (record.LastUsedAt === null ? '' : goTimeOfRfc3339(record.LastUsedAt)),
      LastUsedSince: () => ago(record.LastUsedAt),
      UsageCount: () => String(record.UsageCount),
    });
  },
});

function byLastUse(records: readonly BuildCacheRecord[]): BuildCacheRecord[] {
  const key = ({ LastUsedAt: time, ID: id }: BuildCacheRecord) => `${time ?? ''} ${id}`;
  return [...records].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

/** `docker system df -v`: tables, or what a `format` (`json` or a template) makes of all four lists at once. Throws `CliError`. */
export function verboseUsage(usage: DiskUsage, now: number, format: string): string {
  const isTable = format === '' || format.startsWith('table');
  const images = imageShape({ truncate: isTable, digests: false, now });
  const containers = containerShape({ truncate: isTable, now });
  const caches = cacheShape(isTable, now);
  const imageRows = images.rows(usage.Images ?? []);
  // What an image holds is not counted again.
  const containerRows = (usage.Containers ?? []).map((container) => ({ ...container, SizeRootFs: 0 }));
  const volumes = usage.Volumes ?? [];
  const records = byLastUse(usage.BuildCache ?? []);
  if (!isTable) {
    const lists = { Images: imageRows.map(images.row), Containers: containerRows.map(containers.row), Volumes: volumes.map(volumeShape.row), BuildCache: records.map(caches.row) };
    const context = new GoStruct('*formatter.diskUsageContext', Object.fromEntries(Object.entries(lists).map(([name, rows]) => [name, () => rows])), () => lists);
    try {
      return executeTemplate(readFormat(format, '').template, context, { functions: templateFunctions });
    } catch (error) {
      throw error instanceof TemplateError ? new CliError(error.message) : error;
    }
  }
  return [
    'Images space usage:\n\n',
    renderRows(imageRows, images, 'table {{.Repository}}\\t{{.Tag}}\\t{{.ID}}\\t{{.CreatedSince}}\\t{{.Size}}\\t{{.SharedSize}}\\t{{.UniqueSize}}\\t{{.Containers}}', ''),
    '\nContainers space usage:\n\n',
    renderRows(containerRows, containers, 'table {{.ID}}\\t{{.Image}}\\t{{.Command}}\\t{{.LocalVolumes}}\\t{{.Size}}\\t{{.RunningFor}}\\t{{.Status}}\\t{{.Names}}', ''),
    '\nLocal Volumes space usage:\n\n',
    renderRows(volumes, volumeShape, 'table {{.Name}}\\t{{.Links}}\\t{{.Size}}', ''),
    `\nBuild cache usage: ${humanSize(records.reduce((sum, row) => sum + (row.Shared ? 0 : row.Size), 0))}\n\n`,
    renderRows(records, caches, 'table {{.ID}}\\t{{.CacheType}}\\t{{.Size}}\\t{{.CreatedSince}}\\t{{.LastUsedSince}}\\t{{.UsageCount}}\\t{{.Shared}}', ''),
  ].join('');
}
