import { forEachInput, readAll, toBinaryText, toBytes } from '../command-line/input';
import { chooseWord } from '../command-line/choose';
import { quoteLocale } from '../command-line/quote';
import { createTool, type Flavour, type Tool } from '../command-line/tool';
import { createComparison, readKeys, type SortOptions } from './sort-keys';

const options = {
  blanks: 'b,ignore-leading-blanks',
  dictionary: 'd,dictionary-order',
  fold: 'f,ignore-case',
  general: 'g,general-numeric-sort',
  human: 'h,human-numeric-sort',
  month: 'M,month-sort',
  numeric: 'n,numeric-sort',
  random: 'R,random-sort',
  reverse: 'r,reverse',
  version: 'V,version-sort',
  check: 'c',
  checkLong: 'check[=]',
  checkQuiet: 'C',
  key: 'k,key=',
  merge: 'm,merge',
  output: 'o,output=',
  stable: 's,stable',
  separator: 't,field-separator=',
  unique: 'u,unique',
  zero: 'z,zero-terminated',
  sort: 'sort=',
  parallel: 'parallel=',
  bufferSize: 'S,buffer-size=',
  temporary: 'T,temporary-directory=',
  compress: 'compress-program=',
  batch: 'batch-size=',
  filesFrom: 'files0-from=',
} as const;
type Key = keyof typeof options;

const help = `Usage: sort [OPTION]... [FILE]...
Write sorted concatenation of all FILE(s) to standard output.

  -b, --ignore-leading-blanks  ignore leading blanks
  -d, --dictionary-order      consider only blanks and alphanumeric characters
  -f, --ignore-case           fold lower case to upper case characters
  -g, --general-numeric-sort  compare according to general numerical value
  -M, --month-sort            compare (unknown) < 'JAN' < ... < 'DEC'
  -h, --human-numeric-sort    compare human readable numbers (e.g., 2K 1G)
  -n, --numeric-sort          compare according to string numerical value
  -R, --random-sort           shuffle, but group identical keys
  -r, --reverse               reverse the result of comparisons
  -V, --version-sort          natural sort of (version) numbers within text
  -c, --check                 check for sorted input; do not sort
  -C, --check=quiet           like -c, but do not report first bad line
  -k, --key=KEYDEF            sort via a key; KEYDEF gives location and type
  -o, --output=FILE           write result to FILE instead of standard output
  -s, --stable                stabilize sort by disabling last-resort comparison
  -t, --field-separator=SEP   use SEP instead of non-blank to blank transition
  -u, --unique                output only the first of an equal run
  -z, --zero-terminated       line delimiter is NUL, not newline
      --help                  display this help and exit
`;

/** `sort`. */
export const createSort = (flavour: Flavour) => createTool({ name: 'sort', options, help, usageCode: 2, run }, flavour);

async function run(tool: Tool<Key>): Promise<number | void> {
  const { options: given } = tool;
  const word = given.has('sort') ? chooseWord('sort', given.value('sort') ?? '', [['general-numeric'], ['human-numeric'], ['month'], ['numeric'], ['random'], ['version']]) : undefined;
  const ordering = ({ 'general-numeric': 'g', 'human-numeric': 'h', month: 'M', numeric: 'n', random: 'R', version: 'V' } as const)[word as 'month'] ?? '';
  const separator = given.value('separator');
  const trouble = separator === '' ? 'empty tab' : separator !== undefined && separator !== '\\0' && separator.length > 1 ? `multi-character tab ${quoteLocale(separator)}` : undefined;
  if (trouble !== undefined) {
    await tool.complain(trouble, 2);
    return 2;
  }
  const settings: SortOptions = {
    letters: (['b', 'd', 'f', 'g', 'h', 'M', 'n', 'R', 'V', 'r'] as const)
      .filter((letter) => given.has(({ b: 'blanks', d: 'dictionary', f: 'fold', g: 'general', h: 'human', M: 'month', n: 'numeric', R: 'random', V: 'version', r: 'reverse' } as const)[letter]))
      .join('') + ordering,
    separator: given.value('separator')?.replace('\\0', '\0'),
    stable: given.has('stable') || given.has('unique'),
  };
  const orderings = [...new Set(settings.letters.replaceAll(/[^ghMnRV]/g, ''))].sort((a, b) => 'ghMnRV'.indexOf(a) - 'ghMnRV'.indexOf(b)).join('');
  if (orderings.length > 1) {
    await tool.complain(`options '-${orderings}' are incompatible`, 2);
    return 2;
  }
  const keys = readKeys(given.values('key'), settings);
  if (typeof keys === 'string') {
    await tool.complain(keys, 2);
    return 2;
  }
  const compare = createComparison(keys, settings, tool.process.system.random);
  const end = given.has('zero') ? '\0' : '\n';
  const lines: string[] = [];
  const ends: number[] = [];
  // Without all of its files it does not begin.
  for (const path of tool.operands) {
    if (path === '-' || tool.flavour === 'busybox') continue;
    try {
      tool.process.files.open(path, { read: true }).release();
    } catch (error) {
      await tool.complainOf(`cannot read: ${path}`, error, 2);
      return 2;
    }
  }
  await forEachInput(tool, tool.operands, async (descriptor) => {
    const text = toBinaryText(await readAll(tool.process, descriptor));
    if (text === '') return;
    const added = (text.endsWith(end) ? text.slice(0, -1) : text).split(end);
    for (const line of added) lines.push(line);
    ends.push(lines.length);
  });
  if (tool.code !== 0) return 2;
  if (given.has('check') || given.has('checkQuiet') || given.has('checkLong')) {
    for (let at = 1; at < lines.length; at++) {
      const order = compare(lines[at - 1] ?? '', lines[at] ?? '');
      if (order < 0 || (order === 0 && !given.has('unique'))) continue;
      if (!given.has('checkQuiet') && given.value('checkLong') !== 'quiet') await tool.complain(`${tool.operands[0] ?? '-'}:${at + 1}: disorder: ${lines[at]}`);
      return 1;
    }
    return 0;
  }
  const ordered = given.has('merge') ? merge(lines, ends, compare) : lines.sort(compare);
  const kept = given.has('unique') ? ordered.filter((line, index) => index === 0 || compare(ordered[index - 1] ?? '', line) !== 0) : ordered;
  const bytes = toBytes(kept.map((line) => line + end).join(''));
  const output = given.value('output');
  if (output === undefined) await tool.process.write(1, bytes);
  else tool.process.files.writeFile(output, bytes);
}

/** `-m`: always the least of the files' next lines, whether they were sorted or not. `ends` is where each file's lines end. */
function merge(lines: readonly string[], ends: readonly number[], compare: (a: string, b: string) => number): string[] {
  const next = ends.map((_, file) => ends[file - 1] ?? 0);
  const merged: string[] = [];
  while (merged.length < lines.length) {
    let least = -1;
    for (const [file, at] of next.entries()) if (at < (ends[file] ?? 0) && (least < 0 || compare(lines[at] ?? '', lines[next[least] ?? 0] ?? '') < 0)) least = file;
    merged.push(lines[next[least] ?? 0] ?? '');
    next[least] = (next[least] ?? 0) + 1;
  }
  return merged;
}
