import { noBytes } from '../kernel/bytes';
import { fillFromRecipe, isLazy, pageSize, zeros } from './lazy-content';
import type { Content, LazyContent } from './types';

/** A page that takes space on the disk, but whose bytes are all zero. */
const zeroPage = noBytes;

function allZero(bytes: Uint8Array): boolean {
  for (let i = 0; i < bytes.length; i++) if (bytes[i] !== 0) return false;
  return true;
}

/** Pages of a chunk: what is stored again as one when a byte of a large file changes. */
export const chunkPages = 64;

/** A run of pages that were written, for storing: bytes, or a number of zeros. */
export interface StoredRun {
  readonly page: number;
  readonly bytes: Uint8Array | number;
}

/**
 * The bytes of one regular file: pages that were written, over an optional recipe, over nothing (zeros). What was
 * never written costs nothing, whatever the size.
 */
export class FileData {
  private length = 0;
  private recipe: LazyContent | undefined;
  /** Pages that were written; an array may be shorter than a page, what is missing is zero. */
  private pages = new Map<number, Uint8Array>();
  /** Pages in {@link pages} that the recipe does not take space for already. */
  private extraPages = 0;
  /** Chunks in which something changed since whoever stores this asked last. */
  private touched = new Set<number>();

  constructor(content?: Content) {
    if (content) this.replace(content);
  }

  get size(): number {
    return this.length;
  }

  /** Pages of disk space that it takes. */
  get allocated(): number {
    return this.recipePages() + this.extraPages;
  }

  /** Pages that `content` would take. */
  static pagesOf(content: Content): number {
    if (!isLazy(content)) return Math.ceil(content.length / pageSize);
    return Math.ceil((content.density > 0 ? content.size : Math.min(content.size, content.head.length)) / pageSize);
  }

  /** Pages that writing `length` bytes at `position` would take beyond those it has. */
  pagesNeeded(position: number, length: number): number {
    if (length === 0) return 0;
    const taken = this.recipePages();
    const last = Math.floor((position + length - 1) / pageSize);
    let needed = 0;
    for (let page = Math.max(taken, Math.floor(position / pageSize)); page <= last; page++) if (!this.pages.has(page)) needed++;
    return needed;
  }

  read(position: number, length: number): Uint8Array {
    const count = Math.max(0, Math.min(length, this.length - position));
    if (count === 0) return noBytes;
    const out = new Uint8Array(count);
    const end = position + count;
    const recipeEnd = Math.min(end, this.recipe?.size ?? 0);
    if (this.pages.size === 0) {
      if (this.recipe && recipeEnd > position) fillFromRecipe(this.recipe, position, out, 0, recipeEnd - position);
      return out;
    }
    for (let at = position; at < end;) {
      const index = Math.floor(at / pageSize);
      const start = index * pageSize;
      const next = Math.min(end, start + pageSize);
      const page = this.pages.get(index);
      if (page) out.set(page.subarray(at - start, next - start), at - position);
      else if (this.recipe && at < recipeEnd) fillFromRecipe(this.recipe, at, out, at - position, Math.min(next, recipeEnd) - at);
      at = next;
    }
    return out;
  }

  write(position: number, bytes: Uint8Array): void {
    const end = position + bytes.length;
    for (let at = position; at < end;) {
      const index = Math.floor(at / pageSize);
      const start = index * pageSize;
      const next = Math.min(end, start + pageSize);
      const part = bytes.subarray(at - position, next - position);
      const whole = at === start && (next === start + pageSize || next >= this.length);
      if (whole) this.setPage(index, allZero(part) ? zeroPage : part.slice());
      else this.writeInto(index, at - start, part);
      at = next;
    }
    if (end > this.length) this.length = end;
  }

  truncate(size: number): void {
    if (size < this.length) {
      const keep = Math.ceil(size / pageSize);
      for (const index of this.pages.keys()) if (index >= keep) this.deletePage(index);
      const last = this.pages.get(keep - 1);
      if (last && size % pageSize !== 0) this.setPage(keep - 1, last.slice(0, size % pageSize));
      if (this.recipe && this.recipe.size > size) this.setRecipe(size === 0 ? undefined : { ...this.recipe, head: this.recipe.head.subarray(0, size), size });
    }
    this.length = size;
  }

  /** Makes `content` all of it. */
  replace(content: Content): void {
    this.touchAll();
    this.pages = new Map();
    this.extraPages = 0;
    this.recipe = undefined;
    this.length = 0;
    if (isLazy(content) && content.size > content.head.length) {
      this.recipe = { head: content.head, size: content.size, seed: content.seed, density: content.density };
      this.length = content.size;
    } else {
      this.write(0, isLazy(content) ? content.head.subarray(0, content.size) : content);
    }
  }

