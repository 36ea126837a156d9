/** Tools that make files in their own ways: truncate, mkfifo, mknod, sync, install, split. */
import { isSystemError } from '../../kernel/errno';
import { Accounts } from '../command-line/accounts';
import { readAll } from '../command-line/input';
import { quoteAlways, quoteLocale } from '../command-line/quote';
import { parseSize } from '../command-line/size';
import { createTool, UsageError, type Flavour } from '../command-line/tool';

/** `truncate`. */
export const createTruncate = (flavour: Flavour) =>
  createTool(
    {
      name: 'truncate',
      options: { size: 's,size=', noCreate: 'c,no-create', reference: 'r,reference=' },
      help: "Usage: truncate OPTION... FILE...\nShrink or extend the size of each FILE to the specified size\n\n  -c, --no-create        do not create any files\n  -r, --reference=RFILE  base size on RFILE\n  -s, --size=SIZE        set or adjust the file size by SIZE bytes\n      --help             display this help and exit\n\nSIZE may also be prefixed by one of: '+' extend by, '-' reduce by,\n'<' at most, '>' at least, '/' round down to multiple of,\n'%' round up to multiple of.\n",
      async run(tool) {
        const { files } = tool.process;
        const text = tool.options.value('size');
        const reference = tool.options.value('reference');
        if (text === undefined && reference === undefined) throw new UsageError(`you must specify either ${quoteLocale('--size')} or ${quoteLocale('--reference')}`);
        if (tool.operands.length === 0) throw new UsageError('missing file operand');
        if (reference !== undefined && !files.exists(reference)) return await tool.complain(`cannot stat ${quoteAlways(reference)}: No such file or directory`);
        const [, sign = '', amount = ''] = /^([-+<>/%]?)(.*)$/.exec(text ?? '') ?? [];
        if (/^[/%]$/.test(sign) && parseSize(amount) === 0) return await tool.complain('division by zero');
        const bytes = text === undefined ? files.stat(reference ?? '').size : parseSize(amount);
        if (bytes === undefined) return await tool.complain(`Invalid number: ${quoteLocale(text ?? '')}`);
        for (const path of tool.operands) {
          try {
            if (!files.exists(path)) {
              if (tool.options.has('noCreate')) continue;
              files.writeFile(path, '', { mode: 0o666 & ~tool.process.umask });
            }
            const { size } = files.stat(path);
            files.truncate(path, sign === '+' ? size + bytes : sign === '-' ? Math.max(0, size - bytes) : sign === '<' ? Math.min(size, bytes) : sign === '>' ? Math.max(size, bytes) : sign === '/' ? Math.floor(size / bytes) * bytes : sign === '%' ? Math.ceil(size / bytes) * bytes : bytes);
          } catch (error) {
            await tool.complainOf(`cannot open ${quoteAlways(path)} for writing`, error);
          }
        }
      },
    },
    flavour,
  );

/** `mkfifo`. */
export const createMkfifo = (flavour: Flavour) =>
  createTool(
    {
      name: 'mkfifo',
      options: { mode: 'm,mode=' },
      help: 'Usage: mkfifo [OPTION]... NAME...\nCreate named pipes (FIFOs) with the given NAMEs.\n\n  -m, --mode=MODE   set file permission bits to MODE, not a=rw - umask\n      --help        display this help and exit\n',
      async run(tool) {
        if (tool.operands.length === 0) throw new UsageError('missing operand');
        const mode = tool.options.value('mode');
        for (const path of tool.operands) {
          try {
            tool.process.files.makeNode(path, { kind: 'fifo', mode: 0o666 });
            if (mode !== undefined) tool.process.files.changeMode(path, Number.parseInt(mode, 8));
          } catch (error) {
            await tool.complainOf(`cannot create fifo ${quoteAlways(path)}`, error);
          }
        }
      },
    },
    flavour,
  );

/** `mknod`. */
export const createMknod = (flavour: Flavour) =>
  createTool(
    {
      name: 'mknod',
      options: { mode: 'm,mode=' },
      help: 'Usage: mknod [OPTION]... NAME TYPE [MAJOR MINOR]\nCreate the special file NAME of the given TYPE.\n\n  -m, --mode=MODE   set file permission bits to MODE, not a=rw - umask\n      --help        display this help and exit\n',
      async run(tool) {
        const [path, type, major, minor] = tool.operands;
        if (path === undefined) throw new UsageError('missing operand');
        if (type === undefined) throw new UsageError(`missing operand after ${quoteLocale(path)}`);
        if (type !== 'p' && minor === undefined) throw new UsageError(`missing operand after ${quoteLocale(tool.operands.at(-1) ?? '')}\nSpecial files require major and minor device numbers.`);
        if (!/^[bcup]$/.test(type)) throw new UsageError(`invalid device type ${quoteLocale(type)}`);
        if (type === 'p' && major !== undefined) throw new UsageError(`extra operand ${quoteLocale(major)}\nFifos do not have major and minor device numbers.`);
        const mode = Number.parseInt(tool.options.value('mode') ?? '666', 8);
        try {
          if (type !== 'p' && tool.process.credentials.uid !== 0) return await tool.complain(`${path}: Operation not permitted`);
          if (type === 'p') tool.process.files.makeNode(path, { kind: 'fifo', mode });
          else tool.process.files.makeNode(path, { kind: type === 'b' ? 'block' : 'character', mode, deviceType: { major: Number(major), minor: Number(minor) } });
        } catch (error) {
          await tool.complainOf(path, error);
        }
      },
    },
    flavour,
  );

