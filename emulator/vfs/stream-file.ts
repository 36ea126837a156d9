import { SystemError } from '../kernel/errno';
import type { Unsubscribe } from '../kernel/wake-list';
import type { Again, OpenFile, Readiness } from './open-file';
import type { Attributes, OpenOptions } from './types';

/** What makes a stream: only the directions it has. */
export interface StreamFileParts {
  name: string;
  options: Pick<OpenOptions, 'read' | 'write'>;
  attributes: () => Attributes;
  /** As {@link OpenFile.read}; EINVAL for reading when absent. */
  read?: (max: number) => Uint8Array | Again;
  /** As {@link OpenFile.write}; EINVAL for writing when absent. */
  write?: (bytes: Uint8Array) => number | Again;
  /** When absent, it is always ready. */
  subscribe?: (what: Readiness, wake: () => void) => Unsubscribe;
  /** For poll; when absent, it is always ready. */
  isReady?: (what: Readiness) => boolean;
  /** ESPIPE when absent. */
  seek?: OpenFile['seek'];
  /** Called when the last descriptor is gone. */
  close?: () => void;
}

/** An open file that is a stream: checks the direction it was opened for, counts its descriptors. */
export function createStreamFile(parts: StreamFileParts): OpenFile {
  const readable = parts.options.read ?? false;
  const writable = parts.options.write ?? false;
  let holders = 1;
  return {
    name: parts.name,
    readable,
    writable,
    read(max) {
      if (!readable) throw new SystemError('EBADF');
      if (!parts.read) throw new SystemError('EINVAL');
      return parts.read(max);
    },
    write(bytes) {
      if (!writable) throw new SystemError('EBADF');
      if (!parts.write) throw new SystemError('EINVAL');
      return parts.write(bytes);
    },
    subscribe(what, wake) {
      if (parts.subscribe) return parts.subscribe(what, wake);
      wake();
      return () => undefined;
    },
    ...(parts.isReady ? { isReady: parts.isReady } : {}),
    seek(offset, from) {
      if (!parts.seek) throw new SystemError('ESPIPE');
      return parts.seek(offset, from);
    },
    attributes: parts.attributes,
    truncate() {
      throw new SystemError('EINVAL');
    },
    retain() {
      holders++;
    },
    release() {
      if (--holders === 0) parts.close?.();
    },
  };
}