  /** All of it, as a recipe where it still is one. */
  content(): Content {
    if (this.pages.size === 0) {
      if (this.recipe?.size === this.length) return this.recipe;
      if (!this.recipe && this.length > 0) return zeros(this.length);
    }
    return this.read(0, this.length);
  }

  /** The same bytes and holes, of its own. */
  copy(): FileData {
    const copy = new FileData();
    copy.length = this.length;
    copy.recipe = this.recipe;
    copy.extraPages = this.extraPages;
    for (const [index, page] of this.pages) copy.pages.set(index, page.length === 0 ? zeroPage : page.slice());
    return copy;
  }

  /** Number of pages that were written. */
  get writtenPages(): number {
    return this.pages.size;
  }

  /** Chunks that have written pages, in ascending order. */
  chunks(): number[] {
    const chunks = new Set<number>();
    for (const index of this.pages.keys()) chunks.add(Math.floor(index / chunkPages));
    return [...chunks].sort((a, b) => a - b);
  }

  /** Chunks that were changed since this was asked last. */
  takeTouched(): ReadonlySet<number> {
    const { touched } = this;
    this.touched = new Set();
    return touched;
  }

  /** Counts all that was written as changed. */
  touchAll(): void {
    for (const index of this.pages.keys()) this.touched.add(Math.floor(index / chunkPages));
  }

  /** What lies under the written pages. */
  get base(): LazyContent | undefined {
    return this.recipe;
  }

  /** Written pages from `first` to before `end`, neighbours joined into arrays of their own. */
  runs(first = 0, end = Infinity): StoredRun[] {
    const indexes = [...this.pages.keys()].filter((index) => index >= first && index < end).sort((a, b) => a - b);
    const runs: StoredRun[] = [];
    for (let i = 0; i < indexes.length;) {
      const page = indexes[i] as number;
      const empty = this.pages.get(page) === zeroPage;
      let count = 1;
      while (indexes[i + count] === page + count && (this.pages.get(page + count) === zeroPage) === empty) count++;
      const length = Math.min(count * pageSize, this.length - page * pageSize);
      runs.push({ page, bytes: empty ? count : this.read(page * pageSize, length) });
      i += count;
    }
    return runs;
  }

  /** Puts back what {@link base}, `size` and {@link runs} told. */
  static restore(size: number, base: LazyContent | undefined, runs: readonly StoredRun[]): FileData {
    const data = new FileData();
    data.recipe = base;
    data.length = size;
    for (const { page, bytes } of runs) data.addRun(page, bytes);
    return data;
  }

  /** Puts one run of {@link runs} back. */
  addRun(page: number, bytes: Uint8Array | number): void {
    const count = typeof bytes === 'number' ? bytes : Math.ceil(bytes.length / pageSize);
    for (let i = 0; i < count; i++) {
      this.setPage(page + i, typeof bytes === 'number' ? zeroPage : bytes.slice(i * pageSize, (i + 1) * pageSize));
    }
  }

  private writeInto(index: number, offset: number, part: Uint8Array): void {
    let page = this.pages.get(index);
    if (!page) {
      const inRecipe = Math.max(0, Math.min(pageSize, (this.recipe?.size ?? 0) - index * pageSize));
      page = new Uint8Array(inRecipe);
      if (this.recipe) fillFromRecipe(this.recipe, index * pageSize, page, 0, inRecipe);
    }
    const end = offset + part.length;
    if (page.length < end) {
      if (page.length === 0 && this.pages.has(index) && allZero(part)) return;
      const grown = new Uint8Array(Math.min(pageSize, Math.max(end, page.length * 2)));
      grown.set(page);
      page = grown;
    }
    page.set(part, offset);
    this.setPage(index, page);
  }

  private setPage(index: number, page: Uint8Array): void {
    if (!this.pages.has(index) && index >= this.recipePages()) this.extraPages++;
    this.pages.set(index, page);
    this.touched.add(Math.floor(index / chunkPages));
  }

  private deletePage(index: number): void {
    if (!this.pages.delete(index)) return;
    if (index >= this.recipePages()) this.extraPages--;
    this.touched.add(Math.floor(index / chunkPages));
  }

  private recipePages(): number {
    return this.recipe ? FileData.pagesOf(this.recipe) : 0;
  }

  /** A shorter recipe, or none; pages that it took space for and that were written count by themselves from then on. */
  private setRecipe(recipe: LazyContent | undefined): void {
    this.recipe = recipe;
    const taken = this.recipePages();
    this.extraPages = 0;
    for (const index of this.pages.keys()) if (index >= taken) this.extraPages++;
  }
}
