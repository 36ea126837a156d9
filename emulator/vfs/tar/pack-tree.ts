import { isOpaque, isPrivateAttribute, isWhiteout } from '../overlay-layers';
import type { FileCalls, Node } from '../types';
import type { TarEntry } from './tar-entry';

/** In front of the name of what a layer deletes. */
export const whiteoutPrefix = '.wh.';
/** The name in a directory that says that it hides what lower layers have there. */
export const opaqueName = '.wh..wh..opq';

/** How {@link packTree} and {@link packPath} make entries. */
export interface PackOptions {
  /** Name of the tree's root; without it the root has no entry and names begin below it. */
  rootName?: string;
  /** The tree is an overlay's upper directory, and the archive an image layer: whiteouts and opaque directories become `.wh.` names. */
  layer?: boolean;
  /** Whether to take `name` (and what is below). */
  include?: (name: string, node: Node) => boolean;
  /** Extended attributes to keep, by the beginnings of their names; `security.capability` when absent, which is what Docker keeps. */
  extended?: readonly string[];
}

/** A file and the way to what is in it. */
interface TreeItem {
  readonly node: Node;
  children(): [string, TreeItem][];
}

function nodeItem(node: Node): TreeItem {
  return { node, children: () => Array.from(node.entries(), ([name, child]) => [name, nodeItem(child)]) };
}

function pathItem(files: FileCalls, path: string): TreeItem {
  return {
    node: files.resolve(path, { follow: false }).node,
    children: () => files.readDirectory(path).map(({ name }) => [name, pathItem(files, path.endsWith('/') ? path + name : `${path}/${name}`)]),
  };
}

const join = (directory: string, name: string) => (directory === '' || directory.endsWith('/') ? directory + name : `${directory}/${name}`);
const byteOrder = ([a]: [string, TreeItem], [b]: [string, TreeItem]) => (a < b ? -1 : a > b ? 1 : 0);

/**
 * The entries for a tar file of the tree below `root`, parents first, names in order, hard links as such. Mounts are not entered: see
 * {@link packPath}. Content stays a recipe where it is one.
 */
export function packTree(root: Node, options: PackOptions = {}): Generator<TarEntry> {
  return pack(nodeItem(root), options);
}

/** As {@link packTree}, of what is at a path as a process sees it: with mounts, and its permissions. A symlink there is not followed. */
export function packPath(files: FileCalls, path: string, options: PackOptions = {}): Generator<TarEntry> {
  return pack(pathItem(files, path), options);
}

function* pack(root: TreeItem, options: PackOptions): Generator<TarEntry> {
  const linked = new Map<string, string>();
  const name = options.rootName ?? '';
  if (root.node.kind !== 'directory' || name !== '') yield* packItem(root, name, options, linked);
  else yield* packChildren(root, '', options, linked);
}

function* packChildren(item: TreeItem, name: string, options: PackOptions, linked: Map<string, string>): Generator<TarEntry> {
  for (const [childName, child] of item.children().sort(byteOrder)) {
    const path = join(name, childName);
    if (options.include?.(path, child.node) ?? true) yield* packItem(child, path, options, linked);
  }
}

function* packItem(item: TreeItem, name: string, options: PackOptions, linked: Map<string, string>): Generator<TarEntry> {
  const { node } = item;
  const { mode, uid, gid, modified, deviceType, links, device, inode } = node.attributes();
  const common = { mode, uid, gid, modified };
  if (options.layer && isWhiteout(node)) {
    const slash = name.lastIndexOf('/') + 1;
    yield { ...common, name: `${name.slice(0, slash)}${whiteoutPrefix}${name.slice(slash)}`, kind: 'file', mode: 0o600 };
    return;
  }
  if (node.kind === 'directory') {
    yield { ...common, name, kind: 'directory', extended: extendedOf(node, options) };
    if (options.layer && isOpaque(node)) yield { name: join(name, opaqueName), kind: 'file', mode: mode & 0o777, uid, gid, modified: 0 };
    yield* packChildren(item, name, options, linked);
    return;
  }
  const identity = `${device}:${inode}`;
  const first = links > 1 ? linked.get(identity) : undefined;
  if (first !== undefined) {
    yield { ...common, name, kind: 'hardlink', linkName: first };
    return;
  }
  if (links > 1) linked.set(identity, name);
  yield {
    ...common,
    name,
    kind: node.kind,
    deviceType: node.kind === 'character' || node.kind === 'block' ? deviceType : undefined,
    linkName: node.kind === 'symlink' ? node.target() : undefined,
    content: node.kind === 'file' ? node.content() : undefined,
    extended: extendedOf(node, options),
  };
}

function extendedOf(node: Node, options: PackOptions): ReadonlyMap<string, Uint8Array> | undefined {
  const wanted = options.extended ?? ['security.capability'];
  const names = node.extendedNames().filter((name) => !isPrivateAttribute(name) && wanted.some((prefix) => name.startsWith(prefix)));
  if (names.length === 0) return undefined;
  return new Map(names.map((name) => [name, node.getExtended(name) as Uint8Array]));
}
