import type { PhrasingContent } from 'mdast';
import { htmlElement } from './mdx-node';

/** HTML elements without attributes that people write into Markdown, and that a lesson may use. */
const kept = new Set(['b', 'code', 'del', 'em', 'i', 'ins', 'kbd', 'mark', 'q', 's', 'small', 'strong', 'sub', 'sup', 'u', 'var']);

/** Makes `<kbd>Ctrl</kbd>` an element and `<br>` a line break; anything else in angle brackets is text, such as `<hash>`. */
export function resolveHtml(nodes: readonly PhrasingContent[]): PhrasingContent[] {
  const resolved: PhrasingContent[] = [];
  for (let at = 0; at < nodes.length; at++) {
    const node = nodes[at];
    if (node?.type !== 'html') {
      if (node) resolved.push('children' in node ? { ...node, children: resolveHtml(node.children) } : node);
      continue;
    }
    const name = /^<([a-z]+)>$/i.exec(node.value)?.[1]?.toLowerCase();
    const end = name !== undefined && kept.has(name) ? closingOf(nodes, at, name) : -1;
    if (name !== undefined && end > at) {
      resolved.push(htmlElement(name, resolveHtml(nodes.slice(at + 1, end))));
      at = end;
    } else if (/^<br\s*\/?>$/i.test(node.value)) resolved.push({ type: 'break' });
    else resolved.push({ type: 'text', value: node.value });
  }
  return resolved;
}

/** Where the element ends that begins at `opening`, if it ends on the same line: across lines it could be cut in two. */
function closingOf(nodes: readonly PhrasingContent[], opening: number, name: string): number {
  let depth = 0;
  for (let at = opening; at < nodes.length; at++) {
    const node = nodes[at];
    if (node?.type === 'break' || (node?.type === 'text' && node.value.includes('\n'))) return -1;
    const tag = node?.type === 'html' ? node.value.toLowerCase() : '';
    if (tag === `<${name}>`) depth++;
    else if (tag === `</${name}>` && --depth === 0) return at;
  }
  return -1;
}

/** Text for a heading, which has one line however many its author gave it. */
export function onOneLine(nodes: readonly PhrasingContent[]): PhrasingContent[] {
  return nodes.map((node): PhrasingContent => {
    if (node.type === 'break') return { type: 'text', value: ' ' };
    if (node.type === 'text') return { ...node, value: node.value.replace(/\s*\n\s*/g, ' ') };
    return 'children' in node ? { ...node, children: onOneLine(node.children) } : node;
  });
}
