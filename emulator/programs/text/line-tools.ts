/** Tools of a few lines each that go through text line by line: tac, rev, nl, paste, fold, expand. */
import { concatenate, decode, encode } from '../../kernel/bytes';
import { forEachInput, readAll, readByteLines, toBinaryText, toBytes } from '../command-line/input';
import { quoteLocale } from '../command-line/quote';
import { createTool, UsageError, type Flavour } from '../command-line/tool';
import { translateExpression } from './regular-expression';

/** `tac`: the last line first. */
export const createTac = (flavour: Flavour) =>
  createTool(
    {
      name: 'tac',
      options: { before: 'b,before', regex: 'r,regex', separator: 's,separator=' },
      help: 'Usage: tac [OPTION]... [FILE]...\nWrite each FILE to standard output, last line first.\n\nWith no FILE, or when FILE is -, read standard input.\n\n  -b, --before             attach the separator before instead of after\n  -r, --regex              interpret the separator as a regular expression\n  -s, --separator=STRING   use STRING as the separator instead of newline\n      --help               display this help and exit\n',
      async run(tool) {
        const separator = tool.options.value('separator') ?? '\n';
        await forEachInput(tool, tool.operands, async (descriptor) => {
          const text = toBinaryText(await readAll(tool.process, descriptor));
          const cuts = tool.options.has('regex') ? separatorsBackwards(text, separator) : separatorsOf(text, separator === '' ? '\0' : toBinaryText(encode(separator)));
          const pieces: string[] = [];
          let start = 0;
          for (const [from, to] of cuts) {
            const end = tool.options.has('before') ? from : to;
            pieces.push(text.slice(start, end));
            start = end;
          }
          pieces.push(text.slice(start));
          await tool.out.write(toBytes(pieces.reverse().join('')));
        });
      },
    },
    flavour,
  );

/** Where a separator stands: beginnings and ends, first to last. */
function separatorsOf(text: string, separator: string): [number, number][] {
  const found: [number, number][] = [];
  for (let at = text.indexOf(separator); at >= 0; at = text.indexOf(separator, at + separator.length)) found.push([at, at + separator.length]);
  return found;
}

/** The same for a regular expression, which tac tries at every place from the end backwards. */
function separatorsBackwards(text: string, source: string): [number, number][] {
  const pattern = new RegExp(translateExpression(source, 'basic'), 'y');
  const found: [number, number][] = [];
  let limit = text.length;
  for (let at = text.length - 1; at >= 0; at--) {
    pattern.lastIndex = at;
    const match = pattern.exec(text.slice(0, limit));
    if (!match || match[0] === '') continue;
    found.unshift([at, at + match[0].length]);
    limit = at;
  }
  return found;
}

/** `rev`: every line backwards. */
export const createRev = (flavour: Flavour) =>
  createTool(
    {
      name: 'rev',
      version: 'rev from util-linux 2.39.3',
      options: {},
      help: '\nUsage: rev [options] [file ...]\n\nReverse lines characterwise.\n',
      async run(tool) {
        await forEachInput(tool, tool.operands, async (descriptor) => {
          for await (const line of readByteLines(tool.process, descriptor)) {
            const text = decode(line);
            const body = text.replace(/\n$/, '');
            await tool.out.write(Array.from(body).reverse().join('') + text.slice(body.length));
          }
        });
      },
    },
    flavour,
  );

