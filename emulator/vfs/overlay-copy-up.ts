import { copyData, likeNode } from './copy-data';
import { isPrivateAttribute } from './overlay-layers';
import type { Node } from './types';

/**
 * Makes a copy of a lower layer's file (or a directory, without what is in it) in the upper layer's `directory`, whose times stay as they were.
 * Without `withData` a regular file comes empty. When there is no room, nothing is left of it.
 */
export function copyInto(directory: Node, name: string, lower: Node, withData: boolean): Node {
  const { accessed, modified } = directory.attributes();
  const times = lower.attributes();
  const made = directory.create(name, likeNode(lower));
  try {
    if (made.kind === 'file' && withData) copyData(lower, made);
  } catch (error) {
    directory.unlink(name);
    throw error;
  } finally {
    directory.change({ accessed, modified });
  }
  for (const attribute of lower.extendedNames()) if (!isPrivateAttribute(attribute)) made.setExtended(attribute, lower.getExtended(attribute));
  made.change({ accessed: times.accessed, modified: times.modified });
  return made;
}
