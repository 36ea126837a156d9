import { parseSource } from './parse';
import { isIncomplete } from './syntax-error';

/** Whether `text` needs more lines: an open quote or command, a here-document, a backslash at the end. */
export function isUnfinished(text: string): boolean {
  if (/(^|[^\\])(\\\\)*\\\n$/.test(text)) return true;
  const parsed = parseSource(text);
  if (parsed.openHereDocuments.length > 0) return true;
  return parsed.problem !== undefined && isIncomplete(parsed.problem);
}
