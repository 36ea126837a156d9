const units = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'];

/** An amount of bytes as BuildKit's progress shows it: `135B`, `2.08MB`. */
export function byteCount(count: number): string {
  let index = 0;
  let value = count;
  while (value >= 1000 && index < units.length - 1) {
    value /= 1000;
    index++;
  }
  return `${index === 0 ? String(count) : value.toFixed(2)}${units[index]}`;
}

/** `current / total`, `current` alone, or nothing when nothing has moved. */
export function byteProgress({ current, total = 0 }: { readonly current: number; readonly total?: number }): string {
  if (total !== 0) return `${byteCount(current)} / ${byteCount(total)}`;
  return current === 0 ? '' : byteCount(current);
}
