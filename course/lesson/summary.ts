import type { RootContent } from 'mdast';
import { toString } from 'mdast-util-to-string';

const wordsPerMinute = 200;
const longestSummary = 200;

/** The beginning of an answer as one plain line: whole sentences while they fit, or the words of the first that do. */
export function summaryOf(answer: readonly RootContent[]): string {
  const end = answer.findIndex((node) => node.type !== 'paragraph');
  const paragraphs = end === 0 ? answer.slice(0, 1) : answer.slice(0, end < 0 ? undefined : end);
  const text = paragraphs
    .map((node) => toString(node))
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim();
  let summary = '';
  for (const sentence of text.match(/.+?(?:[.!?](?=\s|$)|$)/g) ?? []) {
    if (summary !== '' && (summary + sentence).length > longestSummary) break;
    summary += sentence;
  }
  if (summary.length <= longestSummary) return summary.trim();
  const cut = summary.slice(0, longestSummary - 1);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), 1)).replace(/[\s,;:–-]+$/, '')}…`;
}

/** How many minutes an answer takes to read, at least one. */
export function readingMinutes(answer: readonly RootContent[]): number {
  const words = answer.map((node) => wordsIn(node)).reduce((sum, count) => sum + count, 0);
  return Math.max(1, Math.round(words / wordsPerMinute));
}

function wordsIn(node: RootContent): number {
  if ('children' in node) return (node.children as RootContent[]).reduce((sum, child) => sum + wordsIn(child), 0);
  return 'value' in node ? (node.value.match(/\S+/g)?.length ?? 0) : 0;
}
