import type { BuildRange } from '../../../api/types/build';

/** Part of a Dockerfile that is shown: its name, its text, the lines that are meant. */
export interface Source {
  readonly filename: string;
  readonly text: string;
  readonly range: readonly BuildRange[];
}

const rule = '--------------------';

/** The lines around those that are meant, which are marked with `>>>`; empty when there is nothing to show. */
export function sourceExcerpt({ filename, text, range }: Source): string {
  const lines = text.split('\n');
  if (range.length === 0) return '';
  const first = Math.min(...range.map(({ start }) => start.line));
  let start = first;
  let end = Math.min(lines.length, Math.max(...range.map((one) => Math.max(one.start.line, one.end.line))));
  if (start < 1 || start > lines.length) return '';
  const padding = end === start ? 4 : 2;
  for (let padded = 0; padded < padding; padded++) {
    if (start > 1) {
      start--;
      padded++;
    }
    if (end !== lines.length) {
      end++;
      padded++;
    }
  }
  const isMeant = (line: number) => range.some((one) => line >= one.start.line && line <= Math.max(one.start.line, one.end.line));
  let shown = `${filename}:${first}\n${rule}\n`;
  for (let line = start; line <= end; line++) shown += ` ${String(line).padStart(3)} | ${isMeant(line) ? '>>>' : '   '} ${lines[line - 1]}\n`;
  return `${shown}${rule}\n`;
}
