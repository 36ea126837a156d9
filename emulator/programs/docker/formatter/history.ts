import type { ImageHistoryItem } from '../../../api/types/image';
import { humanDuration } from '../units/duration';
import { humanSize } from '../units/size';
import { tableRow } from './row';
import type { TableShape } from './table';
import { ellipsis, shortId } from './text';

/** What `docker history` shows without `--format`. */
export function historyTable(human: boolean): string {
  return `table {{.ID}}\\t${human ? '{{.CreatedSince}}' : '{{.CreatedAt}}'}\\t{{.CreatedBy}}\\t{{.Size}}\\t{{.Comment}}`;
}

/** Rows of an image's history. */
export function historyShape({ truncate, human, now }: { truncate: boolean; human: boolean; now: number }): TableShape<ImageHistoryItem> {
  const date = (item: ImageHistoryItem) => new Date(item.Created * 1000).toISOString().replace(/\.000Z$/, 'Z');
  return {
    headers: { ID: 'IMAGE', CreatedSince: 'CREATED', CreatedAt: 'CREATED AT', CreatedBy: 'CREATED BY', Size: 'SIZE', Comment: 'COMMENT' },
    row: (item) =>
      tableRow('*formatter.historyContext', {
        ID: () => (truncate && item.Id !== '<missing>' ? shortId(item.Id) : item.Id),
        CreatedAt: () => (item.Created <= 0 ? '' : date(item)),
        CreatedSince: () => (item.Created <= 0 ? 'N/A' : `${humanDuration(now - item.Created * 1000)} ago`),
        CreatedBy: () => {
          const text = item.CreatedBy.replaceAll('\t', ' ');
          return truncate ? ellipsis(text, 45) : text;
        },
        Size: () => (human ? humanSize(item.Size, 3) : String(item.Size)),
        Comment: () => item.Comment,
      }),
  };
}
