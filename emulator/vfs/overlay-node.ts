import { SystemError } from '../kernel/errno';
import { replaceContent } from './copy-data';
import { copyInto } from './overlay-copy-up';
import { findInLayers, isOpaque, isPrivateAttribute, isWhiteout, makeOpaque, makeWhiteout } from './overlay-layers';
import type { AttributeChange, Attributes, Content, FileKind, FileSystem, NewNode, Node } from './types';

/** What all nodes of one overlay share. */
export interface OverlayShared {
  readonly fileSystem: FileSystem;
  /** Whether there is an upper layer to write to. */
  readonly writable: boolean;
  /** The number that the overlay shows for a file of a layer. */
  inodeOf(real: Node): number;
  /** Nodes by the file of the layer that they show. */
  readonly known: WeakMap<Node, OverlayNode>;
}

/** What an overlay shows under one name: a file of one layer, or directories of several. */
export class OverlayNode implements Node {
  readonly kind: FileKind;
  private number: number;
  private removed = false;
  private holders = 0;
  private letGoOfUpper: (() => void) | undefined;
  /** Files of lower layers that have several names: each name is a file of its own here, since writing to one copies that one up. */
  private linkedChildren: Map<string, OverlayNode> | undefined;

  constructor(
    private readonly shared: OverlayShared,
    private upper: Node | undefined,
    private readonly lowers: readonly Node[],
    private parent: OverlayNode | undefined,
    private name: string,
  ) {
    this.kind = this.real.kind;
    this.number = shared.inodeOf(this.real);
  }

  get inode(): number {
    return this.number;
  }

  get fileSystem(): FileSystem {
    return this.shared.fileSystem;
  }

  private get real(): Node {
    return this.upper ?? (this.lowers[0] as Node);
  }

  attributes(): Attributes {
    const attributes = this.real.attributes();
    const merged = this.kind === 'directory' && this.lowers.length > (this.upper ? 0 : 1);
    const links = this.removed ? 0 : merged ? 1 : attributes.links;
    return { ...attributes, device: this.shared.fileSystem.device, inode: this.number, links };
  }

  change(change: AttributeChange): void {
    if (change.size === 0 && !this.upper && this.kind === 'file') this.copyUp(false);
    this.copyUp().change(change);
  }

  lookup(name: string): OverlayNode | undefined {
    if (this.kind !== 'directory') throw new SystemError('ENOTDIR');
    const upper = this.upper?.lookup(name);
    if (upper && isWhiteout(upper)) return undefined;
    if (upper && upper.kind !== 'directory') return this.child(name, upper, []);
    if (upper && isOpaque(upper)) return this.child(name, upper, []);
    const lowers = findInLayers(this.lowers, name);
    if (upper) return this.child(name, upper, lowers[0]?.kind === 'directory' ? lowers : []);
    return this.child(name, undefined, lowers);
  }

  *entries(): Iterable<readonly [string, OverlayNode]> {
    if (this.kind !== 'directory') throw new SystemError('ENOTDIR');
    if (this.removed) return;
    const seen = new Set<string>();
    for (const layer of this.upper ? [this.upper, ...this.lowers] : this.lowers) {
      for (const [name] of layer.entries()) {
        if (seen.has(name)) continue;
        seen.add(name);
        const node = this.lookup(name);
        if (node) yield [name, node];
      }
    }
  }

  create(name: string, made: NewNode): Node {
    if (this.lookup(name)) throw new SystemError('EEXIST');
    if (made.kind === 'character' && made.deviceType?.major === 0 && made.deviceType.minor === 0) throw new SystemError('EPERM');
    const upper = this.changeable();
    this.overWhiteout(upper, name, (hidden) => {
      const node = upper.create(name, made);
      // What was deleted below is not to shine through.
      if (made.kind === 'directory' && hidden) makeOpaque(node);
    });
    return this.lookup(name) as OverlayNode;
  }

  link(name: string, file: Node): void {
    if (!(file instanceof OverlayNode) || file.shared !== this.shared) throw new SystemError('EXDEV');
    if (file.kind === 'directory') throw new SystemError('EPERM');
    if (this.lookup(name)) throw new SystemError('EEXIST');
    const upper = this.changeable();
    const original = file.copyUp();
    this.overWhiteout(upper, name, () => upper.link(name, original));
  }

  unlink(name: string): void {
    const node = this.lookup(name);
    if (!node) throw new SystemError('ENOENT');
    if (node.kind === 'directory') throw new SystemError('EISDIR');
    const upper = this.changeable();
    // Whoever has it open may still write to it.
    if (node.holders > 0) node.copyUp();
    if (node.upper) upper.unlink(name);
    else node.removed = true;
    this.hideLower(upper, name);
  }

  removeDirectory(name: string): void {
    const node = this.lookup(name);
    if (!node) throw new SystemError('ENOENT');
    if (node.kind !== 'directory') throw new SystemError('ENOTDIR');
    node.checkEmpty();
    const upper = this.changeable();
    node.removeUpper(upper, name);
    this.hideLower(upper, name);
    node.removed = true;
  }

