import { concatenate, noBytes } from '../../kernel/bytes';
import { isSystemError } from '../../kernel/errno';
import type { Process } from '../../process/types';
import { isOutputFull } from './output';
import { quoteAlways } from './quote';
import type { Tool } from './tool';

/** Lines of a stream as bytes, each with its newline (the last one without, if it has none). */
export async function* readByteLines(process: Process, descriptor: number, separator = 10): AsyncGenerator<Uint8Array> {
  let rest: Uint8Array = noBytes;
  for (;;) {
    const bytes = await process.read(descriptor);
    if (bytes.length === 0) break;
    let start = 0;
    for (let at = bytes.indexOf(separator); at >= 0; at = bytes.indexOf(separator, start)) {
      const line = bytes.subarray(start, at + 1);
      yield rest.length > 0 ? concatenate([rest, line]) : line;
      rest = noBytes;
      start = at + 1;
    }
    if (start < bytes.length) rest = concatenate([rest, bytes.subarray(start)]);
  }
  if (rest.length > 0) yield rest;
}

/** All of a stream. */
export async function readAll(process: Process, descriptor: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for (;;) {
    const bytes = await process.read(descriptor);
    if (bytes.length === 0) return parts.length === 0 ? noBytes : concatenate(parts);
    parts.push(bytes);
  }
}

/** Text as one character a byte, so that any bytes survive being matched and printed: see {@link toBytes}. */
export function toBinaryText(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return text;
}

/** The bytes of a text with one character a byte. */
export function toBytes(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at);
  return bytes;
}

/**
 * Opens the operands one after another (`-`, or none at all: standard input) and hands each to `use`; complains about what cannot be
 * opened or read (`name: file: why`) and goes on.
 */
export async function forEachInput<Key extends string>(tool: Tool<Key>, operands: readonly string[], use: (descriptor: number, name: string) => Promise<void>): Promise<void> {
  for (const operand of operands.length > 0 ? operands : ['-']) {
    let descriptor = 0;
    try {
      if (operand !== '-') descriptor = await tool.process.open(operand, { read: true });
      if (tool.process.fileAttributes(descriptor).kind === 'directory') {
        await tool.complain(tool.flavour === 'gnu' ? `${directoryTrouble(tool.name, operand)}` : 'read error: Is a directory');
        continue;
      }
      await use(descriptor, operand);
    } catch (error) {
      if (!isSystemError(error) || error.errno === 'EPIPE' || isOutputFull(error)) throw error;
      await tool.complain(openTrouble(tool, operand, error.message));
    } finally {
      if (descriptor !== 0) tool.process.close(descriptor);
    }
  }
}

/** The sentence for a file that cannot be opened: tools differ. */
function openTrouble<Key extends string>(tool: Tool<Key>, operand: string, why: string): string {
  if (tool.flavour === 'busybox') return tool.name === 'tail' || tool.name === 'cat' || tool.name.endsWith('sum') ? `can't open '${operand}': ${why}` : `${operand}: ${why}`;
  if (tool.name === 'head' || tool.name === 'tail') return `cannot open ${quoteAlways(operand)} for reading: ${why}`;
  if (tool.name === 'rev') return `cannot open ${operand}: ${why}`;
  if (tool.name === 'tac') return `failed to open ${quoteAlways(operand)} for reading: ${why}`;
  if (tool.name === 'sort') return `cannot read: ${operand}: ${why}`;
  return `${operand}: ${why}`;
}

function directoryTrouble(name: string, operand: string): string {
  if (name === 'head' || name === 'tail') return `error reading '${operand}': Is a directory`;
  if (name === 'sort') return `read failed: ${operand}: Is a directory`;
  return `${operand}: Is a directory`;
}
