import { noBytes } from '../kernel/bytes';
import { isSystemError, SystemError } from '../kernel/errno';
import { pageSize } from './lazy-content';
import type { OpenFile } from './open-file';
import { dropPrivileges } from './permissions';
import type { Credentials, Place } from './types';

/** What {@link openRegularFile} needs to know. */
export interface RegularFileOptions {
  /** The path, for messages and /proc. */
  name: string;
  place: Place;
  read: boolean;
  write: boolean;
  /** Every write goes to the end. */
  append?: boolean;
  /** Who opened it: when that is not root, writing takes set-user-id and set-group-id away. */
  credentials: Credentials;
}

/** An open regular file or directory: a position in a node. An unlinked file lives on until the last descriptor is closed. */
export function openRegularFile(options: RegularFileOptions): OpenFile {
  const { place, name } = options;
  const { node } = place;
  const letGo = node.hold?.();
  const isDirectory = node.kind === 'directory';
  let position = 0;
  let holders = 1;

  /** Page by page, until the disk is full: what fitted is written, as on Linux. */
  const writeWhatFits = (at: number, bytes: Uint8Array): number => {
    let done = 0;
    while (done < bytes.length) {
      const step = pageSize - ((at + done) % pageSize);
      try {
        node.write(at + done, bytes.subarray(done, done + step));
      } catch (error) {
        if (done > 0 && isSystemError(error, 'ENOSPC')) return done;
        throw error;
      }
      done += Math.min(step, bytes.length - done);
    }
    return done;
  };

  return {
    name,
    place,
    readable: options.read,
    writable: options.write,
    read(max) {
      if (!options.read) throw new SystemError('EBADF');
      if (isDirectory) throw new SystemError('EISDIR');
      if (max <= 0) return noBytes;
      const bytes = node.read(position, max);
      position += bytes.length;
      return bytes;
    },
    write(bytes) {
      if (!options.write) throw new SystemError('EBADF');
      if (bytes.length === 0) return 0;
      if (options.append) position = node.attributes().size;
      dropPrivileges(node, options.credentials);
      let written = bytes.length;
      try {
        node.write(position, bytes);
      } catch (error) {
        if (!isSystemError(error, 'ENOSPC')) throw error;
        written = writeWhatFits(position, bytes);
      }
      position += written;
      return written;
    },
    subscribe(_what, wake) {
      wake();
      return () => undefined;
    },
    seek(offset, from) {
      const base = from === 'start' ? 0 : from === 'current' ? position : node.attributes().size;
      if (base + offset < 0) throw new SystemError('EINVAL');
      return (position = base + offset);
    },
    attributes: () => node.attributes(),
    truncate(size) {
      if (!options.write || isDirectory) throw new SystemError('EINVAL');
      dropPrivileges(node, options.credentials);
      node.change({ size });
    },
    retain() {
      holders++;
    },
    release() {
      if (--holders === 0) letGo?.();
    },
  };
}
