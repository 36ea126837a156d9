import { contentBytes } from './lazy-content';
import { MemoryNode } from './memory-node';
import type { Content, NewNode, Node } from './types';

/** What `file` is, for making one like it elsewhere; a regular file without its bytes (see {@link copyData}). */
export function likeNode(file: Node): NewNode {
  const { kind, mode, uid, gid, modified, deviceType } = file.attributes();
  return { kind, mode, uid, gid, modified, deviceType, target: kind === 'symlink' ? file.target() : undefined };
}

/** Gives the regular file `to` the bytes of `from`: recipes and holes stay what they are where both know them. */
export function copyData(from: Node, to: Node): void {
  if (from instanceof MemoryNode && to instanceof MemoryNode) to.adoptCopy(from);
  else replaceContent(to, from.content());
}

/** Makes `content` all of the regular file `node`. */
export function replaceContent(node: Node, content: Content): void {
  if (node.replaceContent) {
    node.replaceContent(content);
    return;
  }
  node.change({ size: 0 });
  node.write(0, contentBytes(content));
}