/** `nl`: numbers lines; sections are not told apart. */
export const createNl = (flavour: Flavour) =>
  createTool(
    {
      name: 'nl',
      options: { body: 'b,body-numbering=', separator: 's,number-separator=', width: 'w,number-width=', start: 'v,starting-line-number=', increment: 'i,line-increment=', format: 'n,number-format=' },
      help: 'Usage: nl [OPTION]... [FILE]...\nWrite each FILE to standard output, with line numbers added.\n\n  -b, --body-numbering=STYLE      use STYLE for numbering body lines (a, t, n)\n  -i, --line-increment=NUMBER     line number increment at each line\n  -n, --number-format=FORMAT      insert line numbers according to FORMAT\n  -s, --number-separator=STRING   add STRING after (possible) line number\n  -v, --starting-line-number=NUMBER  first line number for each section\n  -w, --number-width=NUMBER       use NUMBER columns for line numbers\n      --help                      display this help and exit\n',
      async run(tool) {
        const { options } = tool;
        const style = options.value('body') ?? 't';
        if (!/^([atn]$|p)/.test(style)) throw new UsageError(`invalid body numbering style: ${quoteLocale(style)}`);
        const width = Number(options.value('width') ?? 6);
        if (!(width > 0)) return await tool.complain(`invalid line number field width: ${quoteLocale(options.value('width') ?? '')}${width === 0 ? ': Numerical result out of range' : ''}`);
        const separator = options.value('separator') ?? '\t';
        const format = options.value('format') ?? 'rn';
        let number = Number(options.value('start') ?? 1);
        const pattern = style.startsWith('p') ? new RegExp(style.slice(1)) : undefined;
        await forEachInput(tool, tool.operands, async (descriptor) => {
          for await (const line of readByteLines(tool.process, descriptor)) {
            const text = decode(line).replace(/\n$/, '');
            const numbered = pattern ? pattern.test(text) : style === 'a' || (style === 't' && text !== '');
            const shown = format === 'ln' ? String(number).padEnd(width) : String(number).padStart(width, format === 'rz' ? '0' : ' ');
            if (numbered) number += Number(options.value('increment') ?? 1);
            await tool.out.write(numbered ? `${shown}${separator}${text}\n` : `${' '.repeat(width + separator.length)}${text}\n`);
          }
        });
      },
    },
    flavour,
  );

/** `paste`: files side by side, or with -s one after another. */
export const createPaste = (flavour: Flavour) =>
  createTool(
    {
      name: 'paste',
      options: { delimiters: 'd,delimiters=', serial: 's,serial', zero: 'z,zero-terminated' },
      help: 'Usage: paste [OPTION]... [FILE]...\nWrite lines consisting of the sequentially corresponding lines from\neach FILE, separated by TABs, to standard output.\n\n  -d, --delimiters=LIST   reuse characters from LIST instead of TABs\n  -s, --serial            paste one file at a time instead of in parallel\n      --help              display this help and exit\n',
      async run(tool) {
        const given = tool.options.value('delimiters') ?? '\t';
        if (/^(?:[^\\]|\\.)*\\$/s.test(given)) return await tool.complain(`delimiter list ends with an unescaped backslash: ${given}`);
        const end = tool.options.has('zero') ? '\0' : '\n';
        const list = Array.from((tool.options.value('delimiters') ?? '\t').replaceAll(/\\(.)/g, (_, letter: string) => ({ n: '\n', t: '\t', '0': '\u0000', '\\': '\\' })[letter] ?? letter));
        const delimiter = (index: number) => (list.length === 0 ? '' : (list[index % list.length] ?? '').replace('\u0000', ''));
        const operands = tool.operands.length > 0 ? tool.operands : ['-'];
        const columns: string[][] = [];
        const dashes = operands.filter((operand) => operand === '-').length;
        let dash = 0;
        let input: string[] | undefined;
        for (const operand of operands) {
          await forEachInput(tool, [operand], async (descriptor) => {
            const lines = async () => decode(await readAll(tool.process, descriptor)).replace(end === '\0' ? /\0$/ : /\n$/, '');
            if (operand !== '-') return void columns.push(splitLines(await lines(), end));
            // Several dashes take turns reading standard input.
            input ??= splitLines(await lines(), end);
            const turn = dash++;
            columns.push(tool.options.has('serial') ? (turn === 0 ? input : []) : input.filter((_, index) => index % dashes === turn));
          });
        }
        if (tool.options.has('serial')) {
          for (const column of columns) await tool.out.write(`${column.map((cell, index) => (index === 0 ? cell : delimiter(index - 1) + cell)).join('')}${end}`);
          return;
        }
        const rows = Math.max(0, ...columns.map((column) => column.length));
        for (let row = 0; row < rows; row++) await tool.out.write(`${columns.map((column, index) => (index === 0 ? '' : delimiter(index - 1)) + (column[row] ?? '')).join('')}${end}`);
      },
    },
    flavour,
  );

const splitLines = (text: string, end: string) => (text === '' ? [] : text.split(end));

