import { isSystemError } from '../../kernel/errno';
import { readAll } from '../command-line/input';
import { createTool, type Flavour, type Tool } from '../command-line/tool';
import { compress, decompress, looksCompressed } from './gzip-bytes';

const options = { stdout: 'c,stdout,to-stdout', decompress: 'd,decompress,uncompress', force: 'f,force', keep: 'k,keep', list: 'l,list', quiet: 'q,quiet', recursive: 'r,recursive', test: 't,test', verbose: 'v,verbose', noName: 'n,no-name', name: 'N,name', fast: '1,fast', two: '2', three: '3', four: '4', five: '5', six: '6', seven: '7', eight: '8', best: '9,best' } as const;
type Key = keyof typeof options;
const levels = ['fast', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'best'] as const;

const help = (name: string) => `Usage: ${name} [OPTION]... [FILE]...
Compress or uncompress FILEs (by default, compress FILES in-place).

  -c, --stdout      write on standard output, keep original files unchanged
  -d, --decompress  decompress
  -f, --force       force overwrite of output file
  -k, --keep        keep (don't delete) input files
  -t, --test        test compressed file integrity
  -v, --verbose     verbose mode
  -1, --fast        compress faster
  -9, --best        compress better
      --help        display this help and exit

With no FILE, or when FILE is -, read standard input.
`;

/** `gzip`, `gunzip` and `zcat`, by `name`. */
export const createGzip = (flavour: Flavour, name: 'gzip' | 'gunzip' | 'zcat' = 'gzip') => createTool({ name, options, help: help(name), run: (tool) => run(tool, name) }, flavour);

async function run(tool: Tool<Key>, called: string): Promise<void> {
  // GNU's gunzip and zcat are scripts that run gzip.
  const name = tool.flavour === 'gnu' ? 'gzip' : called;
  const { process, options: given } = tool;
  const reverse = called !== 'gzip' || given.has('decompress') || given.has('test');
  const toStdout = called === 'zcat' || given.has('stdout');
  const level = (levels.indexOf(given.last(...levels) ?? 'six') + 1) as 6;
  const transform = async (bytes: Uint8Array, label: string): Promise<Uint8Array | undefined> => {
    if (!reverse) return await compress(process, bytes, level);
    if (!looksCompressed(bytes)) {
      await process.write(2, `\n${name}: ${label}: not in gzip format\n`);
      tool.code = 1;
      return undefined;
    }
    try {
      return await decompress(process, bytes);
    } catch (error) {
      if (!(error instanceof Error) || isSystemError(error) || error.name.startsWith('Process')) throw error;
      await process.write(2, `\n${name}: ${label}: unexpected end of file\n`);
      tool.code = 1;
      return undefined;
    }
  };
  for (const operand of tool.operands.length > 0 ? tool.operands : ['-']) {
    try {
      if (operand === '-') {
        if (!reverse && process.terminal(1) && !given.has('force')) {
          await tool.complain('compressed data not written to a terminal. Use -f to force compression.\nFor help, type: gzip -h');
          return;
        }
        const made = await transform(await readAll(process, 0), 'stdin');
        if (made && !given.has('test')) await process.write(1, made);
        continue;
      }
      const path = reverse && !process.files.exists(operand) && process.files.exists(`${operand}.gz`) ? `${operand}.gz` : operand;
      const attributes = process.files.stat(path);
      if (attributes.kind === 'directory') {
        await process.write(2, `${name}: ${path} is a directory -- ignored\n`);
        tool.code = Math.max(tool.code, 2);
        continue;
      }
      if (reverse && !toStdout && !given.has('test') && !/\.(gz|tgz)$/.test(path)) {
        await process.write(2, `${name}: ${path}: unknown suffix -- ignored\n`);
        tool.code = Math.max(tool.code, 2);
        continue;
      }
      if (!reverse && path.endsWith('.gz') && !toStdout && !given.has('force')) {
        await process.write(2, `${name}: ${path} already has .gz suffix -- unchanged\n`);
        continue;
      }
      const made = await transform(process.files.readFile(path), path);
      if (!made || given.has('test')) continue;
      if (toStdout) {
        await process.write(1, made);
        continue;
      }
      const target = reverse ? path.replace(/\.tgz$/, '.tar').replace(/\.gz$/, '') : `${path}.gz`;
      if (process.files.exists(target) && !given.has('force')) {
        await process.write(2, `${name}: ${target} already exists;\tnot overwritten\n`);
        tool.code = 2;
        continue;
      }
      process.files.writeFile(target, made, { mode: attributes.mode & 0o777 });
      process.files.setTimes(target, { accessed: attributes.accessed, modified: attributes.modified });
      if (!given.has('keep')) process.files.unlink(path);
      if (given.has('verbose')) {
        const ratio = reverse ? 1 - attributes.size / made.length : 1 - made.length / attributes.size;
        await process.write(2, `${path}:\t${(ratio * 100).toFixed(1).padStart(5)}% -- ${given.has('keep') ? 'created' : 'replaced with'} ${target}\n`);
      }
    } catch (error) {
      await tool.complainOf(operand, error);
    }
  }
}
