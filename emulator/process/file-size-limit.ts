import { encode } from '../kernel/bytes';
import { SystemError } from '../kernel/errno';
import { contentBytes } from '../vfs/lazy-content';
import type { OpenFile } from '../vfs/open-file';
import type { FileCalls } from '../vfs/types';
import type { KernelCore } from './core';
import type { Task } from './task';

/** What a process gets that would make a file larger than it may: SIGXFSZ, and EFBIG when it lives on. */
function exceed(core: KernelCore, task: Task, path?: string): never {
  core.signaler.deliver(task, 'SIGXFSZ');
  task.check();
  throw new SystemError('EFBIG', path);
}

/** Files that were opened to be appended to, which write at their end wherever they stand. */
const appending = new WeakSet<OpenFile>();

/** As much of `bytes` as the process may write into the file now (RLIMIT_FSIZE). */
export function fitting(core: KernelCore, task: Task, file: OpenFile, bytes: Uint8Array): Uint8Array {
  const limit = task.limits.fsize.soft;
  if (limit === Infinity || file.place?.node.kind !== 'file' || bytes.length === 0) return bytes;
  const room = limit - (appending.has(file) ? file.attributes().size : file.seek(0, 'current'));
  if (room <= 0) exceed(core, task);
  return bytes.subarray(0, room);
}

/** Puts those of a process's file calls that make files larger under its limit. */
export function limitFileCalls(core: KernelCore, task: Task, files: FileCalls): FileCalls {
  const isTooLarge = (path: string, size: number) => size > task.limits.fsize.soft && (!files.exists(path) || files.stat(path).kind === 'file');
  const { open, writeFile, truncate } = files;
  return Object.assign(files, {
    open(path, options) {
      const file = open(path, options);
      if (options.append) appending.add(file);
      return file;
    },
    writeFile(path, content, options) {
      const limit = task.limits.fsize.soft;
      if (limit === Infinity) {
        writeFile(path, content, options);
        return;
      }
      const bytes = typeof content === 'string' ? encode(content) : contentBytes(content);
      const before = options?.append && files.exists(path) ? files.stat(path).size : 0;
      const tooLarge = isTooLarge(path, before + bytes.length);
      writeFile(path, tooLarge ? bytes.subarray(0, Math.max(0, limit - before)) : bytes, options);
      if (tooLarge) exceed(core, task, path);
    },
    truncate(path, size) {
      if (isTooLarge(path, size)) exceed(core, task, path);
      truncate(path, size);
    },
  } satisfies Partial<FileCalls>);
}
