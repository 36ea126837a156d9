import { concatenate, decode, encode } from '../kernel/bytes';
import type { LazyContent } from '../vfs/types';
import type { Program } from './types';

/**
 * Programs are files. An emulated binary begins with an ELF header (so that `file`, `head -c4` and a look with `xxd` find what they expect) and a
 * note that names the program in the table; the rest is filler up to the declared size. The name travels with the bytes: through `cp`,
 * `tar`, image layers, `docker save` and `COPY --from`.
 */
const elfHeader = Uint8Array.from([
  0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 0, 62, 0, 1, 0, 0, 0, 0, 16, 0, 0, 0, 0, 0, 0, 64, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
  0, 0, 0, 0, 64, 0, 56, 0, 0, 0, 64, 0, 0, 0, 0, 0,
]);
const noteName = encode('Drydock\0');

/** How many bytes of a file tell what it executes. */
export const executableHeadSize = 256;

/** The content of an emulated binary `size` bytes long (at least its head). `program` is a name in the program table. */
export function executableContent(program: string, size = 0): LazyContent {
  const name = encode(program);
  const head = concatenate([elfHeader, noteName, Uint8Array.of(name.length), name]);
  let seed = 0;
  for (const byte of name) seed = (Math.imul(seed, 31) + byte) >>> 0;
  return { head, size: Math.max(size, head.length), seed, density: 0.42 };
}

/** What the kernel makes of a file's first bytes. */
export type Executable =
  | { readonly kind: 'program'; readonly name: string }
  | { readonly kind: 'script'; readonly interpreter: string; readonly argument: string | undefined }
  | { readonly kind: 'foreign' }
  | { readonly kind: 'none' };

/** Reads the first {@link executableHeadSize} bytes of a file: a program of ours, a `#!` script, an ELF that is not ours (`foreign`), or nothing that execve takes. */
export function readExecutable(head: Uint8Array): Executable {
  if (head[0] === 0x23 && head[1] === 0x21) {
    const end = head.indexOf(10);
    const line = decode(head.subarray(2, end < 0 ? head.length : end)).trim();
    const [interpreter = '', ...rest] = line.split(/[ \t]+/);
    return { kind: 'script', interpreter, argument: rest.length > 0 ? line.slice(interpreter.length).trim() : undefined };
  }
  if (!elfHeader.subarray(0, 4).every((byte, i) => head[i] === byte)) return { kind: 'none' };
  const at = elfHeader.length;
  if (!noteName.every((byte, i) => head[at + i] === byte)) return { kind: 'foreign' };
  const start = at + noteName.length + 1;
  return { kind: 'program', name: decode(head.subarray(start, start + (head[start - 1] ?? 0))) };
}

/**
 * All programs by the name in their executable, for example `gnu/ls`, `bash`, `docker`, `nginx`. Each is imported when first run.
 * Every folder of programs has a literal list of its own; `programs/index.ts` puts them together.
 */
export type ProgramTable = Readonly<Record<string, () => Promise<Program>>>;
