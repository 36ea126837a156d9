import type { Process } from '../../process/types';
import type { FileCalls } from '../../vfs/types';
import { packTree } from '../../vfs/tar/pack-tree';
import { unpackTree } from '../../vfs/tar/unpack-tree';
import { callsInside } from '../../vfs/calls-inside';

/** Fills a fresh volume with what the image has at its mount point, as Docker does at first use; also its owner and mode. A volume with something in it is left alone. */
export function copyImageContent(process: Process, inside: FileCalls, destination: string, volume: string): void {
  const { files } = process;
  if (files.readDirectory(volume).length > 0 || !inside.exists(destination)) return;
  const { node } = inside.resolve(destination);
  if (node.kind !== 'directory') return;
  const { mode, uid, gid } = node.attributes();
  files.changeOwner(volume, uid, gid);
  files.changeMode(volume, mode);
  unpackTree(packTree(node), callsInside(files.resolve(volume).node, process.system.clock), '/');
}
