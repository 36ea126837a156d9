/** Rows in columns that are as wide as their widest cell and `padding` more; the last one is left as it is. */
export function alignColumns(rows: readonly (readonly string[])[], padding: number): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)) + padding);
  return rows.map((row) => `${row.map((cell, column) => (column === row.length - 1 ? cell : cell.padEnd(widths[column] ?? 0))).join('')}\n`).join('');
}
