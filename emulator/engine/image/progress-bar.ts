/** Sizes as go-units writes them: `1.906MB`. */
export function formatSize(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${Number(value.toPrecision(4))}${units[unit]}`;
}

/** The bar that the engine puts beside a count: `[=====>    ]  1.05MB/2.1MB`, fifty columns wide. */
export function formatProgress(current: number, total: number): string {
  const done = total <= 0 ? 50 : Math.min(50, Math.floor((current / total) * 50));
  const bar = done === 50 ? `[${'='.repeat(50)}>]` : `[${'='.repeat(done)}>${' '.repeat(50 - done)}]`;
  return `${bar} ${formatSize(current).padStart(8)}/${formatSize(total)}`;
}
