import type { Loader } from '../load/loader';
import { decodeText, findHeader } from '../load/content';
import { withoutHash } from '../address';

/** A file that a page needs, as it came. */
export interface Resource {
  /** Where it was found, after redirects. */
  readonly url: string;
  readonly mime: string;
  readonly bytes: Uint8Array;
  /** The bytes as text. */
  text(): string;
}

/** The files of one page, each asked for once. Undefined for what is not there (or answered with an error). */
export type Resources = (url: string, accept?: string) => Promise<Resource | undefined>;

/** The files of the page at `referrer`. */
export function createResources(load: Loader, referrer: string): Resources {
  const known = new Map<string, Promise<Resource | undefined>>();

  async function get(url: string, accept: string | undefined): Promise<Resource | undefined> {
    const result = await load({ url, referrer, accept });
    if (!result.ok || result.status >= 400) return undefined;
    const { headers, body } = result;
    const mime = findHeader(headers, 'content-type')?.split(';')[0]?.trim().toLowerCase() ?? '';
    return { url: result.url, mime, bytes: body, text: () => decodeText(headers, body) };
  }

  return (url, accept) => {
    const key = withoutHash(url);
    const before = known.get(key);
    if (before) return before;
    const getting = get(key, accept);
    known.set(key, getting);
    return getting;
  };
}

/** Bytes as a `data:` URL, the one kind that a page without an origin may load. */
export async function toDataUrl(mime: string, bytes: Uint8Array | string): Promise<string> {
  const blob = new Blob([bytes as BlobPart], { type: mime || 'application/octet-stream' });
  return await new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result as string);
    reader.onerror = () => reject(reader.error ?? new Error('unreadable'));
    reader.readAsDataURL(blob);
  });
}

/** What a script of that address is served as, in a `data:` URL. */
export const scriptMime = 'text/javascript;charset=utf-8';
