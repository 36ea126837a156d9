import { describe, expect, it } from 'vitest';
import { createRandom } from '../kernel/random';
import { chunkPages, FileData } from './file-data';
import { contentBytes, pageSize, readContent } from './lazy-content';

const recipe = { head: Uint8Array.of(1, 2, 3), size: 3 * pageSize + 100, seed: 9, density: 0.5 };

/** Where two arrays differ, -1 when nowhere (`toEqual` takes milliseconds for a page). */
function firstDifference(a: Uint8Array, b: Uint8Array): number {
  if (a.length !== b.length) return Math.min(a.length, b.length);
  return a.findIndex((byte, index) => byte !== b[index]);
}

describe('the bytes of a file', () => {
  it('are what an array would hold after any writes and truncations', () => {
    for (const seed of ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']) {
      const random = createRandom(seed);
      const start = random.integer(2) === 0 ? contentBytes(recipe) : new Uint8Array(0);
      const data = new FileData(start.length > 0 ? recipe : undefined);
      const model = new Uint8Array(8 * pageSize);
      model.set(start);
      let size = start.length;
      for (let step = 0; step < 200; step++) {
        const position = random.integer(7 * pageSize);
        if (random.integer(5) === 0) {
          data.truncate(position);
          if (position < size) model.fill(0, position);
          size = position;
        } else {
          const bytes = random.integer(4) === 0 ? new Uint8Array(random.integer(pageSize)) : random.bytes(random.integer(pageSize));
          const before = data.allocated;
          const needed = data.pagesNeeded(position, bytes.length);
          data.write(position, bytes);
          expect(data.allocated).toBe(before + needed);
          model.set(bytes, position);
          if (bytes.length > 0) size = Math.max(size, position + bytes.length);
        }
        expect(data.size).toBe(size);
        const from = random.integer(size + 10);
        expect(firstDifference(data.read(from, 5000), model.slice(Math.min(from, size), Math.min(size, from + 5000)))).toBe(-1);
      }
      expect(firstDifference(data.read(0, size), model.slice(0, size))).toBe(-1);
      expect(firstDifference(data.copy().read(0, size), model.slice(0, size))).toBe(-1);
      const restored = FileData.restore(data.size, data.base, data.runs());
      expect(firstDifference(restored.read(0, size), model.slice(0, size))).toBe(-1);
      expect(restored.allocated).toBe(data.allocated);
    }
  });
  it('cost nothing where nothing was written', () => {
    const data = new FileData();
    data.truncate(10 ** 12);
    data.write(10 ** 11, Uint8Array.of(1));
    expect(data.allocated).toBe(1);
    expect(data.read(10 ** 11 - 1, 3)).toEqual(Uint8Array.of(0, 1, 0));
  });
  it('take space for zeros that were written, but store none', () => {
    const data = new FileData(new Uint8Array(100 * pageSize));
    expect(data.allocated).toBe(100);
    expect(data.runs()).toEqual([{ page: 0, bytes: 100 }]);
  });
  it('tell which chunks were touched', () => {
    const data = new FileData(new Uint8Array(3 * chunkPages * pageSize).fill(1));
    data.takeTouched();
    data.write(chunkPages * pageSize + 5, Uint8Array.of(2));
    expect([...data.takeTouched()]).toEqual([1]);
  });
});

describe('a recipe', () => {
  it('gives the same bytes for every range', () => {
    const whole = contentBytes(recipe);
    const random = createRandom('ranges');
    for (let i = 0; i < 300; i++) {
      const from = random.integer(recipe.size);
      const length = random.integer(2 * pageSize);
      expect(firstDifference(readContent(recipe, from, length), whole.slice(from, from + length))).toBe(-1);
    }
    expect(whole.subarray(0, 3)).toEqual(recipe.head);
  });
  it('is noise up to its density in each page, and zeros after it', () => {
    const page = readContent(recipe, pageSize, pageSize);
    expect(page.subarray(pageSize / 2).every((byte) => byte === 0)).toBe(true);
    expect(new Set(page.subarray(0, pageSize / 2)).size).toBe(256);
    expect(readContent(recipe, 2 * pageSize, 100)).not.toEqual(readContent(recipe, pageSize, 100));
  });
});
