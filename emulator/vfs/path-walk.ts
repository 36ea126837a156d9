import { encode } from '../kernel/bytes';
import { SystemError } from '../kernel/errno';
import { coveredPlace, sameNode, samePlace } from './mount-namespace';
import { checkPermission, mayExecute } from './permissions';
import type { FileContext, Place } from './types';

const maximalPath = 4096;
const maximalName = 255;
const maximalLinks = 40;

/** Where a path ends: a name in a directory, or `.`, `..` or `/`, which are places but no names. */
export interface PathEnd {
  readonly parent: Place;
  /** The last name; for `.` and `..` those. Empty for `/`. */
  readonly name: string;
  readonly kind: 'name' | 'dot' | 'dot-dot' | 'root';
  /** Whether a slash followed: only a directory will do then. */
  readonly slash: boolean;
}

/** How to walk. */
interface WalkOptions {
  /** Follow a symlink at the end. */
  follow: boolean;
  /** A regular file is to be made when nothing is there: EISDIR for a slash at the end, whatever is there. */
  forFile?: boolean;
}

/** UTF-8 length, made only for names long enough to matter. */
function byteLength(text: string): number {
  return text.length * 3 <= maximalName ? text.length : encode(text).length;
}

/** The directory above `place`; the root's is itself. */
export function parentPlace(context: FileContext, place: Place): Place {
  let at = place;
  for (;;) {
    if (samePlace(at, context.root)) return at;
    if (!sameNode(at.node, at.mount.root)) break;
    if (!at.mount.at) return at;
    at = at.mount.at;
  }
  const up = at.node.kind === 'directory' ? at.node.location?.()?.directory : at.entry?.directory.node;
  return up ? coveredPlace(context.namespace, { mount: at.mount, node: up }) : at;
}

/** One walk along one path: what is left of it, where it is, how many symlinks it met. */
class Walk {
  private parts: string[];
  private next = 0;
  private at: Place;
  private linksMet = 0;
  private slash: boolean;

  constructor(
    private readonly context: FileContext,
    path: string,
  ) {
    if (path === '') throw new SystemError('ENOENT');
    if (path.length * 3 >= maximalPath && encode(path).length >= maximalPath) throw new SystemError('ENAMETOOLONG');
    this.at = path.startsWith('/') ? context.root : context.cwd;
    this.parts = path.split('/').filter((part) => part !== '');
    this.slash = path.endsWith('/');
  }

  /** Walks all but the last part. */
  toEnd(): PathEnd {
    while (this.next < this.parts.length - 1) {
      this.step(true);
      if (this.at.node.kind !== 'directory') throw new SystemError('ENOTDIR');
    }
    const name = this.parts[this.next];
    if (name === undefined) return { parent: this.at, name: '', kind: 'root', slash: true };
    this.checkSearch();
    const kind = name === '.' ? 'dot' : name === '..' ? 'dot-dot' : 'name';
    if (kind === 'name' && byteLength(name) > maximalName) throw new SystemError('ENAMETOOLONG');
    return { parent: this.at, name, kind, slash: this.slash };
  }

  /** Walks on from {@link toEnd}, over symlinks when asked: the place, or the name that is missing there. */
  toPlace(options: WalkOptions): { end: PathEnd; place: Place | undefined } {
    for (;;) {
      const end = this.toEnd();
      if (end.kind === 'root') return { end, place: this.at };
      if (options.forFile && this.slash && end.kind === 'name') throw new SystemError('EISDIR');
      if (!this.step(options.follow || this.slash)) return { end, place: undefined };
      if (this.next < this.parts.length) continue;
      if (this.slash && this.at.node.kind !== 'directory') throw new SystemError('ENOTDIR');
      return { end, place: this.at };
    }
  }

  /** One part further; false when that is the last one and it is not there. */
  private step(follow: boolean): boolean {
    const name = this.parts[this.next] as string;
    this.checkSearch();
    if (name === '.' || name === '..') {
      this.next++;
      if (name === '..') this.at = parentPlace(this.context, this.at);
      return true;
    }
    if (byteLength(name) > maximalName) throw new SystemError('ENAMETOOLONG');
    const node = this.at.node.lookup(name);
    const last = this.next === this.parts.length - 1;
    if (!node) {
      if (last) return false;
      throw new SystemError('ENOENT');
    }
    this.next++;
    if (node.kind === 'symlink' && follow) {
      if (++this.linksMet > maximalLinks) throw new SystemError('ELOOP');
      if (node.jump) {
        const target = node.jump();
        this.at = 'mount' in target ? target : { mount: this.at.mount, node: target };
        return true;
      }
      this.follow(node.target(), last);
      return true;
    }
    const place: Place = { mount: this.at.mount, node, entry: { directory: this.at, name } };
    this.at = coveredPlace(this.context.namespace, place);
    return true;
  }

  private follow(target: string, last: boolean): void {
    if (target === '') throw new SystemError('ENOENT');
    if (target.startsWith('/')) this.at = this.context.root;
    const parts = target.split('/').filter((part) => part !== '');
    if (last && target.endsWith('/')) this.slash = true;
    this.parts = this.next < this.parts.length ? parts.concat(this.parts.slice(this.next)) : parts;
    this.next = 0;
  }

  private checkSearch(): void {
    const { node } = this.at;
    if (node.kind !== 'directory') throw new SystemError('ENOTDIR');
    checkPermission(node, this.context.credentials, mayExecute);
  }
}

/** The directory and name that `path` ends in, without looking whether that is there, and without following a symlink there. */
export function walkToEnd(context: FileContext, path: string): PathEnd {
  return new Walk(context, path).toEnd();
}

/** The place that `path` leads to. ENOENT when nothing is there. */
export function walkToPlace(context: FileContext, path: string, options: WalkOptions): Place {
  const { place } = new Walk(context, path).toPlace(options);
  if (!place) throw new SystemError('ENOENT');
  return place;
}

/** As {@link walkToPlace}, but when the last name is missing the answer tells where it would have to be made. */
export function walkToPossible(context: FileContext, path: string, options: WalkOptions): { end: PathEnd; place: Place | undefined } {
  return new Walk(context, path).toPlace(options);
}

/** The absolute path of `place` as seen from the context's root. ENOENT when it was removed. */
export function placePath(context: FileContext, place: Place): string {
  const names: string[] = [];
  let at = place;
  while (!samePlace(at, context.root)) {
    if (sameNode(at.node, at.mount.root)) {
      if (!at.mount.at) return `(unreachable)/${names.reverse().join('/')}`;
      at = at.mount.at;
      continue;
    }
    if (at.node.kind === 'directory') {
      const location = at.node.location?.();
      if (!location || at.node.attributes().links === 0) throw new SystemError('ENOENT');
      names.push(location.name);
      at = { mount: at.mount, node: location.directory };
    } else {
      if (!at.entry) throw new SystemError('ENOENT');
      names.push(at.entry.name);
      at = at.entry.directory;
    }
  }
  return `/${names.reverse().join('/')}`;
}
