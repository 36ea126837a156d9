/** Tools that make or work out paths: mktemp, realpath, readlink. */
import { isSystemError } from '../../kernel/errno';
import { quoteAlways, quoteLocale } from '../command-line/quote';
import { createTool, UsageError, type Flavour } from '../command-line/tool';

/** `mktemp`. */
export const createMktemp = (flavour: Flavour) =>
  createTool(
    {
      name: 'mktemp',
      options: { directory: 'd,directory', dry: 'u,dry-run', quiet: 'q,quiet', suffix: 'suffix=', parent: 'p,tmpdir[=]', inTemporary: 't' },
      help: 'Usage: mktemp [OPTION]... [TEMPLATE]\nCreate a temporary file or directory, safely, and print its name.\nTEMPLATE must contain at least 3 consecutive Xs in last component.\n\n  -d, --directory     create a directory, not a file\n  -u, --dry-run       do not create anything; merely print a name\n  -q, --quiet         suppress diagnostics about file/dir-creation failure\n      --suffix=SUFF   append SUFF to TEMPLATE\n  -p DIR, --tmpdir[=DIR]  interpret TEMPLATE relative to DIR\n      --help          display this help and exit\n',
      async run(tool) {
        const { files, env, system } = tool.process;
        const template = tool.operands[0] ?? 'tmp.XXXXXXXXXX';
        const match = /^(.*?)(X{3,})([^X/]*)$/s.exec(template);
        if (!match) {
          await tool.complain(`too few X's in template ${quoteLocale(template)}`);
          return;
        }
        const inDirectory = tool.operands.length === 0 || tool.options.has('parent') || tool.options.has('inTemporary');
        const parent = tool.options.value('parent') ?? env.get('TMPDIR') ?? '/tmp';
        const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
        for (let attempt = 0; attempt < 100; attempt++) {
          const chosen = Array.from(match[2] ?? '', () => letters[system.random.integer(letters.length)]).join('');
          const path = `${inDirectory ? `${parent}/` : ''}${match[1]}${chosen}${match[3]}${tool.options.value('suffix') ?? ''}`;
          try {
            if (tool.options.has('dry')) files.exists(path);
            else if (tool.options.has('directory')) files.makeDirectory(path, { mode: 0o700 });
            else files.open(path, { write: true, create: true, exclusive: true, mode: 0o600 }).release();
            await tool.out.write(`${path}\n`);
            return;
          } catch (error) {
            if (isSystemError(error, 'EEXIST')) continue;
            if (!isSystemError(error)) throw error;
            tool.code = 1;
            if (!tool.options.has('quiet')) await tool.complain(`failed to create ${tool.options.has('directory') ? 'directory' : 'file'} via template ${quoteLocale(`${inDirectory ? `${parent}/` : ''}${template}`)}: ${error.message}`);
            return;
          }
        }
      },
    },
    flavour,
  );

/** `realpath`. */
export const createRealpath = (flavour: Flavour) =>
  createTool(
    {
      name: 'realpath',
      options: { existing: 'e,canonicalize-existing', missing: 'm,canonicalize-missing', quiet: 'q,quiet', noSymlinks: 's,strip,no-symlinks', zero: 'z,zero' },
      help: 'Usage: realpath [OPTION]... FILE...\nPrint the resolved absolute file name; all but the last component must exist.\n\n  -e, --canonicalize-existing  all components of the path must exist\n  -m, --canonicalize-missing   no path components need exist or be a directory\n  -q, --quiet                  suppress most error messages\n  -s, --strip, --no-symlinks   do not expand symlinks\n  -z, --zero                   end each output line with NUL, not newline\n      --help                   display this help and exit\n',
      async run(tool) {
        const { files, cwd } = tool.process;
        if (tool.operands.length === 0) throw new UsageError('missing operand');
        for (const path of tool.operands) {
          try {
            const lexical = tool.options.has('missing') || tool.options.has('noSymlinks');
            const real = lexical ? normalize(path.startsWith('/') ? path : `${cwd}/${path}`) : files.realPath(path, { missingLast: !tool.options.has('existing') });
            await tool.out.write(real + (tool.options.has('zero') ? '\0' : '\n'));
          } catch (error) {
            if (!isSystemError(error)) throw error;
            tool.code = 1;
            if (!tool.options.has('quiet')) await tool.complain(`${path}: ${error.message}`);
          }
        }
      },
    },
    flavour,
  );

/** An absolute path without `.`, `..` and doubled slashes, links left as they are. */
function normalize(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}

/** `readlink`. */
export const createReadlink = (flavour: Flavour) =>
  createTool(
    {
      name: 'readlink',
      options: { canonical: 'f,canonicalize', existing: 'e,canonicalize-existing', missing: 'm,canonicalize-missing', noNewline: 'n,no-newline', quiet: 'q,quiet,s,silent', verbose: 'v,verbose', zero: 'z,zero' },
      help: 'Usage: readlink [OPTION]... FILE...\nPrint value of a symbolic link or canonical file name\n\n  -f, --canonicalize            follow every symlink; all but the last component must exist\n  -e, --canonicalize-existing   likewise; all components must exist\n  -m, --canonicalize-missing    likewise, without requirements on existence\n  -n, --no-newline              do not output the trailing delimiter\n  -q, -s, --quiet, --silent     suppress most error messages (on by default)\n  -v, --verbose                 report error messages\n  -z, --zero                    end each output line with NUL, not newline\n      --help                    display this help and exit\n',
      async run(tool) {
        const { files } = tool.process;
        if (tool.operands.length === 0) throw new UsageError('missing operand');
        const mode = tool.options.last('canonical', 'existing', 'missing');
        for (const path of tool.operands) {
          try {
            const text = mode === undefined ? files.readLink(path) : files.realPath(path, { missingLast: mode !== 'existing' });
            await tool.out.write(text + (tool.options.has('noNewline') && tool.operands.length === 1 ? '' : tool.options.has('zero') ? '\0' : '\n'));
          } catch (error) {
            if (!isSystemError(error)) throw error;
            tool.code = 1;
            if (tool.options.has('verbose')) await tool.complain(`${tool.flavour === 'gnu' ? path : quoteAlways(path)}: ${error.message}`);
          }
        }
      },
    },
    flavour,
  );
