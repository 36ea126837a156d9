import { encode } from '../../kernel/bytes';
import { SystemError } from '../../kernel/errno';
import type { OpenFile } from '../../vfs/open-file';
import type { Attributes } from '../../vfs/types';

/** An open, nameless file with the text of a here-document, as bash makes one with a pipe or in /tmp. */
export function createHereFile(text: string, now: number): OpenFile {
  const bytes = encode(text);
  let position = 0;
  const attributes: Attributes = {
    kind: 'file',
    device: 1,
    inode: 1,
    mode: 0o600,
    uid: 0,
    gid: 0,
    links: 0,
    size: bytes.length,
    blocks: Math.ceil(bytes.length / 512),
    accessed: now,
    modified: now,
    changed: now,
    born: now,
  };
  return {
    name: '/tmp/sh-thd (deleted)',
    readable: true,
    writable: false,
    read(max) {
      const chunk = bytes.subarray(position, position + max);
      position += chunk.length;
      return chunk;
    },
    write() {
      throw new SystemError('EBADF');
    },
    subscribe(_what, wake) {
      wake();
      return () => undefined;
    },
    seek(offset, from) {
      const base = from === 'start' ? 0 : from === 'current' ? position : bytes.length;
      if (base + offset < 0) throw new SystemError('EINVAL');
      position = base + offset;
      return position;
    },
    attributes: () => attributes,
    truncate() {
      throw new SystemError('EINVAL');
    },
    retain: () => undefined,
    release: () => undefined,
  };
}
