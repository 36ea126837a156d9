/** A stretch of lines that differ: `[from, to)` in the old and in the new text. */
export interface Change {
  readonly oldFrom: number;
  readonly oldTo: number;
  readonly newFrom: number;
  readonly newTo: number;
}

/** The shortest list of changes between two texts, by Myers's algorithm on what is left between their equal beginnings and ends. */
export function compareLines(old: readonly string[], fresh: readonly string[]): Change[] {
  let start = 0;
  while (start < old.length && start < fresh.length && old[start] === fresh[start]) start++;
  let end = 0;
  while (end < old.length - start && end < fresh.length - start && old[old.length - 1 - end] === fresh[fresh.length - 1 - end]) end++;
  const a = old.slice(start, old.length - end);
  const b = fresh.slice(start, fresh.length - end);
  const deleted = new Set<number>();
  const added = new Set<number>();
  for (const { kind, index } of shortestEdit(a, b)) (kind === 'delete' ? deleted : added).add(index + start);
  const changes: Change[] = [];
  for (let i = start, j = start; i < old.length - end || j < fresh.length - end; ) {
    if (!deleted.has(i) && !added.has(j)) {
      i++;
      j++;
      continue;
    }
    const [oldFrom, newFrom] = [i, j];
    while (deleted.has(i)) i++;
    while (added.has(j)) j++;
    changes.push({ oldFrom, oldTo: i, newFrom, newTo: j });
  }
  return changes;
}

interface Edit {
  readonly kind: 'delete' | 'add';
  readonly index: number;
}

function shortestEdit(a: readonly string[], b: readonly string[]): Edit[] {
  const most = a.length + b.length;
  const reach = new Map<number, number>([[1, 0]]);
  const trace: Map<number, number>[] = [];
  for (let depth = 0; depth <= most; depth++) {
    trace.push(new Map(reach));
    for (let k = -depth; k <= depth; k += 2) {
      const down = k === -depth || (k !== depth && (reach.get(k - 1) ?? 0) < (reach.get(k + 1) ?? 0));
      let x = down ? (reach.get(k + 1) ?? 0) : (reach.get(k - 1) ?? 0) + 1;
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x++;
      reach.set(k, x);
      if (x >= a.length && x - k >= b.length) return walkBack(trace, a.length, b.length);
    }
  }
  return [];
}

function walkBack(trace: readonly Map<number, number>[], endX: number, endY: number): Edit[] {
  const edits: Edit[] = [];
  let [x, y] = [endX, endY];
  for (let depth = trace.length - 1; depth > 0; depth--) {
    const reach = trace[depth] as Map<number, number>;
    const k = x - y;
    const down = k === -depth || (k !== depth && (reach.get(k - 1) ?? 0) < (reach.get(k + 1) ?? 0));
    const before = down ? k + 1 : k - 1;
    const fromX = reach.get(before) ?? 0;
    const fromY = fromX - before;
    edits.push(down ? { kind: 'add', index: fromY } : { kind: 'delete', index: fromX });
    [x, y] = [fromX, fromY];
  }
  return edits;
}
