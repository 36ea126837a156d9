import { decode } from '../../kernel/bytes';
import { isSystemError } from '../../kernel/errno';
import { readAll } from '../command-line/input';
import { formatDate } from '../command-line/date-format';
import { createTool, UsageError, type Flavour, type Tool } from '../command-line/tool';
import { contextStyle, edStyle, gatherHunks, marked, rcsStyle, sideBySide } from './diff-styles';
import { translateExpression } from './regular-expression';
import { compareLines, type Change } from './line-difference';

const options = { unified: 'u,unified[=]', lines: 'U=', brief: 'q,brief', same: 's,report-identical-files', recursive: 'r,recursive', newFile: 'N,new-file', ignoreCase: 'i,ignore-case', ignoreBlanks: 'b,ignore-space-change', ignoreAll: 'w,ignore-all-space', ignoreLines: 'B,ignore-blank-lines', text: 'a,text', sideBySide: 'y,side-by-side', color: 'color[=]', label: 'L,label=', exclude: 'x,exclude=', context: 'c', contextLines: 'C,context[=]', ed: 'e,ed', rcs: 'n,rcs', normal: 'normal', width: 'W,width=', commonLines: 'suppress-common-lines', ignoreMatching: 'I,ignore-matching-lines=', trailing: 'Z,ignore-trailing-space', returns: 'strip-trailing-cr', expandTabs: 't,expand-tabs', minimal: 'd,minimal', initialTab: 'T,initial-tab', noDereference: 'no-dereference', function: 'p,show-c-function', palette: 'palette=', speed: 'speed-large-files' } as const;
type Key = keyof typeof options;

const help = `Usage: diff [OPTION]... FILES
Compare FILES line by line.

      --normal                  output a normal diff (the default)
  -q, --brief                   report only when files differ
  -s, --report-identical-files  report when two files are the same
  -u, -U NUM, --unified[=NUM]   output NUM (default 3) lines of unified context
  -c, -C NUM, --context[=NUM]   output NUM (default 3) lines of copied context
  -e, --ed                      output an ed script
  -n, --rcs                     output an RCS format diff
  -y, --side-by-side            output in two columns
  -W, --width=NUM               output at most NUM (default 130) print columns
      --suppress-common-lines   do not output common lines
  -I, --ignore-matching-lines=RE  ignore changes where all lines match RE
      --strip-trailing-cr       strip trailing carriage return on input
  -r, --recursive               recursively compare any subdirectories found
  -N, --new-file                treat absent files as empty
  -i, --ignore-case             ignore case differences in file contents
  -b, --ignore-space-change     ignore changes in the amount of white space
  -w, --ignore-all-space        ignore all white space
      --help                    display this help and exit
`;

/** `diff`: normal and unified (busybox: always unified), also of directories. */
export const createDiff = (flavour: Flavour) =>
  createTool(
    {
      name: 'diff',
      options,
      help,
      usageCode: 2,
      namedHint: true,
      async run(tool) {
        const [old, fresh, extra] = tool.operands;
        if (old === undefined) throw new UsageError("missing operand after 'diff'");
        if (fresh === undefined) throw new UsageError(`missing operand after '${old}'`);
        if (extra !== undefined) throw new UsageError(`extra operand '${extra}'`);
        return await compare(tool, old, fresh, false);
      },
    },
    flavour,
  );

const kindOf = (tool: Tool<Key>, path: string) => (path === '-' ? 'file' : tool.process.files.stat(path).kind);

async function compare(tool: Tool<Key>, old: string, fresh: string, announce: boolean): Promise<number> {
  let kinds: string[];
  try {
    kinds = [];
    let failed = false;
    for (const path of [old, fresh]) {
      try {
        kinds.push(kindOf(tool, path));
      } catch (error) {
        if (isSystemError(error, 'ENOENT') && tool.options.has('newFile') && announce) kinds.push('absent');
        else {
          await tool.complainOf(path, error, 2);
          failed = true;
        }
      }
    }
    if (failed) return 2;
    if (kinds[0] === 'directory' && kinds[1] === 'directory') return await compareDirectories(tool, old, fresh);
    if (kinds[0] === 'directory') return await compare(tool, `${old.replace(/\/$/, '')}/${fresh.split('/').at(-1)}`, fresh, announce);
    if (kinds[1] === 'directory') return await compare(tool, old, `${fresh.replace(/\/$/, '')}/${old.split('/').at(-1)}`, announce);
    return await compareFiles(tool, old, fresh, announce);
  } catch (error) {
    if (!isSystemError(error)) throw error;
    await tool.complain(`${error.path ?? old}: ${error.message}`, 2);
    return 2;
  }
}

