/** Tools that make or work out paths: mktemp, realpath, readlink. */
import { isSystemError } from '../../kernel/errno';
import { quoteAlways, quoteLocale } from '../command-line/quote';
import { createTool, UsageError, type Flavour } from '../command-line/tool';
import { canonicalPath, normalizePath, relativePath } from './canonical-path';

/** `mktemp`. */
export const createMktemp = (flavour: Flavour) =>
  createTool(
    {
      name: 'mktemp',
      options: { directory: 'd,directory', dry: 'u,dry-run', quiet: 'q,quiet', suffix: 'suffix=', parent: 'tmpdir[=]', shortParent: 'p=', inTemporary: 't' },
      help: 'Usage: mktemp [OPTION]... [TEMPLATE]\nCreate a temporary file or directory, safely, and print its name.\nTEMPLATE must contain at least 3 consecutive Xs in last component.\n\n  -d, --directory     create a directory, not a file\n  -u, --dry-run       do not create anything; merely print a name\n  -q, --quiet         suppress diagnostics about file/dir-creation failure\n      --suffix=SUFF   append SUFF to TEMPLATE\n  -p DIR, --tmpdir[=DIR]  interpret TEMPLATE relative to DIR\n      --help          display this help and exit\n',
      async run(tool): Promise<void> {
        const { files, env, system } = tool.process;
        const template = tool.operands[0] ?? 'tmp.XXXXXXXXXX';
        if (tool.operands.length > 1) throw new UsageError('too many templates');
        const match = /^(.*?)(X{3,})([^X/]*)$/s.exec(template);
        if (tool.options.has('suffix') && !template.endsWith('X')) return await tool.complain(`with --suffix, template ${quoteLocale(template)} must end in X`);
        if (!match) return await tool.complain(`too few X's in template ${quoteLocale(template)}`);
        const inDirectory = tool.operands.length === 0 || tool.options.has('parent') || tool.options.has('shortParent') || tool.options.has('inTemporary');
        if (tool.options.has('inTemporary') && template.includes('/')) return await tool.complain(`invalid template, ${quoteLocale(template)}, contains directory separator`);
        if (inDirectory && template.startsWith('/')) return await tool.complain(`invalid template, ${quoteLocale(template)}; with --tmpdir, it may not be absolute`);
        const parent = tool.options.value('parent') ?? tool.options.value('shortParent') ?? env.get('TMPDIR') ?? '/tmp';
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
      options: { existing: 'e,canonicalize-existing', logical: 'L,logical', missing: 'm,canonicalize-missing', physical: 'P,physical', quiet: 'q,quiet', relativeTo: 'relative-to=', relativeBase: 'relative-base=', noSymlinks: 's,strip,no-symlinks', zero: 'z,zero' },
      help: 'Usage: realpath [OPTION]... FILE...\nPrint the resolved absolute file name; all but the last component must exist.\n\n  -e, --canonicalize-existing  all components of the path must exist\n  -m, --canonicalize-missing   no path components need exist or be a directory\n  -L, --logical                resolve \'..\' components before symlinks\n  -P, --physical               resolve symlinks as encountered (default)\n  -q, --quiet                  suppress most error messages\n      --relative-to=DIR        print the resolved path relative to DIR\n      --relative-base=DIR      print absolute paths unless paths below DIR\n  -s, --strip, --no-symlinks   do not expand symlinks\n  -z, --zero                   end each output line with NUL, not newline\n      --help                   display this help and exit\n',
      async run(tool) {
        const { files, cwd } = tool.process;
        const { options } = tool;
        if (tool.operands.length === 0) throw new UsageError('missing operand');
        const resolve = (path: string): string => {
          if (path === '') return files.realPath('');
          const logical = options.has('logical') && !options.has('physical');
          const plain = logical || options.has('noSymlinks') ? normalizePath(path.startsWith('/') ? path : `${cwd}/${path}`) : path;
          if (options.has('noSymlinks')) return plain;
          return options.has('missing') ? canonicalPath(files, plain) : files.realPath(plain, { missingLast: !options.has('existing') });
        };
        const directoryOf = (path: string | undefined) => (path === undefined ? undefined : options.has('missing') ? resolve(path) : files.realPath(path, { missingLast: true }));
        const base = directoryOf(options.value('relativeBase'));
        const relative = directoryOf(options.value('relativeTo'));
        const baseHolds = base === undefined || relative === undefined || relative === base || relative.startsWith(`${base}/`);
        for (const path of tool.operands) {
          try {
            const real = resolve(path);
            const below = base === undefined || base === '/' || real === base || real.startsWith(`${base}/`);
            const shown = (relative === undefined && base === undefined) || !below || (relative !== undefined && base !== undefined && !baseHolds) ? real : relativePath(real, relative ?? base ?? '/');
            await tool.out.write(shown + (tool.options.has('zero') ? '\0' : '\n'));
          } catch (error) {
            if (!isSystemError(error)) throw error;
            tool.code = 1;
            if (!tool.options.has('quiet')) await tool.complain(`${path === '' ? "''" : path}: ${error.message}`);
          }
        }
      },
    },
    flavour,
  );

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
            const text = mode === undefined ? files.readLink(path) : mode === 'missing' ? canonicalPath(files, path) : files.realPath(path, { missingLast: mode !== 'existing' });
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
