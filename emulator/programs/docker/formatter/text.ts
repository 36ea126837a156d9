/** The beginning of an ID, without `sha256:`. */
export function shortId(id: string): string {
  return id.replace(/^sha256:/, '').slice(0, 12);
}

/** Text cut to `width` columns, an ellipsis at its end when something is missing. */
export function ellipsis(text: string, width: number): string {
  const characters = [...text];
  return characters.length <= width ? text : `${characters.slice(0, width - 1).join('')}…`;
}

/** `a=1,b=2`, by key. */
export function labelText(labels: Readonly<Record<string, string>> | null | undefined): string {
  return Object.entries(labels ?? {})
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => `${key}=${value}`)
    .join(',');
}

/** `2026-11-24 10:15:56 +0000 UTC`, from milliseconds since 1970. */
export function goTime(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19).replace('T', ' ')} +0000 UTC`;
}

/** Go's way to print an RFC 3339 time with nanoseconds: `2026-11-24 10:02:04.657653239 +0000 UTC`. */
export function goTimeOfRfc3339(text: string): string {
  return text.replace('T', ' ').replace(/Z$/, ' +0000 UTC');
}

/** Compares names as the client sorts them: numbers by their value, all else byte by byte. */
export function byNaturalOrder(left: string, right: string): number {
  const pieces = (text: string) => text.match(/\d+|\D/g) ?? [];
  const [a, b] = [pieces(left), pieces(right)];
  for (let index = 0; index < Math.min(a.length, b.length); index++) {
    const [x = '', y = ''] = [a[index], b[index]];
    if (x === y) continue;
    const numbers = /^\d/.test(x) && /^\d/.test(y) ? Number(x) - Number(y) : 0;
    return numbers || (x < y ? -1 : 1);
  }
  return a.length - b.length;
}