async function compareDirectories(tool: Tool<Key>, old: string, fresh: string): Promise<number> {
  const { files } = tool.process;
  const list = (path: string) => new Map(files.readDirectory(path).map((entry) => [entry.name, entry.kind]));
  const [before, after] = [list(old), list(fresh)];
  const names = [...new Set([...before.keys(), ...after.keys()])].filter((name) => name !== '.' && name !== '..' && !tool.options.values('exclude').includes(name)).sort();
  let code = 0;
  for (const name of names) {
    const [one, two] = [`${old.replace(/\/$/, '')}/${name}`, `${fresh.replace(/\/$/, '')}/${name}`];
    if ((!before.has(name) || !after.has(name)) && !tool.options.has('newFile')) {
      await tool.out.write(`Only in ${before.has(name) ? old : fresh}: ${name}\n`);
      code = Math.max(code, 1);
    } else if (before.get(name) === 'directory' && after.get(name) === 'directory') {
      if (tool.options.has('recursive')) code = Math.max(code, await compareDirectories(tool, one, two));
      else await tool.out.write(`Common subdirectories: ${one} and ${two}\n`);
    } else if (before.get(name) === 'directory' || after.get(name) === 'directory') {
      const word = (kind: string | undefined) => (kind === 'directory' ? 'directory' : 'regular file');
      await tool.out.write(`File ${one} is a ${word(before.get(name))} while file ${two} is a ${word(after.get(name))}\n`);
      code = Math.max(code, 1);
    } else code = Math.max(code, await compare(tool, one, two, true));
  }
  return code;
}

async function compareFiles(tool: Tool<Key>, old: string, fresh: string, announce: boolean): Promise<number> {
  const { process, options: given } = tool;
  const texts: string[] = [];
  for (const path of [old, fresh]) {
    const absent = path !== '-' && !process.files.exists(path);
    const descriptor = path === '-' || absent ? 0 : await process.open(path, { read: true });
    const text = absent ? '' : decode(await readAll(process, descriptor));
    texts.push(given.has('returns') ? text.replaceAll('\r\n', '\n') : text);
    if (descriptor !== 0) process.close(descriptor);
  }
  const [a = '', b = ''] = texts;
  if (a === b && !given.has('sideBySide')) {
    if (given.has('same')) await tool.out.write(`Files ${old} and ${fresh} are identical\n`);
    return 0;
  }
  const lines = texts.map((text) => text.split(/(?<=\n)/));
  const keys = lines.map((all) => all.map((line) => keyOf(tool, line)));
  const ignored = given.values('ignoreMatching').map((source) => new RegExp(translateExpression(source, 'basic')));
  const matters = (line: string | undefined) => !(given.has('ignoreLines') && line === '\n') && !ignored.some((pattern) => pattern.test((line ?? '').replace(/\n$/, '')));
  const all = compareLines(keys[0] ?? [], keys[1] ?? []);
  const changes = ignored.length === 0 && !given.has('ignoreLines') ? all : all.filter(({ oldFrom, oldTo, newFrom, newTo }) => [...(lines[0] ?? []).slice(oldFrom, oldTo), ...(lines[1] ?? []).slice(newFrom, newTo)].some(matters));
  if (changes.length === 0 && !given.has('sideBySide')) return 0;
  if (given.has('brief') && changes.length > 0) {
    await tool.out.write(`Files ${old} and ${fresh} differ\n`);
    return 1;
  }
  if (!given.has('text') && texts.some((text) => text.includes('\0'))) {
    await tool.out.write(`Binary files ${old} and ${fresh} differ\n`);
    return tool.flavour === 'gnu' ? 2 : 1;
  }
  const context = given.value('lines') ?? given.value('unified') ?? (given.has('unified') || tool.flavour === 'busybox' ? '3' : undefined);
  if (announce && tool.flavour === 'gnu') await tool.out.write(`diff ${process.argv.slice(1).filter((word) => word.startsWith('-')).map((word) => `${word} `).join('')}${old} ${fresh}\n`);
  const style = given.last('normal', 'ed', 'rcs', 'sideBySide', 'context', 'contextLines', 'unified', 'lines');
  const [a0 = [], b0 = []] = lines;
  if (style === 'ed') await tool.out.write(edStyle(changes, b0));
  else if (style === 'rcs') await tool.out.write(rcsStyle(changes, b0));
  else if (style === 'sideBySide') await tool.out.write(sideBySide(changes, a0, b0, Number(given.value('width') ?? 130), given.has('commonLines')));
  else if (style === 'context' || style === 'contextLines') {
    const [oldLabel = stamp(tool, old), newLabel = stamp(tool, fresh)] = given.values('label');
    await tool.out.write(`*** ${oldLabel}\n--- ${newLabel}\n${contextStyle(changes, a0, b0, Number(given.value('contextLines') ?? 3))}`);
  } else if (context === undefined || style === 'normal') await tool.out.write(normal(changes, lines[0] ?? [], lines[1] ?? []));
  else {
    const [oldLabel = stamp(tool, old), newLabel = stamp(tool, fresh)] = given.values('label');
    await tool.out.write(`--- ${oldLabel}\n+++ ${newLabel}\n${unified(changes, lines[0] ?? [], lines[1] ?? [], Number(context))}`);
  }
  return changes.length === 0 ? 0 : 1;
}

