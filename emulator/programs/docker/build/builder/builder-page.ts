import { alignColumns } from '../call/columns';
import { goDuration } from '../../units/duration';
import { binarySize } from '../../units/size';
import type { Builder } from './builders';
import type { CollectionRule } from './collection-policy';

const date = (text: string) => `${text.slice(0, 10)} ${text.slice(11, 19)} +0000 UTC`;

function rule({ all, filter, keepDuration, reservedSpace, maxUsedSpace, minFreeSpace }: CollectionRule, index: number): string {
  const rows = [[' All:', String(all)]];
  if (filter) rows.push([' Filters:', filter.join(' ')]);
  if (keepDuration > 0) rows.push([' Keep Duration:', goDuration(keepDuration)]);
  if (reservedSpace > 0) rows.push([' Reserved Space:', binarySize(reservedSpace)]);
  if (maxUsedSpace > 0) rows.push([' Max Used Space:', binarySize(maxUsedSpace)]);
  if (minFreeSpace > 0) rows.push([' Min Free Space:', binarySize(minFreeSpace)]);
  return `GC Policy rule#${index}:\n${rows.map(([name = '', value]) => `${name.padEnd(17)}${value}\n`).join('')}`;
}

/** `docker buildx inspect`. */
export function builderPage(builder: Builder): string {
  const head = [
    ['Name:', builder.name],
    ['Driver:', builder.error === '' ? 'docker' : ''],
    ...(builder.lastActivity === '' ? [] : [['Last Activity:', date(builder.lastActivity)]]),
    ...(builder.error === '' ? [] : [['Error:', builder.error]]),
  ];
  if (builder.error !== '') return alignColumns(head, 1);
  const node = [
    ['Name:', builder.name],
    ['Endpoint:', builder.name],
    ['Status:', 'running'],
    ['BuildKit version:', builder.version],
    ['Platforms:', builder.platforms.join(', ')],
  ];
  const labels = Object.entries(builder.labels).map(([name, value]) => ` ${name}: ${value}\n`);
  return `${alignColumns(head, 1)}\nNodes:\n${alignColumns(node, 1)}Labels:\n${labels.join('')}${builder.policy.map(rule).join('')}`;
}
