import { isSystemError } from '../../kernel/errno';
import { readAll } from '../command-line/input';
import { parseSize } from '../command-line/size';
import { createTool, UsageError, type Flavour } from '../command-line/tool';

/** A byte in octal and as `cat -t` has it. */
function shown(byte = 0): string {
  const low = byte & 127;
  const letter = low === 127 ? '^?' : low < 32 ? `^${String.fromCharCode(low + 64)}` : String.fromCharCode(low);
  return `${byte.toString(8).padStart(3)} ${byte > 127 ? 'M-' : ''}${letter}`;
}

/** `cmp`. */
export const createCmp = (flavour: Flavour) =>
  createTool(
    {
      name: 'cmp',
      options: { silent: 's,quiet,silent', list: 'l,verbose', bytes: 'n,bytes=', print: 'b,print-bytes', skip: 'i,ignore-initial=' },
      help: 'Usage: cmp [OPTION]... FILE1 [FILE2 [SKIP1 [SKIP2]]]\nCompare two files byte by byte.\n\n  -b, --print-bytes    print differing bytes\n  -i, --ignore-initial=SKIP[:SKIP2]  skip first bytes of the inputs\n  -l, --verbose        output byte numbers and differing byte values\n  -n, --bytes=LIMIT    compare at most LIMIT bytes\n  -s, --quiet, --silent  suppress all normal output\n      --help           display this help and exit\n',
      usageCode: 2,
      namedHint: true,
      async run(tool) {
        const { process } = tool;
        const [first, second = '-'] = tool.operands;
        if (first === undefined) throw new UsageError("missing operand after 'cmp'");
        const [skipFirst = '0', skipSecond = skipFirst] = tool.options.value('skip')?.split(':') ?? [tool.operands[2] ?? '0', tool.operands[3] ?? '0'];
        const skips = [parseSize(skipFirst), parseSize(skipSecond)];
        for (const [index, text] of [skipFirst, skipSecond].entries()) if (skips[index] === undefined) throw new UsageError(`invalid --ignore-initial value '${text}'`);
        const contents: Uint8Array[] = [];
        for (const path of [first, second]) {
          try {
            contents.push(await readAll(process, path === '-' ? 0 : await process.open(path, { read: true })));
          } catch (error) {
            if (!isSystemError(error)) throw error;
            if (!tool.options.has('silent')) await tool.complain(`${path}: ${error.message}`, 2);
            return 2;
          }
        }
        const limit = Number(tool.options.value('bytes') ?? Infinity);
        const [a, b] = contents.map((bytes, index) => bytes.subarray(skips[index] ?? 0).subarray(0, limit === Infinity ? undefined : limit)) as [Uint8Array, Uint8Array];
        let line = 1;
        let different = false;
        for (let at = 0; at < Math.min(a.length, b.length); at++) {
          if (a[at] !== b[at]) {
            different = true;
            if (tool.options.has('silent')) return 1;
            if (!tool.options.has('list')) {
              await tool.out.write(`${first} ${second} differ: byte ${at + 1}, line ${line}${tool.options.has('print') ? ` is ${shown(a[at])} ${shown(b[at])}` : ''}\n`);
              return 1;
            }
            await tool.out.write(`${String(at + 1).padStart(String(Math.min(a.length, b.length)).length)} ${tool.options.has('print') ? `${shown(a[at]).padEnd(8)} ${shown(b[at])}` : `${(a[at] ?? 0).toString(8).padStart(3)} ${(b[at] ?? 0).toString(8).padStart(3)}`}\n`);
          }
          if (a[at] === 10) line++;
        }
        if (a.length === b.length) return different ? 1 : 0;
        const shorter = a.length < b.length ? first : second;
        const size = Math.min(a.length, b.length);
        if (!tool.options.has('silent')) {
          const whole = a[size - 1] === 10 ? line - 1 : line;
          await tool.out.flush();
          await process.write(2, flavour === 'gnu' ? `cmp: EOF on ${shorter} ${size === 0 ? 'which is empty' : `after byte ${size}, ${a[size - 1] === 10 ? `line ${whole}` : `in line ${whole}`}`}\n` : `cmp: EOF on ${shorter}\n`);
        }
        return 1;
      },
    },
    flavour,
  );
