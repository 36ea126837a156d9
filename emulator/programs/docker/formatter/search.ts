import type { ImageSearchResult } from '../../../api/types/image';
import { tableRow } from './row';
import type { TableShape } from './table';
import { ellipsis } from './text';

/** What `docker search` shows without `--format`. */
export const searchTable = 'table {{.Name}}\\t{{.Description}}\\t{{.StarCount}}\\t{{.IsOfficial}}';

/** Characters of a description that are shown. */
const shownDescription = 45;

/** Rows of `docker search`. */
export function searchShape(truncate: boolean): TableShape<ImageSearchResult> {
  return {
    headers: { Name: 'NAME', Description: 'DESCRIPTION', StarCount: 'STARS', IsOfficial: 'OFFICIAL', IsAutomated: 'AUTOMATED' },
    row: (result) => {
      const mark = (is: boolean) => (is ? '[OK]' : '');
      const description = result.description.replaceAll(/[\r\n]/g, ' ');
      return tableRow('*formatter.searchContext', {
        Description: () => (truncate ? ellipsis(description, shownDescription) : description),
        IsAutomated: () => mark(result.is_automated),
        IsOfficial: () => mark(result.is_official),
        Name: () => result.name,
        StarCount: () => String(result.star_count),
      });
    },
  };
}
