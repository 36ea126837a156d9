import { unpackTree } from '../../../vfs/tar/unpack-tree';
import type { TarEntry } from '../../../vfs/tar/tar-entry';
import type { FileCalls } from '../../../vfs/types';
import { filesInside } from '../../container/runtime/container-files';
import { makeId } from '../../identifier';
import type { FileSet } from '../context/context';
import { applyLayer } from './flatten';
import { chainId } from '../../image/chain-id';
import type { Digest } from '../../image/types';
import type { EngineParts } from '../../parts';
import type { StoredLayer } from '../../storage/overlay2/layer-store';
import { packLayer } from '../../storage/overlay2/pack-layer';

/** Layers, lowest first, by their diff ids. */
export type Stack = readonly Digest[];

/** Makes layers on stacks of others, and looks into them. */
export interface BuildLayers {
  /** Looks at the files of a stack; what is written there is gone afterwards. */
  look<T>(stack: Stack, use: (files: FileCalls) => T): T;
  /** As `look`, for longer: `root` is the directory of the mounted files on the host. */
  open(stack: Stack): { readonly root: string; readonly id: string; readonly files: FileCalls; commit(): Promise<Digest>; close(): void };
  /** A layer with what `work` changes. */
  change(stack: Stack, work: (files: FileCalls) => void | Promise<void>): Promise<Digest>;
  /** A layer with these files and nothing else. */
  write(stack: Stack, entries: readonly TarEntry[]): Promise<Digest>;
  /** The files of a stack, without those that only containers have. */
  files(stack: Stack): FileSet;
  /** Bytes of the uppermost layer. */
  size(stack: Stack): number;
  exists(stack: Stack): boolean;
}

/** File sets that are kept: those of a build's last steps are asked for again. */
const keptFileSets = 32;

/** The layers of builds in the engine's storage. */
export function createBuildLayers({ process, images }: EngineParts): BuildLayers {
  const { files, system, namespaces } = process;

  function open(stack: Stack): ReturnType<BuildLayers['open']> {
    const id = makeId(system.random);
    const layer = images.createLayerOn(id, stack);
    layer.mount();
    let mounted = true;
    const unmount = () => {
      if (mounted) layer.unmount();
      mounted = false;
    };
    const root = `${layer.directory}/merged`;
    return {
      root,
      id,
      files: filesInside(namespaces.mount, files.resolve(root), system.clock),
      commit() {
        unmount();
        return images.layers.commitContainerLayer(id);
      },
      close() {
        unmount();
        images.layers.removeContainerLayer(id);
      },
    };
  }

  const known = new Map<string, FileSet>();

  function filesOf(stack: Stack): FileSet {
    const key = chainId(stack);
    if (key === undefined) return new Map();
    const found = known.get(key) ?? applyLayer(filesOf(stack.slice(0, -1)), uppermost(stack));
    if (known.size >= keptFileSets) known.delete(known.keys().next().value ?? '');
    known.set(key, found);
    return found;
  }

  /** The members of the uppermost layer of a stack, as they stand in its tar. */
  function uppermost(stack: Stack): TarEntry[] {
    const layer = images.layerStore.stack(stack).at(-1) as StoredLayer;
    return packLayer.layerEntries(process, `${images.layerStore.directory(layer)}/diff`);
  }

  async function change(stack: Stack, work: (inside: FileCalls) => void | Promise<void>): Promise<Digest> {
    const place = open(stack);
    try {
      await work(place.files);
      return await place.commit();
    } finally {
      place.close();
    }
  }

  return {
    open,
    change,
    look(stack, use) {
      const place = open(stack);
      try {
        return use(place.files);
      } finally {
        place.close();
      }
    },
    write: (stack, entries) => change(stack, (inside) => unpackTree(entries, inside, '/')),
    files: filesOf,
    size: (stack) => images.layerStore.get(chainId(stack) ?? '')?.size ?? 0,
    exists: (stack) => stack.length === 0 || images.hasLayer(stack),
  };
}
