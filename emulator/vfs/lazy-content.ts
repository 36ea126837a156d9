import { noBytes } from '../kernel/bytes';
import type { Content, LazyContent } from './types';

/** Bytes of a page: what noise is made by, what space is counted in. */
export const pageSize = 4096;

/** Whether `content` is a recipe. */
export function isLazy(content: Content): content is LazyContent {
  return !(content instanceof Uint8Array);
}

/** Bytes of `content`, made or not. */
export function contentSize(content: Content): number {
  return isLazy(content) ? content.size : content.length;
}

/** `size` zeros that weigh nothing. */
export function zeros(size: number): LazyContent {
  return { head: noBytes, size, seed: 0, density: 0 };
}

/** How many bytes of each page are noise: whole words, so that they can be written four at a time. */
function noiseLength(density: number): number {
  return Math.min(pageSize, Math.max(0, Math.round((density * pageSize) / 4) * 4));
}

/** Where a page's noise begins (xorshift must not begin at 0): mixes seed and page number as MurmurHash's finish does. */
function pageState(seed: number, page: number): number {
  let h = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(page + 1, 0xc2b2ae35);
  h = Math.imul(h ^ (h >>> 16), 0x7feb352d);
  h = Math.imul(h ^ (h >>> 15), 0x846ca68b);
  return (h ^ (h >>> 16)) | 1;
}

/** Writes the noise of whole page `page` into `words` from `at` on. */
function makeNoise(words: Uint32Array, at: number, count: number, seed: number, page: number): void {
  let state = pageState(seed, page);
  const end = at + count;
  for (let i = at; i < end; i++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    words[i] = state;
  }
}

const scratch = new Uint32Array(pageSize / 4);
const scratchBytes = new Uint8Array(scratch.buffer);

/** Writes the recipe's bytes from `position` on into `out` from `at` on, `length` of them at most; `out` must be zero there. */
export function fillFromRecipe(recipe: LazyContent, position: number, out: Uint8Array, at: number, length: number): void {
  const end = Math.min(recipe.size, position + length);
  const noise = noiseLength(recipe.density);
  if (noise > 0 && end > position) {
    const aligned = (out.byteOffset + at - position) % 4 === 0;
    const words = aligned ? new Uint32Array(out.buffer, 0, out.buffer.byteLength >>> 2) : undefined;
    for (let page = Math.floor(position / pageSize); page * pageSize < end; page++) {
      const start = page * pageSize;
      if (words && start >= position && start + noise <= end) {
        makeNoise(words, (out.byteOffset + at + start - position) >>> 2, noise >>> 2, recipe.seed, page);
        continue;
      }
      makeNoise(scratch, 0, noise >>> 2, recipe.seed, page);
      const from = Math.max(position, start);
      const to = Math.min(end, start + noise);
      if (to > from) out.set(scratchBytes.subarray(from - start, to - start), at + from - position);
    }
  }
  const head = Math.min(recipe.head.length, end);
  if (head > position) out.set(recipe.head.subarray(position, head), at);
}

/** Bytes `position` to `position + length` of `content`, shorter at its end. Bytes of a recipe are fresh, others are a view. */
export function readContent(content: Content, position: number, length: number): Uint8Array {
  if (!isLazy(content)) return content.subarray(position, position + length);
  const count = Math.max(0, Math.min(length, content.size - position));
  const bytes = new Uint8Array(count);
  fillFromRecipe(content, position, bytes, 0, count);
  return bytes;
}

/** All bytes of `content`. */
export function contentBytes(content: Content): Uint8Array {
  return readContent(content, 0, contentSize(content));
}