  rename(name: string, to: Node, newName: string): void {
    if (!(to instanceof OverlayNode) || to.shared !== this.shared) throw new SystemError('EXDEV');
    const node = this.lookup(name);
    if (!node) throw new SystemError('ENOENT');
    const replaced = to.lookup(newName);
    if (replaced === node) return;
    // A directory of a lower layer can't be moved without redirects: mv copies it then.
    if (node.kind === 'directory' && node.lowers.length > 0) throw new SystemError('EXDEV');
    if (replaced) {
      if (node.kind === 'directory' && replaced.kind !== 'directory') throw new SystemError('ENOTDIR');
      if (node.kind !== 'directory' && replaced.kind === 'directory') throw new SystemError('EISDIR');
      if (replaced.kind === 'directory') replaced.checkEmpty();
    }
    const target = to.changeable();
    const upper = this.changeable();
    node.copyUp();
    if (replaced?.kind === 'directory') {
      replaced.removeUpper(target, newName);
      replaced.removed = true;
    } else if (replaced && replaced.holders > 0) {
      replaced.copyUp();
    }
    if (node.kind === 'directory') {
      const inTheWay = target.lookup(newName);
      if (inTheWay && isWhiteout(inTheWay)) target.unlink(newName);
      if (to.lowers.length > 0 && node.upper) makeOpaque(node.upper);
    }
    upper.rename(name, target, newName);
    this.hideLower(upper, name);
    node.parent = to;
    node.name = newName;
  }

  prepareWriting(truncate: boolean): void {
    this.copyUp(!truncate);
  }

  read(position: number, length: number): Uint8Array {
    return this.real.read(position, length);
  }

  write(position: number, bytes: Uint8Array): void {
    this.copyUp().write(position, bytes);
  }

  content(): Content {
    return this.real.content();
  }

  replaceContent(content: Content): void {
    if (this.kind !== 'file') throw new SystemError(this.kind === 'directory' ? 'EISDIR' : 'EINVAL');
    replaceContent(this.copyUp(false), content);
  }

  target(): string {
    return this.real.target();
  }

  getExtended(name: string): Uint8Array | undefined {
    return isPrivateAttribute(name) ? undefined : this.real.getExtended(name);
  }

  setExtended(name: string, value: Uint8Array | undefined): void {
    if (isPrivateAttribute(name)) throw new SystemError('EPERM');
    this.copyUp().setExtended(name, value);
  }

  extendedNames(): string[] {
    return this.real.extendedNames().filter((name) => !isPrivateAttribute(name));
  }

  location(): { readonly directory: Node; readonly name: string } | undefined {
    return this.parent && { directory: this.parent, name: this.name };
  }

  hold(): () => void {
    if (this.holders++ === 0) this.letGoOfUpper = this.upper?.hold?.();
    let held = true;
    return () => {
      if (!held) return;
      held = false;
      if (--this.holders === 0) this.letGoOfUpper?.();
    };
  }

  /** The file in the upper layer, copied there (with the directories it lies in) when it is not there yet. Without `withData`, a file comes empty. */
  copyUp(withData = true): Node {
    if (this.upper) return this.upper;
    if (!this.shared.writable) throw new SystemError('EROFS');
    if (this.removed) throw new SystemError('ENOENT');
    const lower = this.real;
    const made = copyInto((this.parent as OverlayNode).copyUp(), this.name, lower, withData);
    if (this.kind !== 'directory' && lower.attributes().links > 1) this.number = this.shared.inodeOf(made);
    this.upper = made;
    this.shared.known.set(made, this);
    if (this.holders > 0) this.letGoOfUpper = made.hold?.();
    return made;
  }

  /** The node for `name` made of these files (if any): the one that is known already when it still shows them. */
  private child(name: string, upper: Node | undefined, lowers: readonly Node[]): OverlayNode | undefined {
    const key = upper ?? lowers[0];
    if (!key) return undefined;
    const linked = !upper && key.kind !== 'directory' && key.attributes().links > 1;
    const known = linked ? this.linkedChildren?.get(name) : this.shared.known.get(key);
    if (known?.shows(upper, lowers)) {
      if (known.kind === 'directory' || !upper) {
        known.parent = this;
        known.name = name;
      }
      return known;
    }
    const node = new OverlayNode(this.shared, upper, lowers, this, name);
    if (linked) (this.linkedChildren ??= new Map()).set(name, node);
    else this.shared.known.set(key, node);
    return node;
  }

  private shows(upper: Node | undefined, lowers: readonly Node[]): boolean {
    if (this.upper !== upper || this.removed) return false;
    if (upper && upper.kind !== 'directory') return true;
    return lowers.length === this.lowers.length && lowers.every((node, i) => node === this.lowers[i]);
  }

  /** This directory in the upper layer, to make or take away an entry. */
  private changeable(): Node {
    if (!this.shared.writable) throw new SystemError('EROFS');
    if (this.removed) throw new SystemError('ENOENT');
    return this.copyUp();
  }

  /** Runs `make` with a whiteout of that name out of the way; it is back when that fails. */
  private overWhiteout(upper: Node, name: string, make: (hidden: boolean) => void): void {
    const whiteout = upper.lookup(name) !== undefined;
    if (whiteout) upper.unlink(name);
    try {
      make(whiteout);
    } catch (error) {
      if (whiteout) makeWhiteout(upper, name);
      throw error;
    }
  }

  private hideLower(upper: Node, name: string): void {
    if (findInLayers(this.lowers, name).length > 0) makeWhiteout(upper, name);
  }

  private checkEmpty(): void {
    if (!this.entries()[Symbol.iterator]().next().done) throw new SystemError('ENOTEMPTY');
  }

  /** Takes an empty directory's part in the upper layer away, with the whiteouts that may be left in it. */
  private removeUpper(directory: Node, name: string): void {
    if (!this.upper) return;
    for (const [entry] of this.upper.entries()) this.upper.unlink(entry);
    directory.removeDirectory(name);
  }
}
