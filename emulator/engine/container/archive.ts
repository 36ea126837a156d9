import type { ArchiveBackend } from '../../api/router/container/backend';
import type { PathStat } from '../../api/types/container';
import { isSystemError } from '../../kernel/errno';
import type { Attributes, FileCalls } from '../../vfs/types';
import { packPath } from '../../vfs/tar/pack-tree';
import { readTar } from '../../vfs/tar/tar-reader';
import { streamTarBytes, writeTar } from '../../vfs/tar/tar-writer';
import { UnpackKindError, unpackTree } from '../../vfs/tar/unpack-tree';
import { EngineError } from '../error';
import type { EngineParts } from '../parts';
import { formatNanoseconds } from '../time';
import { nameOf, type Container } from './container';
import { filesInside } from './runtime/container-files';

/** Go's FileMode bits for kinds of files. */
const kindBits: Partial<Record<Attributes['kind'], number>> = { directory: 2 ** 31, symlink: 2 ** 27, fifo: 2 ** 25, socket: 2 ** 24, character: 2 ** 26 + 2 ** 21, block: 2 ** 26 };

/** `docker cp`, over the container's file system as it sees it; for a stopped container over its layer. */
export function createArchives(parts: EngineParts): ArchiveBackend {
  function inside<T>(container: Container, use: (files: FileCalls) => T): T {
    const { process, images } = parts;
    if (container.task) return use(filesInside(container.task.namespaces.mount, container.task.root, process.system.clock));
    const layer = images.layers.containerLayer(container.id);
    layer.mount();
    try {
      return use(filesInside(process.namespaces.mount, process.files.resolve(`${layer.directory}/merged`), process.system.clock));
    } finally {
      layer.unmount();
    }
  }

  function stat(files: FileCalls, container: Container, path: string): PathStat {
    const clean = path.startsWith('/') ? path : `/${path}`;
    try {
      const attributes = files.lstat(clean.replace(/(.)\/+$/, '$1'));
      if (/\/\.?$/.test(clean) && clean !== '/' && files.stat(clean).kind !== 'directory') throw new EngineError('invalid parameter', `${clean}: not a directory`);
      const { mode, kind } = attributes;
      return {
        name: clean.replace(/\/+\.?$/, '').split('/').at(-1) || '/',
        size: kind === 'directory' ? 4096 : attributes.size,
        mode: (kindBits[kind] ?? 0) + (mode & 0o777) + (mode & 0o1000 ? 2 ** 20 : 0) + (mode & 0o4000 ? 2 ** 23 : 0) + (mode & 0o2000 ? 2 ** 22 : 0),
        mtime: formatNanoseconds(BigInt(Math.floor(attributes.modified * 1e6))),
        linkTarget: kind === 'symlink' ? files.realPath(clean, { missingLast: true }) : '',
      };
    } catch (error) {
      if (!isSystemError(error)) throw error;
      if (error.errno === 'ENOENT' || error.errno === 'ENOTDIR') throw new EngineError('not found', `Could not find the file ${path} in container ${nameOf(container)}`);
      throw error;
    }
  }

  return {
    statContainerPath: (name, path) => inside(parts.store.find(name), (files) => stat(files, parts.store.find(name), path)),
    readContainerPath(name, path) {
      const container = parts.store.find(name);
      parts.bus.publish('container', 'archive-path', container.id, parts.attributes(container));
      return inside(container, (files) => {
        const found = stat(files, container, path);
        const clean = path.replace(/(.)\/+\.?$/, '$1').replace(/^(?!\/)/, '/');
        const entries = [...packPath(files, clean === '/.' ? '/' : clean, { rootName: found.name === '/' || path.endsWith('/.') ? '.' : found.name })];
        return { stat: found, content: streamTarBytes(writeTar(entries)) };
      });
    },
    extractToContainer(name, path, content, options) {
      const container = parts.store.find(name);
      parts.bus.publish('container', 'extract-to-dir', container.id, parts.attributes(container));
      inside(container, (files) => {
        stat(files, container, path);
        if (files.stat(path.startsWith('/') ? path : `/${path}`).kind !== 'directory') throw new EngineError('invalid parameter', `extraction point is not a directory`);
        try {
          unpackTree(readTar([content]), files, path, { owners: options.copyOwner, ...(options.noOverwriteDirectoryNonDirectory ? { keepKinds: true } : {}) });
        } catch (error) {
          if (error instanceof UnpackKindError) throw new EngineError('invalid parameter', error.message);
          throw error;
        }
      });
    },
  };
}
