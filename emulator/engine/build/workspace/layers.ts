import { unpackTree } from '../../../vfs/tar/unpack-tree';
import type { TarEntry } from '../../../vfs/tar/tar-entry';
import type { FileCalls } from '../../../vfs/types';
import { filesInside } from '../../container/runtime/container-files';
import { makeId } from '../../identifier';
import { chainId } from '../../image/chain-id';
import type { Digest } from '../../image/types';
import type { EngineParts } from '../../parts';

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
  /** The layer `diff`, made on another stack, also on this one. */
  transplant(from: Stack, onto: Stack): Promise<void>;
  /** Bytes of the uppermost layer. */
  size(stack: Stack): number;
  exists(stack: Stack): boolean;
}

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
    async transplant(from, onto) {
      const entries = images.layerEntries(from);
      await images.layerStore.register(onto, from.at(-1) as Digest, entries);
    },
    size: (stack) => images.layerStore.get(chainId(stack) ?? '')?.size ?? 0,
    exists: (stack) => stack.length === 0 || images.hasLayer(stack),
  };
}
