import type { Nodes, Root } from 'mdast';
import remarkDirective from 'remark-directive';
import remarkFrontmatter from 'remark-frontmatter';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import type { Processor } from 'unified';
import { lineOf } from './document-error';
import type { Fail } from './document-error';

const colon = ':'.charCodeAt(0);

/**
 * Leaves only container directives (`:::note`). The other two kinds, `:name` and `::name`, would take
 * `REPOSITORY:TAG` or `10:30h` out of ordinary text.
 */
function containerDirectivesOnly(this: Processor): undefined {
  for (const extension of (this.data().micromarkExtensions ?? []) as { text?: Record<number, unknown>; flow?: Record<number, unknown> }[]) {
    if (extension.text?.[colon]) delete extension.text[colon];
    const flow = extension.flow?.[colon];
    if (extension.flow && Array.isArray(flow)) extension.flow[colon] = (flow as unknown[])[0];
  }
}

/** Takes HTML blocks for paragraphs: `<hash>` at the start of a line is a placeholder, not the start of a page. */
function noHtmlBlocks(this: Processor): undefined {
  const data = this.data();
  (data.micromarkExtensions ??= []).push({ disable: { null: ['htmlFlow'] } });
}

const reader = unified().use(remarkParse).use(remarkFrontmatter).use(remarkGfm).use(remarkDirective).use(containerDirectivesOnly).freeze();
const readerWithoutHtmlBlocks = reader().use(noHtmlBlocks).freeze();

/** A parsed question document. */
export interface ParsedMarkdown {
  root: Root;
  /** The text that the positions in `root` refer to: the document with its comments blanked. */
  text: string;
}

/** Parses a question document. A code block or a directive that is left open is an error. */
export function parseMarkdown(source: string, fail: Fail): ParsedMarkdown {
  const text = blankComments(source.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n'));
  const root = readerWithoutHtmlBlocks.parse(text);
  checkClosed(root, text, fail);
  return { root, text };
}

/** Comments are for authors and reach no lesson. Blanking them keeps every other position where it was. */
function blankComments(text: string): string {
  let blanked = text;
  const visit = (node: Nodes): void => {
    if (node.type === 'html' && node.value.startsWith('<!--')) {
      const start = node.position?.start.offset ?? 0;
      const comment = /^<!--(?:>|->|[\s\S]*?-->)/.exec(text.slice(start, node.position?.end.offset));
      if (comment) blanked = blanked.slice(0, start) + comment[0].replace(/[^\n]/g, ' ') + blanked.slice(start + comment[0].length);
    }
    if ('children' in node) node.children.forEach(visit);
  };
  visit(reader.parse(text));
  // An HTML block can hold several comments, or one behind something else: each round removes one.
  return blanked === text ? text : blankComments(blanked);
}

function checkClosed(node: Nodes, text: string, fail: Fail): void {
  if (node.type === 'code' || node.type === 'containerDirective') {
    const lines = text.slice(node.position?.start.offset, node.position?.end.offset).split('\n');
    const opening = /^(`{3,}|~{3,}|:{3,})/.exec(lines[0] ?? '')?.[1];
    if (opening) {
      const last = (lines.length > 1 ? (lines.at(-1) ?? '') : '').replace(/^[\s>]*/, '').trimEnd();
      const closed = last.length >= opening.length && [...last].every((character) => character === opening[0]);
      const what = node.type === 'code' ? 'code block' : `directive ${node.name}`;
      if (!closed) fail(lineOf(node), `expected the ${what} to be closed by ${opening}, indented as far as where it opens`);
    }
  }
  if (node.type === 'text') checkNoLooseDirective(node.value, lineOf(node), fail);
  if ('children' in node) for (const child of node.children) checkClosed(child, text, fail);
}

/** A directive with two colons, or a fence that opens or closes nothing, would be shown to readers as text. */
function checkNoLooseDirective(value: string, line: number, fail: Fail): void {
  for (const [index, written] of value.split('\n').entries()) {
    const name = /^::(note|tip|warning|task|quiz|check|hint|solution)\b/.exec(written)?.[1];
    if (name) fail(line + index, `expected three colons before ${name}, and ::: on a line of its own behind its text`);
    if (/^:{3,}\s*$/.test(written)) fail(line + index, 'expected a directive to close with :::, but none is open here');
  }
}