/** `sync`: everything is in memory, so there is nothing to wait for. */
export const createSync = (flavour: Flavour) =>
  createTool(
    {
      name: 'sync',
      options: { data: 'd,data', fileSystem: 'f,file-system' },
      help: 'Usage: sync [OPTION] [FILE]...\nSynchronize cached writes to persistent storage\n\n  -d, --data          sync only file data, no unneeded metadata\n  -f, --file-system   sync the file systems that contain the files\n      --help          display this help and exit\n',
      async run(tool) {
        for (const path of tool.operands) {
          try {
            tool.process.files.stat(path);
          } catch (error) {
            await tool.complainOf(`error opening ${quoteAlways(path)}`, error);
          }
        }
      },
    },
    flavour,
  );

/** `install`: copies with a mode and owner, or makes directories. */
export const createInstall = (flavour: Flavour) =>
  createTool(
    {
      name: 'install',
      options: { directory: 'd,directory', makeParents: 'D', mode: 'm,mode=', owner: 'o,owner=', group: 'g,group=', target: 't,target-directory=', verbose: 'v,verbose', compare: 'C,compare', preserve: 'p,preserve-timestamps', strip: 's,strip' },
      help: 'Usage: install [OPTION]... [-T] SOURCE DEST\n  or:  install [OPTION]... SOURCE... DIRECTORY\n  or:  install [OPTION]... -t DIRECTORY SOURCE...\n  or:  install [OPTION]... -d DIRECTORY...\n\n  -d, --directory     treat all arguments as directory names\n  -D                  create all leading components of DEST except the last\n  -g, --group=GROUP   set group ownership\n  -m, --mode=MODE     set permission mode, instead of rwxr-xr-x\n  -o, --owner=OWNER   set ownership (super-user only)\n  -t, --target-directory=DIRECTORY  copy all SOURCE arguments into DIRECTORY\n  -v, --verbose       print the name of each created file or directory\n      --help          display this help and exit\n',
      async run(tool) {
        const { options, process } = tool;
        const { files } = process;
        const modeText = options.value('mode') ?? '755';
        if (!/^[0-7]{1,4}$/.test(modeText)) return await tool.complain(`invalid mode ${quoteLocale(modeText)}`);
        const accounts = new Accounts(files);
        const uid = options.has('owner') ? accounts.findUser(options.value('owner') ?? '')?.uid : -1;
        const gid = options.has('group') ? accounts.findGroup(options.value('group') ?? '')?.gid : -1;
        if (uid === undefined) return await tool.complain(`invalid user ${quoteLocale(options.value('owner') ?? '')}`);
        if (gid === undefined) return await tool.complain(`invalid group ${quoteLocale(options.value('group') ?? '')}`);
        const finish = (path: string) => {
          files.changeMode(path, Number.parseInt(modeText, 8));
          if (uid >= 0 || gid >= 0) files.changeOwner(path, uid >= 0 ? uid : files.stat(path).uid, gid >= 0 ? gid : files.stat(path).gid);
        };
        const sources = [...tool.operands];
        if (sources.length === 0) throw new UsageError('missing file operand');
        if (options.has('directory')) {
          for (const path of sources) {
            try {
              if (!files.exists(path)) files.makeDirectory(path, { parents: true });
              finish(path);
            } catch (error) {
              await tool.complainOf(`cannot create directory ${quoteAlways(path)}`, error);
            }
          }
          return;
        }
        const target = options.value('target') ?? sources.pop() ?? '';
        if (sources.length === 0) throw new UsageError(`missing destination file operand after ${quoteAlways(target)}`);
        if (options.has('makeParents')) {
          const parent = options.has('target') ? target : target.includes('/') ? target.replace(/\/[^/]*$/, '') || '/' : '.';
          if (!files.exists(parent)) files.makeDirectory(parent, { parents: true });
        }
        const into = options.has('target') || (files.exists(target) && files.stat(target).kind === 'directory');
        if (!into && sources.length > 1) return await tool.complain(`target ${quoteAlways(target)} is not a directory`);
        for (const source of sources) {
          const path = into ? `${target.replace(/\/$/, '')}/${source.split('/').at(-1)}` : target;
          try {
            if (files.stat(source).kind === 'directory') {
              await tool.complain(`omitting directory ${quoteAlways(source)}`);
              continue;
            }
          } catch (error) {
            await tool.complainOf(`cannot stat ${quoteAlways(source)}`, error);
            continue;
          }
          try {
            if (files.exists(path)) files.unlink(path);
            files.writeFile(path, files.resolve(source).node.content());
            finish(path);
            if (options.has('verbose')) await tool.out.write(`${quoteAlways(source)} -> ${quoteAlways(path)}\n`);
          } catch (error) {
            await tool.complainOf(`cannot create regular file ${quoteAlways(path)}`, error);
          }
        }
      },
    },
    flavour,
  );

