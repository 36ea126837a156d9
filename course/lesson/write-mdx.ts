import type { Root, RootContent } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkMdx from 'remark-mdx';
import remarkStringify from 'remark-stringify';
import { unified } from 'unified';
import { stringify } from 'yaml';

/** Marks a file as written by the generator, which may therefore overwrite or remove it. */
export const generatedMark = '# Written by `npm run lessons`: edit the questions instead.';

const processor = unified()
  .use(remarkGfm)
  .use(remarkMdx)
  .use(remarkStringify, {
    bullet: '-',
    emphasis: '_',
    fence: '`',
    fences: true,
    listItemIndent: 'one',
    resourceLink: true,
    rule: '-',
    // A paragraph that begins with one of these words would be read as JavaScript.
    unsafe: [
      { atBreak: true, character: 'i', after: 'mport\\b' },
      { atBreak: true, character: 'e', after: 'xport\\b' },
    ],
  })
  .freeze();

/** Writes a lesson's file: its front matter, then its content as MDX in which the author's text is nothing but text. */
export function writeMdx(frontMatter: object, children: RootContent[]): string {
  const root: Root = { type: 'root', children: children.map(withoutPositions) };
  return `---\n${generatedMark}\n${stringify(frontMatter, { lineWidth: 0 })}---\n\n${processor.stringify(root)}`;
}

/** Positions in the question document would mislead the writer, which reads some of them. */
function withoutPositions(node: RootContent): RootContent {
  const copy = { ...node };
  delete copy.position;
  return 'children' in copy ? ({ ...copy, children: (copy.children as RootContent[]).map(withoutPositions) } as RootContent) : copy;
}
