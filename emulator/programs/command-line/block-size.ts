import { formatHuman } from './size';

/** How `--block-size` wants sizes shown. */
export interface BlockSize {
  /** Bytes that one is. */
  readonly bytes: number;
  /** What is put behind the number: `--block-size=K` shows `5K`, `--block-size=1K` shows `5`. */
  readonly suffix: string;
  readonly human?: 1000 | 1024;
}

const letters = 'KMGTPE';

/** Reads `1K`, `K`, `MB`, `512`, `human-readable`, `si`; undefined for anything else. */
export function readBlockSize(text: string): BlockSize | undefined {
  if (text === 'human-readable') return { bytes: 1, suffix: '', human: 1024 };
  if (text === 'si') return { bytes: 1, suffix: '', human: 1000 };
  const [, digits, letter = '', kind = ''] = /^(\d*)(?:([KkMGTPE])(iB|B)?)?$/.exec(text) ?? [];
  if (digits === undefined || text === '' || digits === '0') return undefined;
  const bytes = Number(digits || '1') * (letter === '' ? 1 : (kind === 'B' ? 1000 : 1024) ** (letters.indexOf(letter.toUpperCase()) + 1));
  return { bytes, suffix: digits === '' ? (kind === 'B' ? `${letter === 'K' ? 'k' : letter}B` : letter) : '' };
}

/** A number of bytes in blocks of a size, rounded up. */
export function inBlocks(bytes: number, size: BlockSize): string {
  return size.human ? formatHuman(bytes, size.human) : `${Math.ceil(bytes / size.bytes)}${size.suffix}`;
}
