import { decode, encode } from '../../kernel/bytes';
import { isSystemError } from '../../kernel/errno';
import { readByteLines } from '../command-line/input';
import { createTool, UsageError, type Flavour, type Tool } from '../command-line/tool';
import { grepHelp, grepOptions, type GrepKey } from './grep-options';
import { createMatcher, type Matcher } from './grep-matcher';
import { RegularExpressionError } from './regular-expression';

/** `grep`, `egrep`, `fgrep` (by `name`). Exit codes: 0 something matched, 1 nothing, 2 trouble. */
export const createGrep = (flavour: Flavour, name: 'grep' | 'egrep' | 'fgrep' = 'grep') =>
  createTool({ name, options: grepOptions, help: grepHelp, usageCode: 2, busyboxUsageCode: 2, digits: 'both', usageLine: `Usage: ${name} [OPTION]... PATTERNS [FILE]...`, run: (tool) => run(tool, name) }, flavour);

async function run(tool: Tool<GrepKey>, name: string): Promise<number> {
  const { options: given, process } = tool;
  if (given.has('version')) {
    await tool.out.write(`${name} (GNU grep) 3.11\n`);
    return 0;
  }
  for (const key of ['before', 'after', 'both'] as const) {
    const text = given.value(key);
    if (text === undefined || /^\d+$/.test(text)) continue;
    await tool.complain(`${text}: invalid context length argument`, 2);
    return 2;
  }
  const binaryFiles = given.value('binaryFiles');
  if (binaryFiles !== undefined && !['binary', 'text', 'without-match'].includes(binaryFiles)) {
    await tool.complain(`unknown binary-files type`, 2);
    return 2;
  }
  const operands = [...tool.operands];
  const patterns = given.values('pattern').flatMap((text) => text.split('\n'));
  try {
    for (const path of given.values('file')) patterns.push(...process.files.readText(path).replace(/\n$/, '').split('\n'));
  } catch (error) {
    await tool.complainOf(given.values('file').join(' '), error, 2);
    return 2;
  }
  if (!given.has('pattern') && !given.has('file')) {
    const first = operands.shift();
    if (first === undefined) {
      if (tool.flavour === 'busybox') throw new UsageError('missing operand');
      await process.write(2, "Usage: grep [OPTION]... PATTERNS [FILE]...\nTry 'grep --help' for more information.\n");
      return 2;
    }
    patterns.push(...first.split('\n'));
  }
  let matcher: Matcher;
  try {
    matcher = createMatcher(patterns, {
      kind: name === 'egrep' ? 'extended' : name === 'fgrep' ? 'fixed' : (given.last('extended', 'fixed', 'perl', 'basic') ?? 'basic'),
      ignoreCase: given.last('ignoreCase', 'noIgnoreCase') === 'ignoreCase',
      whole: given.has('line') ? 'line' : given.has('word') ? 'word' : 'none',
      invert: given.has('invert'),
    });
  } catch (error) {
    if (!(error instanceof RegularExpressionError)) throw error;
    await tool.complain(error.message, 2);
    return 2;
  }
  const recursive = given.has('recursive') || given.has('dereferenceRecursive');
  const inputs = operands.length > 0 ? operands : [recursive ? '.' : '-'];
  const search = createSearch(tool, matcher, given.last('withName', 'noName') ?? (recursive || inputs.length > 1 ? 'withName' : 'noName'));
  for (const input of inputs) {
    await visit(tool, input, recursive, operands.length > 0, search);
    if (given.has('quiet') && search.matched) break;
  }
  await tool.out.flush();
  if (given.has('quiet') && search.matched) return 0;
  return tool.code > 0 ? 2 : search.matched ? 0 : 1;
}

interface Search {
  matched: boolean;
  inStream(descriptor: number, name: string): Promise<void>;
}

async function visit(tool: Tool<GrepKey>, path: string, recursive: boolean, explicit: boolean, search: Search, depth = 0): Promise<void> {
  const { files } = tool.process;
  await tool.process.tick();
  let descriptor = 0;
  try {
    if (path !== '-') {
      const { kind } = depth > 0 && !tool.options.has('dereferenceRecursive') ? files.lstat(path) : files.stat(path);
      if (kind === 'directory' && recursive) {
        if (depth > 0 && tool.options.values('excludeDirectory').some((glob) => globMatches(glob, path))) return;
        for (const entry of files.readDirectory(path)) {
          await visit(tool, path === '.' && !explicit ? entry.name : `${path.replace(/\/+$/, '')}/${entry.name}`, true, explicit, search, depth + 1);
        }
        return;
      }
      if (depth > 0 && kind !== 'file') return;
      if (kind === 'directory') {
        if (!tool.options.has('silent') && tool.options.value('directories') !== 'skip') await tool.complain(`${path}: Is a directory`, 2);
        return;
      }
      const included = tool.options.values('include');
      if (recursive && included.length > 0 && !included.some((glob) => globMatches(glob, path))) return;
      if (tool.options.values('exclude').some((glob) => globMatches(glob, path))) return;
      descriptor = await tool.process.open(path, { read: true });
    }
    await search.inStream(descriptor, path === '-' ? (tool.options.value('label') ?? '(standard input)') : path);
  } catch (error) {
    if (!isSystemError(error) || error.errno === 'EPIPE') throw error;
    tool.code = 2;
    if (!tool.options.has('silent')) await tool.complain(`${path}: ${error.message}`, 2);
  } finally {
    if (descriptor !== 0) tool.process.close(descriptor);
  }
}