function keyOf(tool: Tool<Key>, line: string): string {
  let key = line;
  if (tool.options.has('ignoreAll')) key = key.replaceAll(/\s+/g, '');
  else if (tool.options.has('trailing')) key = key.replace(/[ \t]+\n?$/, '\n');
  else if (tool.options.has('ignoreBlanks')) key = key.replaceAll(/[ \t]+/g, ' ').replace(/ ?\n?$/, '');
  return tool.options.has('ignoreCase') ? key.toLowerCase() : key;
}

function stamp(tool: Tool<Key>, path: string): string {
  if (tool.flavour === 'busybox') return path;
  const time = path === '-' || !tool.process.files.exists(path) ? (path === '-' ? tool.process.system.clock.now() : 0) : tool.process.files.stat(path).modified;
  return `${path}\t${formatDate('%F %T.%N %z', time)}`;
}

function normal(changes: readonly Change[], old: readonly string[], fresh: readonly string[]): string {
  const range = (from: number, to: number) => (to - from <= 1 ? String(to === from ? from : from + 1) : `${from + 1},${to}`);
  return changes
    .map(({ oldFrom, oldTo, newFrom, newTo }) => {
      const kind = oldFrom === oldTo ? 'a' : newFrom === newTo ? 'd' : 'c';
      const removed = old.slice(oldFrom, oldTo).map((line) => marked('< ', line)).join('');
      const added = fresh.slice(newFrom, newTo).map((line) => marked('> ', line)).join('');
      return `${range(oldFrom, oldTo)}${kind}${range(newFrom, newTo)}\n${removed}${kind === 'c' ? '---\n' : ''}${added}`;
    })
    .join('');
}

function unified(changes: readonly Change[], old: readonly string[], fresh: readonly string[], context: number): string {
  return gatherHunks(changes, context).map((hunk) => printHunk(hunk, old, fresh, context)).join('');
}

function printHunk(hunk: readonly Change[], old: readonly string[], fresh: readonly string[], context: number): string {
  const first = hunk[0] as Change;
  const last = hunk.at(-1) as Change;
  const oldFrom = Math.max(0, first.oldFrom - context);
  const newFrom = Math.max(0, first.newFrom - context);
  const oldTo = Math.min(old.length, last.oldTo + context);
  const newTo = Math.min(fresh.length, last.newTo + context);
  const range = (from: number, to: number) => (to - from === 1 ? String(from + 1) : `${to === from ? from : from + 1},${to - from}`);
  let text = `@@ -${range(oldFrom, oldTo)} +${range(newFrom, newTo)} @@\n`;
  let at = oldFrom;
  for (const change of hunk) {
    for (; at < change.oldFrom; at++) text += marked(' ', old[at] ?? '');
    for (; at < change.oldTo; at++) text += marked('-', old[at] ?? '');
    for (let index = change.newFrom; index < change.newTo; index++) text += marked('+', fresh[index] ?? '');
  }
  for (; at < oldTo; at++) text += marked(' ', old[at] ?? '');
  return text;
}
