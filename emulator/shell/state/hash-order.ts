/** Buckets of bash's associative arrays. */
const buckets = 1024;

/** FNV-1 over the bytes, as bash hashes its keys. */
function hash(key: string): number {
  let value = 2_166_136_261;
  for (const byte of new TextEncoder().encode(key)) value = Math.imul(value, 16_777_619) ^ byte;
  return (value >>> 0) % buckets;
}

/** The entries of an associative array in the order in which bash goes through them: by bucket, within one the newest first. */
export function inHashOrder(map: ReadonlyMap<string, string>): [key: string, value: string][] {
  return [...map]
    .map(([key, value], made) => ({ key, value, made, bucket: hash(key) }))
    .sort((a, b) => a.bucket - b.bucket || b.made - a.made)
    .map(({ key, value }) => [key, value]);
}
