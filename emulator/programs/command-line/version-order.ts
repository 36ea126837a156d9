/** How a character sorts among version numbers: `~` before the end, letters before everything else. */
function rank(character: string | undefined): number {
  if (character === undefined || /\d/.test(character)) return 0;
  if (character === '~') return -1;
  return /[A-Za-z]/.test(character) ? character.charCodeAt(0) : character.charCodeAt(0) + 256;
}

/** Compares two names as Debian compares versions: digits as numbers, the rest by character. */
export function compareVersions(a: string, b: string): number {
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    while ((i < a.length && !/\d/.test(a[i] ?? '')) || (j < b.length && !/\d/.test(b[j] ?? ''))) {
      const difference = rank(a[i]) - rank(b[j]);
      if (difference !== 0) return difference;
      i++;
      j++;
    }
    const [left, right] = [/^\d*/.exec(a.slice(i))?.[0] ?? '', /^\d*/.exec(b.slice(j))?.[0] ?? ''];
    const [x, y] = [left.replace(/^0+/, ''), right.replace(/^0+/, '')];
    if (x.length !== y.length) return x.length - y.length;
    if (x !== y) return x < y ? -1 : 1;
    i += left.length;
    j += right.length;
  }
  return 0;
}
