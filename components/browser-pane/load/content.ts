import type { BrowsePage } from '../../../runtime/client/types';

/** The first field of that name, in any case. */
export function findHeader(headers: BrowsePage['headers'], name: string): string | undefined {
  return headers.find(([one]) => one.toLowerCase() === name)?.[1];
}

/** What the pane does with an answer. */
export type ContentKind = 'html' | 'text' | 'image' | 'media' | 'download';

/** What an answer is. */
export interface Content {
  readonly kind: ContentKind;
  /** As it was said, or as it was found out. */
  readonly mime: string;
  /** A name for the file when it is kept. */
  readonly fileName: string;
}

const textual = /^(text\/.+|application\/([\w.-]+\+)?(json|xml|javascript|ecmascript|x-sh|x-yaml|yaml|toml|x-ndjson))$/;

/** Tells what an answer is, by its headers, or by its first bytes when they say nothing. */
export function describeContent({ headers, body }: Pick<BrowsePage, 'headers' | 'body'>, url: string): Content {
  const declared = findHeader(headers, 'content-type')?.split(';')[0]?.trim().toLowerCase() ?? '';
  const mime = declared === '' ? guessMime(body) : declared;
  const disposition = findHeader(headers, 'content-disposition') ?? '';
  const fileName = nameIn(disposition) ?? lastSegment(url) ?? 'download';
  return { kind: /^\s*attachment\b/i.test(disposition) ? 'download' : kindOf(mime), mime, fileName };
}

function kindOf(mime: string): ContentKind {
  if (mime === 'text/html' || mime === 'application/xhtml+xml') return 'html';
  if (mime.startsWith('image/')) return 'image';
  if (/^(audio|video)\//.test(mime)) return 'media';
  return textual.test(mime) ? 'text' : 'download';
}

function guessMime(body: Uint8Array): string {
  const start = body.subarray(0, 1024);
  if (/^\s*(<!--[^]*?-->\s*)*<(!doctype html|html|head|body|title|h1|p|div|script|table|a)\b/i.test(new TextDecoder('latin1').decode(start))) return 'text/html';
  if (start[0] === 0x89 && start[1] === 0x50) return 'image/png';
  if (start[0] === 0xff && start[1] === 0xd8) return 'image/jpeg';
  if (start[0] === 0x47 && start[1] === 0x49 && start[2] === 0x46) return 'image/gif';
  return start.some((byte) => byte < 9 || (byte > 13 && byte < 32 && byte !== 27)) ? 'application/octet-stream' : 'text/plain';
}

function nameIn(disposition: string): string | undefined {
  const extended = /filename\*=(?:utf-8|iso-8859-1)'[^']*'([^;]+)/i.exec(disposition)?.[1];
  const plain = /filename=(?:"((?:\\.|[^"\\])*)"|([^;\s]+))/i.exec(disposition);
  const name = extended === undefined ? (plain?.[1]?.replaceAll(/\\(.)/g, '$1') ?? plain?.[2]) : decode(extended);
  return name?.split(/[/\\]/).at(-1) || undefined;
}

function lastSegment(url: string): string | undefined {
  return decode(new URL(url).pathname.split('/').at(-1) ?? '') || undefined;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** A body as text: by its byte order mark, by the charset that the headers or (in HTML) a meta element name, else as UTF-8. */
export function decodeText(headers: BrowsePage['headers'], body: Uint8Array): string {
  const declared = /charset=\s*"?([^\s";]+)/i.exec(findHeader(headers, 'content-type') ?? '')?.[1];
  const marked = body[0] === 0xfe && body[1] === 0xff ? 'utf-16be' : body[0] === 0xff && body[1] === 0xfe ? 'utf-16le' : undefined;
  const inMeta = /<meta[^>]+charset=\s*["']?([\w-]+)/i.exec(new TextDecoder('latin1').decode(body.subarray(0, 1024)))?.[1];
  try {
    return new TextDecoder(marked ?? declared ?? inMeta ?? 'utf-8').decode(body);
  } catch {
    return new TextDecoder().decode(body); // a charset that nobody knows
  }
}

/** The size of a file in the units that people read. */
export function showSize(bytes: number): string {
  if (bytes < 1000) return bytes === 1 ? '1 byte' : `${bytes} bytes`;
  const [amount, unit] = bytes < 1_000_000 ? [bytes / 1000, 'kB'] : [bytes / 1_000_000, 'MB'];
  return `${amount < 10 ? amount.toFixed(1) : Math.round(amount)} ${unit}`;
}
