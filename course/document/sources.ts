import type { Link, List, Paragraph, PhrasingContent, RootContent } from 'mdast';
import { toString } from 'mdast-util-to-string';
import { joinLines, splitLines } from './lines';
import type { Line } from './lines';
import { lineOf } from './document-error';
import type { Fail } from './document-error';

/** A line under `Read more:`: its link, and the whole of it, which may say more. */
export interface Source {
  url: string;
  /** The link's text, when it is not just the address. */
  title?: string;
  content: PhrasingContent[];
}

const lead = /^\s*read more\s*(:|$)/i;

/** Takes what stands under `Read more:` out of an answer, wherever that is: in its own paragraph, at the end of one, in a list item. */
export function takeSources(answer: RootContent[], fail: Fail): { body: RootContent[]; sources: Source[] } {
  const sources: Source[] = [];
  const body = takeFrom(answer);
  return { body, sources };

  function takeFrom(nodes: RootContent[]): RootContent[] {
    const kept: RootContent[] = [];
    let reading = false;
    let found = 0;
    let leadLine = 0;
    const stop = (): void => {
      if (reading && found === sources.length) fail(leadLine, 'expected links under “Read more:”');
      reading = false;
    };
    for (const node of nodes) {
      if (reading && takeBlock(node)) continue;
      if (reading && (node.type !== 'paragraph' || !startsWithLead(node))) stop();
      if (node.type === 'paragraph') {
        const { before, rest, open } = takeParagraph(node);
        if (before) kept.push(before);
        if (open !== undefined) {
          reading = true;
          leadLine = open.line;
          found = open.found;
          if (rest) {
            stop();
            kept.push(rest);
          }
        }
      } else if (node.type === 'list') {
        const children = node.children
          .map((item) => ({ ...item, children: takeFrom(item.children) as typeof item.children }))
          .filter((item) => item.children.length > 0);
        if (children.length > 0) kept.push({ ...node, children });
      } else kept.push(node);
    }
    stop();
    return kept;
  }

  /** A paragraph or a list below the line `Read more:` that holds nothing but links. */
  function takeBlock(node: RootContent): boolean {
    const lines = node.type === 'list' ? linesOfList(node) : node.type === 'paragraph' ? splitLines(node.children) : undefined;
    if (!lines || lines.length === 0 || !lines.every((line) => (node.type === 'list' ? linkOf(line) : isBareLink(line)))) return false;
    lines.forEach(add);
    return true;
  }

  function takeParagraph(node: Paragraph): { before?: Paragraph | undefined; rest?: Paragraph | undefined; open?: { line: number; found: number } } {
    const lines = splitLines(node.children);
    const at = lines.findIndex((line) => isLead(line));
    const leadLine = lines[at];
    if (!leadLine) return { before: node };
    const found = sources.length;
    const sameLine = withoutLead(leadLine);
    let next = at + 1;
    if (sameLine) add(sameLine);
    for (let line = lines[next]; line && linkOf(line); line = lines[++next]) add(line);
    return {
      before: paragraphOf(node, lines.slice(0, at)),
      rest: paragraphOf(node, lines.slice(next)),
      open: { line: lineOf(leadLine.nodes[0] ?? node), found },
    };
  }

  function add(line: Line): void {
    for (const link of linksOf(line)) {
      const text = toString(link).trim();
      if (isBareLink(line) && sources.some((source) => source.url === link.url && (source.title ?? link.url) === text)) continue;
      // Several links on a line are sources of their own, when nothing else stands there.
      const content = isBareLink(line) ? [link] : line.nodes;
      sources.push({ url: link.url, ...(text !== link.url && text !== '' && { title: text }), content });
      if (!isBareLink(line)) break;
    }
  }
}

function startsWithLead(node: Paragraph): boolean {
  const first = splitLines(node.children)[0];
  return first !== undefined && isLead(first);
}

/** `Read more:` alone on its line, or before a link. */
function isLead(line: Line): boolean {
  const text = toString(line.nodes);
  if (!lead.test(text)) return false;
  return text.replace(lead, '').trim() === '' || linkOf(line) !== undefined;
}

/** What stands behind `Read more:` on its line. */
function withoutLead(line: Line): Line | undefined {
  const rest = line.nodes.slice(1);
  const first = line.nodes[0];
  if (first?.type === 'text') {
    const value = first.value.replace(lead, '').trimStart();
    if (value !== '') rest.unshift({ ...first, value });
  } else if (first && linksOf({ ...line, nodes: [first] }).length > 0) rest.unshift(first);
  const next = rest[0];
  if (next?.type === 'text') rest[0] = { ...next, value: next.value.replace(/^\s*:?\s*/, '') };
  const trimmed = rest.filter((node) => node.type !== 'text' || node.value.trim() !== '');
  return trimmed.length > 0 ? { ...line, nodes: trimmed } : undefined;
}

function linesOfList(list: List): Line[] | undefined {
  const lines: Line[] = [];
  for (const item of list.children) {
    const [only, ...others] = item.children;
    if (only?.type !== 'paragraph' || others.length > 0) return undefined;
    lines.push({ nodes: only.children, end: 'none' });
  }
  return lines;
}

function linksOf(line: Line): Link[] {
  const find = (node: PhrasingContent): Link[] => (node.type === 'link' ? [node] : 'children' in node ? node.children.flatMap(find) : []);
  return line.nodes.flatMap(find);
}

function linkOf(line: Line): Link | undefined {
  return linksOf(line)[0];
}

function isBareLink(line: Line): boolean {
  return linkOf(line) !== undefined && line.nodes.every((node) => node.type === 'link' || (node.type === 'text' && /^[\s,;·|-]*$/.test(node.value)));
}

function paragraphOf(node: Paragraph, lines: Line[]): Paragraph | undefined {
  const children = joinLines(lines);
  return children.length > 0 ? { ...node, children } : undefined;
}