/** `split`: a file in pieces by lines (-l), bytes (-b) or into -n parts. */
export const createSplit = (flavour: Flavour) =>
  createTool<'lines' | 'bytes' | 'chunks' | 'length' | 'numeric' | 'suffix' | 'verbose'>(
    {
      name: 'split',
      options: { lines: 'l,lines=', bytes: 'b,bytes=', chunks: 'n,number=', length: 'a,suffix-length=', numeric: 'd', suffix: 'additional-suffix=', verbose: 'verbose' },
      digits: 'lines',
      help: 'Usage: split [OPTION]... [FILE [PREFIX]]\nOutput pieces of FILE to PREFIXaa, PREFIXab, ...;\ndefault size is 1000 lines, and default PREFIX is \'x\'.\n\n  -a, --suffix-length=N   generate suffixes of length N (default 2)\n  -b, --bytes=SIZE        put SIZE bytes per output file\n  -d                      use numeric suffixes starting at 0, not alphabetic\n  -l, --lines=NUMBER      put NUMBER lines/records per output file\n  -n, --number=CHUNKS     generate CHUNKS output files\n      --help              display this help and exit\n',
      async run(tool) {
        const { process, options } = tool;
        const [path = '-', prefix = 'x', extra] = tool.operands;
        if (extra !== undefined) throw new UsageError(`extra operand ${quoteLocale(extra)}`);
        const lines = Number(options.value('lines') ?? 1000);
        const size = parseSize(options.value('bytes') ?? '1');
        if (!(lines > 0)) return await tool.complain(`invalid number of lines: ${quoteLocale(options.value('lines') ?? '')}${lines === 0 ? ': Numerical result out of range' : ''}`);
        if (size === undefined || size === 0) return await tool.complain(`invalid number of bytes: ${quoteLocale(options.value('bytes') ?? '')}`);
        let bytes: Uint8Array;
        try {
          bytes = await readAll(process, path === '-' ? 0 : await process.open(path, { read: true }));
        } catch (error) {
          if (!isSystemError(error)) throw error;
          return await tool.complain(`cannot open ${quoteAlways(path)} for reading: ${error.message}`);
        }
        const length = Number(options.value('length') ?? 2);
        const name = (index: number) => {
          if (options.has('numeric')) return String(index).padStart(length, '0');
          let text = '';
          for (let at = 0, rest = index; at < length; at++, rest = Math.floor(rest / 26)) text = String.fromCharCode(97 + (rest % 26)) + text;
          return text;
        };
        for (const [index, [from, to]] of pieces(bytes, options.has('bytes') ? { size } : options.has('chunks') ? { count: Number(options.value('chunks')) } : { lines }).entries()) {
          const output = `${prefix}${name(index)}${options.value('suffix') ?? ''}`;
          if (options.has('verbose')) await tool.out.write(`creating file ${quoteAlways(output)}\n`);
          try {
            process.files.writeFile(output, bytes.slice(from, to));
          } catch (error) {
            return await tool.complainOf(output, error);
          }
        }
      },
    },
    flavour,
  );

function pieces(bytes: Uint8Array, by: { size: number } | { count: number } | { lines: number }): [number, number][] {
  const cuts: [number, number][] = [];
  if ('count' in by) {
    const size = Math.floor(bytes.length / by.count);
    for (let index = 0; index < by.count; index++) cuts.push([index * size, index === by.count - 1 ? bytes.length : (index + 1) * size]);
  } else if ('size' in by) for (let at = 0; at < bytes.length; at += by.size) cuts.push([at, Math.min(bytes.length, at + by.size)]);
  else {
    let start = 0;
    let count = 0;
    for (let at = 0; at < bytes.length; at++) {
      if (bytes[at] !== 10 || ++count < by.lines) continue;
      cuts.push([start, at + 1]);
      start = at + 1;
      count = 0;
    }
    if (start < bytes.length) cuts.push([start, bytes.length]);
  }
  return cuts;
}
