import { decode } from '../../kernel/bytes';
import { isSystemError } from '../../kernel/errno';
import { readAll } from '../command-line/input';
import { formatDate } from '../command-line/date-format';
import { createTool, UsageError, type Flavour, type Tool } from '../command-line/tool';
import { compareLines, type Change } from './line-difference';

const options = { unified: 'u,unified[=]', lines: 'U=', brief: 'q,brief', same: 's,report-identical-files', recursive: 'r,recursive', newFile: 'N,new-file', ignoreCase: 'i,ignore-case', ignoreBlanks: 'b,ignore-space-change', ignoreAll: 'w,ignore-all-space', ignoreLines: 'B,ignore-blank-lines', text: 'a,text', sideBySide: 'y,side-by-side', color: 'color[=]', label: 'L,label=', exclude: 'x,exclude=' } as const;
type Key = keyof typeof options;

const help = `Usage: diff [OPTION]... FILES
Compare FILES line by line.

  -q, --brief                   report only when files differ
  -s, --report-identical-files  report when two files are the same
  -u, -U NUM, --unified[=NUM]   output NUM (default 3) lines of unified context
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
    texts.push(absent ? '' : decode(await readAll(process, descriptor)));
    if (descriptor !== 0) process.close(descriptor);
  }
  const [a = '', b = ''] = texts;
  if (a === b) {
    if (given.has('same')) await tool.out.write(`Files ${old} and ${fresh} are identical\n`);
    return 0;
  }
  const lines = texts.map((text) => text.split(/(?<=\n)/));
  const keys = lines.map((all) => all.map((line) => keyOf(tool, line)));
  const changes = compareLines(keys[0] ?? [], keys[1] ?? []);
  if (changes.length === 0) return 0;
  if (given.has('brief')) {
    await tool.out.write(`Files ${old} and ${fresh} differ\n`);
    return 1;
  }
  if (!given.has('text') && texts.some((text) => text.includes('\0'))) {
    await tool.out.write(`Binary files ${old} and ${fresh} differ\n`);
    return tool.flavour === 'gnu' ? 2 : 1;
  }
  const context = given.value('lines') ?? given.value('unified') ?? (given.has('unified') || tool.flavour === 'busybox' ? '3' : undefined);
  if (announce && tool.flavour === 'gnu') await tool.out.write(`diff ${process.argv.slice(1).filter((word) => word.startsWith('-')).map((word) => `${word} `).join('')}${old} ${fresh}\n`);
  if (context === undefined) await tool.out.write(normal(changes, lines[0] ?? [], lines[1] ?? []));
  else {
    const [oldLabel = stamp(tool, old), newLabel = stamp(tool, fresh)] = given.values('label');
    await tool.out.write(`--- ${oldLabel}\n+++ ${newLabel}\n${unified(changes, lines[0] ?? [], lines[1] ?? [], Number(context))}`);
  }
  return 1;
}

function keyOf(tool: Tool<Key>, line: string): string {
  let key = line;
  if (tool.options.has('ignoreAll')) key = key.replaceAll(/\s+/g, '');
  else if (tool.options.has('ignoreBlanks')) key = key.replaceAll(/[ \t]+/g, ' ').replace(/ ?\n?$/, '');
  return tool.options.has('ignoreCase') ? key.toLowerCase() : key;
}

function stamp(tool: Tool<Key>, path: string): string {
  if (tool.flavour === 'busybox') return path;
  const time = path === '-' || !tool.process.files.exists(path) ? (path === '-' ? tool.process.system.clock.now() : 0) : tool.process.files.stat(path).modified;
  return `${path}\t${formatDate('%F %T.%N %z', time)}`;
}

/** A line with its mark, and a remark when it lacks its newline. */
const marked = (mark: string, line: string) => `${mark}${line}${line.endsWith('\n') ? '' : '\n\\ No newline at end of file\n'}`;

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
  const hunks: Change[][] = [];
  for (const change of changes) {
    const last = hunks.at(-1)?.at(-1);
    if (last && change.oldFrom - last.oldTo <= context * 2) hunks.at(-1)?.push(change);
    else hunks.push([change]);
  }
  return hunks.map((hunk) => printHunk(hunk, old, fresh, context)).join('');
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
