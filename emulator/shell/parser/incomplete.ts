import { parseSource, type Parsed } from './parse';
import { isIncomplete } from './syntax-error';

/** Whether `text` needs more lines: an open quote or command, a here-document, a backslash at the end. `parsed` is what {@link parseSource} made of it. */
export function isUnfinished(text: string, parsed: Parsed = parseSource(text)): boolean {
  if (/(^|[^\\])(\\\\)*\\\n$/.test(text)) return true;
  if (parsed.openHereDocuments.length > 0) return true;
  return parsed.problem !== undefined && isIncomplete(parsed.problem);
}
