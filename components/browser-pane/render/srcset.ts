/** A candidate of a `srcset`: an address, and what is said of its width or density. */
interface Candidate {
  readonly url: string;
  readonly descriptor: string;
}

/** Reads a `srcset`, whose addresses may have commas in them. */
export function readSrcset(text: string): Candidate[] {
  const found: Candidate[] = [];
  for (const [, url = '', descriptor = ''] of text.matchAll(/[\s,]*([^\s,]\S*[^\s,]|[^\s,])(?:\s+([^,]+))?\s*(?:,|$)/g)) found.push({ url, descriptor: descriptor.trim() });
  return found;
}

/** Writes a `srcset`. */
export function writeSrcset(candidates: readonly Candidate[]): string {
  return candidates.map(({ url, descriptor }) => `${url}${descriptor === '' ? '' : ` ${descriptor}`}`).join(', ');
}

/** What a `<meta http-equiv=refresh>` or a `Refresh` header says: after how many seconds which address comes; undefined when it says nothing. */
export function readRefresh(text: string): { readonly seconds: number; readonly address: string | undefined } | undefined {
  const match = /^\s*(\d+)(?:\.\d*)?\s*(?:[;,\s]\s*(?:url\s*=\s*)?(?:"([^"]*)"?|'([^']*)'?|(\S.*))?)?$/i.exec(text);
  if (!match) return undefined;
  return { seconds: Number(match[1]), address: (match[2] ?? match[3] ?? match[4])?.trim() || undefined };
}