/** `fold`: long lines broken. */
export const createFold = (flavour: Flavour) =>
  createTool<'bytes' | 'spaces' | 'width'>(
    {
      name: 'fold',
      options: { bytes: 'b,bytes', spaces: 's,spaces', width: 'w,width=' },
      help: 'Usage: fold [OPTION]... [FILE]...\nWrap input lines in each FILE, writing to standard output.\n\n  -b, --bytes         count bytes rather than columns\n  -s, --spaces        break at spaces\n  -w, --width=WIDTH   use WIDTH columns instead of 80\n      --help          display this help and exit\n',
      digits: 'width',
      async run(tool) {
        const given = tool.options.value('width') ?? '80';
        const width = Number(given);
        if (!/^\d+$/.test(given) || width === 0) return await tool.complain(`invalid number of columns: ${quoteLocale(given)}${width === 0 ? ': Numerical result out of range' : ''}`);
        await forEachInput(tool, tool.operands, async (descriptor) => {
          for await (const line of readByteLines(tool.process, descriptor)) {
            let text = decode(line);
            const end = text.endsWith('\n') ? '\n' : '';
            text = text.slice(0, text.length - end.length);
            while (text.length > width) {
              const blank = tool.options.has('spaces') ? text.lastIndexOf(' ', width - 1) : -1;
              const cut = blank >= 0 ? blank + 1 : width;
              await tool.out.write(`${text.slice(0, cut)}\n`);
              text = text.slice(cut);
            }
            await tool.out.write(text + end);
          }
        });
      },
    },
    flavour,
  );

/** `base64`. */
export const createBase64 = (flavour: Flavour) =>
  createTool(
    {
      name: 'base64',
      options: { decode: 'd,decode', ignore: 'i,ignore-garbage', wrap: 'w,wrap=' },
      help: 'Usage: base64 [OPTION]... [FILE]\nBase64 encode or decode FILE, or standard input, to standard output.\n\n  -d, --decode          decode data\n  -i, --ignore-garbage  when decoding, ignore non-alphabet characters\n  -w, --wrap=COLS       wrap encoded lines after COLS character (default 76).\n                          Use 0 to disable line wrapping\n      --help            display this help and exit\n',
      async run(tool) {
        if (tool.operands.length > 1) throw new UsageError(`extra operand ${quoteLocale(tool.operands[1] ?? '')}`);
        const wrap = tool.options.value('wrap');
        if (wrap !== undefined && !/^\d+$/.test(wrap)) return await tool.complain(`invalid wrap size: ${quoteLocale(wrap)}`);
        await forEachInput(tool, tool.operands, async (descriptor) => {
          const bytes = await readAll(tool.process, descriptor);
          if (tool.options.has('decode')) {
            const text = decode(bytes);
            const clean = tool.options.has('ignore') ? text.replaceAll(/[^A-Za-z0-9+/=]/g, '') : text.replaceAll('\n', '');
            // What was padded may be followed by more.
            const padded = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)(?=.)/;
            let rest = clean;
            for (let first = padded.exec(rest)?.[0]; first !== undefined; first = padded.exec(rest)?.[0]) {
              await tool.out.write(Uint8Array.from(atob(first), (character) => character.charCodeAt(0)));
              rest = rest.slice(first.length);
            }
            const valid = /^[A-Za-z0-9+/]*/.exec(rest)?.[0] ?? '';
            const whole = valid.length - (valid.length % 4 === 1 ? 1 : 0);
            await tool.out.write(Uint8Array.from(atob(valid.slice(0, whole)), (character) => character.charCodeAt(0)));
            if (!/^[A-Za-z0-9+/]*={0,2}$/.test(rest) || rest.length % 4 !== 0) await tool.complain('invalid input');
            return;
          }
          let binary = '';
          for (const byte of concatenate([bytes])) binary += String.fromCharCode(byte);
          const width = Number(tool.options.value('wrap') ?? 76);
          const encoded = btoa(binary);
          if (encoded === '') return;
          await tool.out.write(width === 0 ? encoded : encoded.replaceAll(new RegExp(`.{1,${width}}`, 'g'), '$&\n'));
        });
      },
    },
    flavour,
  );
