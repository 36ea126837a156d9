import { encode } from '../kernel/bytes';
import type { Node } from './types';

/** The extended attribute (value `y`) of a directory that hides what lower layers have under its name. */
export const opaqueAttribute = 'trusted.overlay.opaque';
/** What begins with this is overlay's own, and not seen through it. */
const privatePrefix = 'trusted.overlay.';

/** Whether `name` is an extended attribute of overlay's own. */
export function isPrivateAttribute(name: string): boolean {
  return name.startsWith(privatePrefix);
}

/** Whether `node` says that its name is gone: a character device 0/0. */
export function isWhiteout(node: Node): boolean {
  if (node.kind !== 'character') return false;
  const type = node.attributes().deviceType;
  return type?.major === 0 && type.minor === 0;
}

/** Says in `directory` that lower layers' `name` is gone. */
export function makeWhiteout(directory: Node, name: string): void {
  directory.create(name, { kind: 'character', mode: 0, uid: 0, gid: 0, deviceType: { major: 0, minor: 0 } });
}

/** Whether the directory hides what is below it. */
export function isOpaque(directory: Node): boolean {
  return directory.getExtended(opaqueAttribute)?.[0] === 0x79;
}

/** Makes the directory hide what is below it. */
export function makeOpaque(directory: Node): void {
  directory.setExtended(opaqueAttribute, encode('y'));
}

/** What `name` is made of in `layers` (directories, the uppermost first): directories that merge, or one other file; nothing when it is gone. */
export function findInLayers(layers: readonly Node[], name: string): Node[] {
  const found: Node[] = [];
  for (const layer of layers) {
    const node = layer.lookup(name);
    if (!node) continue;
    if (isWhiteout(node)) break;
    if (node.kind !== 'directory') {
      if (found.length === 0) found.push(node);
      break;
    }
    found.push(node);
    if (isOpaque(node)) break;
  }
  return found;
}
