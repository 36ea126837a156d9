import { noBytes } from '../kernel/bytes';
import { SystemError } from '../kernel/errno';
import type { Random } from '../kernel/random';
import type { Device } from './device-file-system';
import { createStreamFile, type StreamFileParts } from './stream-file';

/** Fast noise (sfc32, four bytes at a step), seeded from `random`. */
function createNoise(random: Random): (count: number) => Uint8Array {
  const seed = new Uint32Array(random.bytes(16).buffer);
  let [a = 0, b = 0, c = 0, counter = 0] = seed;
  return (count) => {
    const words = new Uint32Array(Math.ceil(count / 4));
    for (let i = 0; i < words.length; i++) {
      const t = (a + b + counter) | 0;
      counter = (counter + 1) | 0;
      a = b ^ (b >>> 9);
      b = (c + (c << 3)) | 0;
      c = ((c << 21) | (c >>> 11)) + t;
      words[i] = t;
    }
    return new Uint8Array(words.buffer, 0, count);
  };
}

/** null, zero, full, random and urandom: what every /dev has. */
export function memoryDevices(random: Random): Device[] {
  const swallow = (bytes: Uint8Array) => bytes.length;
  const zero = (max: number) => new Uint8Array(max);
  const noise = createNoise(random);
  const device = (minor: number, name: string, parts: Pick<StreamFileParts, 'read' | 'write'>): Device => ({
    major: 1,
    minor,
    name,
    mode: 0o666,
    open: (options, attributes) => createStreamFile({ name: `/dev/${name}`, options, attributes, seek: () => 0, ...parts }),
  });
  return [
    device(3, 'null', { read: () => noBytes, write: swallow }),
    device(5, 'zero', { read: zero, write: swallow }),
    device(7, 'full', {
      read: zero,
      write: (bytes) => {
        if (bytes.length === 0) return 0;
        throw new SystemError('ENOSPC');
      },
    }),
    device(8, 'random', { read: noise, write: swallow }),
    device(9, 'urandom', { read: noise, write: swallow }),
  ];
}