/** Whether the last part of a path fits a shell pattern with `*`, `?` and brackets. */
function globMatches(glob: string, path: string): boolean {
  const source = glob.replaceAll(/[\\^$+(){}|.]/g, '\\$&').replaceAll('*', '.*').replaceAll('?', '.');
  return new RegExp(`^${source}$`).test(path.split('/').at(-1) ?? '');
}

/** Does the work for one input after the other, and knows whether anything has matched. */
function createSearch(tool: Tool<GrepKey>, matcher: Matcher, naming: 'withName' | 'noName'): Search {
  const { options: given } = tool;
  const colour = given.has('color') && (given.value('color') === undefined || given.value('color') === 'always' || (given.value('color') === 'auto' && tool.process.terminal(1) !== undefined));
  const paint = (code: string, text: string) => (colour ? `\u001b[${code}m\u001b[K${text}\u001b[m\u001b[K` : text);
  const contextLength = (key: GrepKey) => Number(given.value(key) ?? given.value('both') ?? 0);
  const asText = given.has('text') || given.value('binaryFiles') === 'text';
  const skipBinary = given.has('skipBinary') || given.value('binaryFiles') === 'without-match';
  const before = contextLength('before');
  const after = contextLength('after');
  const most = given.has('maximum') ? Number(given.value('maximum')) : Number.POSITIVE_INFINITY;
  const listing = given.last('filesWith', 'filesWithout');
  const contextual = before > 0 || after > 0;
  let printedAny = false;
  const search: Search = {
    matched: false,
    async inStream(descriptor, name) {
      const end = given.has('zero') ? '\0' : '\n';
      const prefix = (line: number, separator: string, at: number) => {
        const parts = `${naming === 'withName' ? paint('35', name) + paint('36', given.has('nullName') ? '\0' : separator) : ''}${given.has('lineNumber') ? paint('32', given.has('initialTab') ? String(line).padStart(4) : String(line)) + paint('36', separator) : ''}${given.has('byteOffset') ? paint('32', String(at)) + paint('36', separator) : ''}`;
        return given.has('initialTab') && parts !== '' ? `${parts.slice(0, -1)}\t${parts.slice(-1)}`.replace(/\t(.)$/, '$1\t') : parts;
      };
      let offset = 0;
      const earlier: { readonly line: string; readonly at: number }[] = []; // the last lines that were not printed
      let number = 0;
      let count = 0;
      let lastPrinted = 0;
      let trailing = 0;
      let binary = false;
      for await (const bytes of readByteLines(tool.process, descriptor, end.charCodeAt(0))) {
        number++;
        if ((number & 1023) === 0) await tool.process.tick();
        const at = offset;
        offset += bytes.length;
        binary ||= !asText && !given.has('zero') && bytes.includes(0);
        const line = decode(bytes.at(-1) === end.charCodeAt(0) ? bytes.subarray(0, -1) : bytes);
        const ranges = count < most ? matcher(line) : undefined;
        if (ranges === undefined) {
          if (trailing > 0) {
            trailing--;
            lastPrinted = number;
            await tool.out.write(`${prefix(number, '-', at)}${line}${end}`);
          } else if (count >= most) break;
          else if (before > 0) {
            earlier.push({ line, at });
            if (earlier.length > before) earlier.shift();
          }
          continue;
        }
        if (binary && skipBinary) break;
        count++;
        search.matched = true;
        if (given.has('quiet') || listing) break;
        if (given.has('count')) continue;
        if (binary) {
          if (tool.flavour === 'gnu') {
            await tool.out.flush();
            await tool.process.write(2, `grep: ${name}: binary file matches\n`);
          } else await tool.out.write(`Binary file ${name} matches\n`);
          return;
        }
        const first = number - earlier.length;
        if (contextual && printedAny && first > lastPrinted + 1) await tool.out.write(`${paint('36', '--')}\n`);
        for (const [index, held] of earlier.entries()) await tool.out.write(`${prefix(first + index, '-', held.at)}${held.line}${end}`);
        earlier.length = 0;
        printedAny = true;
        if (given.has('only')) {
          for (const [start, stop] of ranges) if (stop > start) await tool.out.write(`${prefix(number, ':', at + encode(line.slice(0, start)).length)}${paint('01;31', line.slice(start, stop))}${end}`);
        } else await tool.out.write(`${prefix(number, ':', at)}${highlight(line, colour ? ranges : [], paint)}${end}`);
        lastPrinted = number;
        trailing = after;
      }
      await finish(name, count);
    },
  };
  async function finish(name: string, count: number): Promise<void> {
    const end = given.has('nullName') ? '\0' : '\n';
    if (listing === 'filesWith' && count > 0) await tool.out.write(`${paint('35', name)}${end}`);
    if (listing === 'filesWithout' && count === 0) await tool.out.write(`${paint('35', name)}${end}`);
    if (given.has('count') && !listing && !given.has('quiet')) await tool.out.write(`${naming === 'withName' ? `${paint('35', name)}${paint('36', ':')}` : ''}${count}\n`);
  }
  return search;
}

function highlight(line: string, ranges: readonly (readonly [number, number])[], paint: (code: string, text: string) => string): string {
  let out = '';
  let at = 0;
  for (const [start, stop] of ranges) {
    if (stop === start) continue;
    out += line.slice(at, start) + paint('01;31', line.slice(start, stop));
    at = stop;
  }
  return out + line.slice(at);
}
