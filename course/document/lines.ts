import type { PhrasingContent, RootContent } from 'mdast';
import { toString } from 'mdast-util-to-string';

/** A line of a paragraph as its author typed it, and how it ends: with two spaces (hard), without (soft), or with the paragraph. */
export interface Line {
  nodes: PhrasingContent[];
  end: 'hard' | 'soft' | 'none';
}

/** Splits a paragraph's content where its author broke the line. */
export function splitLines(nodes: readonly PhrasingContent[]): Line[] {
  const lines: Line[] = [];
  let current: PhrasingContent[] = [];
  const end = (how: Line['end']): void => {
    lines.push({ nodes: current, end: how });
    current = [];
  };
  for (const node of nodes) {
    if (node.type === 'break') end('hard');
    else if (node.type === 'text' && node.value.includes('\n')) {
      const firstLine = node.position?.start.line;
      node.value.split('\n').forEach((value, index) => {
        if (index > 0) end('soft');
        const position =
          node.position && firstLine !== undefined ? { ...node.position, start: { ...node.position.start, line: firstLine + index } } : undefined;
        if (value !== '') current.push({ type: 'text', value, ...(position && { position }) });
      });
    } else current.push(node);
  }
  if (current.length > 0) end('none');
  return lines.filter((line) => line.nodes.length > 0);
}

/** The opposite of {@link splitLines}; how the last line ended no longer matters. */
export function joinLines(lines: readonly Line[]): PhrasingContent[] {
  return lines.flatMap((line, index): PhrasingContent[] => {
    if (index === lines.length - 1) return line.nodes;
    return [...line.nodes, line.end === 'hard' ? { type: 'break' } : { type: 'text', value: '\n' }];
  });
}

/**
 * Makes paragraphs of lines that end in two spaces behind the end of a sentence: that is how these documents set paragraphs
 * apart. Any other hard break stays a break.
 */
export function splitParagraphs(nodes: readonly RootContent[]): RootContent[] {
  return nodes.flatMap((node): RootContent[] => {
    if (node.type === 'list')
      return [{ ...node, children: node.children.map((item) => ({ ...item, children: splitParagraphs(item.children) as typeof item.children })) }];
    if (node.type !== 'paragraph') return [node];
    const paragraphs: Line[][] = [[]];
    for (const line of splitLines(node.children)) {
      paragraphs.at(-1)?.push(line);
      if (line.end === 'hard' && /[.:!?…][)"'”’]*\s*$/.test(toString(line.nodes))) paragraphs.push([]);
    }
    return paragraphs.filter((lines) => lines.length > 0).map((lines) => ({ ...node, children: joinLines(lines) }));
  });
}
