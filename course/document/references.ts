import type { Definition, FootnoteDefinition, Nodes, PhrasingContent, Root } from 'mdast';

/**
 * Makes every answer self-contained, since each becomes a file of its own: `[text][name]` becomes a link with its address,
 * and a footnote's text moves to where it is called, in brackets. The definitions themselves go.
 */
export function resolveReferences(root: Root): Root {
  const definitions = new Map<string, Definition>();
  const footnotes = new Map<string, FootnoteDefinition>();
  const called = new Set<string>();
  collect(root);
  return { ...root, children: resolveAll(root.children, []) as Root['children'] };

  /** A call from within a footnote does not count: it may be the footnote's own. */
  function collect(node: Nodes, insideFootnote = false): void {
    if (node.type === 'definition' && !definitions.has(node.identifier)) definitions.set(node.identifier, node);
    if (node.type === 'footnoteDefinition' && !footnotes.has(node.identifier)) footnotes.set(node.identifier, node);
    if (node.type === 'footnoteReference' && !insideFootnote) called.add(node.identifier);
    if ('children' in node) for (const child of node.children) collect(child, insideFootnote || node.type === 'footnoteDefinition');
  }

  /** `inside` names the footnotes that are being written out, since a footnote may call itself. */
  function resolve(node: Nodes, inside: readonly string[]): Nodes[] {
    switch (node.type) {
      case 'definition':
        return [];
      case 'linkReference': {
        const { url = '', title } = definitions.get(node.identifier) ?? {};
        return [{ type: 'link', url, title, children: resolveAll(node.children, inside) as PhrasingContent[], position: node.position }];
      }
      case 'imageReference': {
        const { url = '', title } = definitions.get(node.identifier) ?? {};
        return [{ type: 'image', url, title, alt: node.alt, position: node.position }];
      }
      case 'footnoteReference': {
        const footnote = footnotes.get(node.identifier);
        if (!footnote || inside.includes(node.identifier)) return [{ type: 'text', value: ` (${node.identifier})` }];
        const inline = footnote.children.flatMap((block) => (block.type === 'paragraph' ? block.children : []));
        return [{ type: 'text', value: ' (' }, ...resolveAll(inline, [...inside, node.identifier]), { type: 'text', value: ')' }];
      }
      case 'footnoteDefinition': {
        // What is called has moved, except for its blocks that cannot stand within a sentence; what nothing calls stays.
        const staying = called.has(node.identifier) ? node.children.filter((block) => block.type !== 'paragraph') : node.children;
        return resolveAll(staying, inside);
      }
      default:
        return 'children' in node ? [{ ...node, children: resolveAll(node.children, inside) } as Nodes] : [node];
    }
  }

  function resolveAll(nodes: readonly Nodes[], inside: readonly string[]): Nodes[] {
    return nodes.flatMap((node) => resolve(node, inside));
  }
}
