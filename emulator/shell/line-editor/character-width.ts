/** Ranges of code points that take two cells: East Asian wide and full-width letters, emoji. */
const wide: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x231a, 0x231b],
  [0x2329, 0x232a],
  [0x23e9, 0x23ec],
  [0x25fd, 0x25fe],
  [0x2614, 0x2615],
  [0x2648, 0x2653],
  [0x26a1, 0x26a1],
  [0x26bd, 0x26be],
  [0x2705, 0x2705],
  [0x270a, 0x270b],
  [0x2728, 0x2728],
  [0x274c, 0x274c],
  [0x2753, 0x2755],
  [0x2795, 0x2797],
  [0x2b1b, 0x2b1c],
  [0x2e80, 0x303e],
  [0x3041, 0x33ff],
  [0x3400, 0x4dbf],
  [0x4e00, 0x9fff],
  [0xa000, 0xa4cf],
  [0xa960, 0xa97f],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x1f004, 0x1f004],
  [0x1f0cf, 0x1f0cf],
  [0x1f18e, 0x1f19a],
  [0x1f1e6, 0x1f320],
  [0x1f32d, 0x1f64f],
  [0x1f680, 0x1f6ff],
  [0x1f900, 0x1faff],
  [0x20000, 0x3fffd],
];

/** Made when the first text beyond ASCII comes: it takes 50 ms, which the first prompt would wait for. */
let segmenter: Intl.Segmenter | undefined;

/** What a reader takes for one character: a letter with its accents, a flag, a family emoji. */
export function graphemes(text: string): string[] {
  if (/^[\x00-\x7f]*$/.test(text)) return text.split('');
  segmenter ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' });
  return Array.from(segmenter.segment(text), (piece) => piece.segment);
}

/** Cells that one grapheme takes on the screen. A control character is shown as ^X. */
export function graphemeWidth(grapheme: string): number {
  const code = grapheme.codePointAt(0) ?? 0;
  if (code < 0x20 || code === 0x7f) return 2;
  if (code < 0x300) return 1;
  if (/^[\p{Mn}\p{Me}\u200b-\u200f]/u.test(grapheme)) return 0;
  if (grapheme.includes('\ufe0f')) return 2;
  return wide.some(([first, last]) => code >= first && code <= last) ? 2 : 1;
}

/** Cells that `text` takes in one line. */
export function textWidth(text: string): number {
  let width = 0;
  for (const grapheme of graphemes(text)) width += graphemeWidth(grapheme);
  return width;
}

/** Where the grapheme before `at` begins. */
export function previousBoundary(text: string, at: number): number {
  if (at <= 0) return 0;
  const from = Math.max(0, at - 64);
  const pieces = graphemes(text.slice(from, at));
  return at - (pieces[pieces.length - 1]?.length ?? 1);
}

/** Where the grapheme at `at` ends. */
export function nextBoundary(text: string, at: number): number {
  if (at >= text.length) return text.length;
  return at + (graphemes(text.slice(at, at + 64))[0]?.length ?? 1);
}
