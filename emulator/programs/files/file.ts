import { readExecutable } from '../../process/executable';
import { createTool, type Flavour } from '../command-line/tool';

const usage = `Usage: file [-bcCdEhikLlNnprsSvzZ0] [--apple] [--extension] [--mime-encoding]
            [--mime-type] [-e <testname>] [-F <separator>]  [-f <namefile>]
            [-m <magicfiles>] [-P <parameter=value>] [--exclude-quiet]
            <file> ...
       file -C [-m <magicfiles>]
       file [--help]
`;

/** `file`: what kind of file it is, from its first bytes. */
export const createFile = (flavour: Flavour) =>
  createTool(
    {
      name: 'file',
      options: { brief: 'b,brief', mime: 'i,mime', dereference: 'L,dereference' },
      help: 'Usage: file [OPTION...] [FILE...]\nDetermine type of FILEs.\n\n  -b, --brief          do not prepend filenames to output lines\n  -i, --mime           output MIME type strings\n  -L, --dereference    follow symlinks\n',
      async run(tool) {
        const { files } = tool.process;
        if (tool.operands.length === 0) {
          await tool.process.write(2, usage);
          return 1;
        }
        const width = Math.max(...tool.operands.map((path) => path.length));
        for (const path of tool.operands) {
          let [text, mime] = ['', ''];
          try {
            const attributes = tool.options.has('dereference') ? files.stat(path) : files.lstat(path);
            if (attributes.kind === 'symlink') [text, mime] = [files.exists(path) ? `symbolic link to ${files.readLink(path)}` : `broken symbolic link to ${files.readLink(path)}`, 'inode/symlink; charset=binary'];
            else if (attributes.kind === 'directory') [text, mime] = [attributes.mode & 0o1000 ? 'sticky, directory' : 'directory', 'inode/directory; charset=binary'];
            else if (attributes.kind === 'fifo') [text, mime] = ['fifo (named pipe)', 'inode/fifo; charset=binary'];
            else if (attributes.kind === 'socket') [text, mime] = ['socket', 'inode/socket; charset=binary'];
            else if (attributes.kind !== 'file') [text, mime] = [`${attributes.kind} special (${attributes.deviceType?.major}/${attributes.deviceType?.minor})`, `inode/${attributes.kind}device; charset=binary`];
            else if (attributes.size === 0) [text, mime] = ['empty', 'inode/x-empty; charset=binary'];
            else if (!files.access(path, { read: true })) [text, mime] = ['regular file, no read permission', 'application/octet-stream; charset=binary'];
            else [text, mime] = describeBytes(files.resolve(path).node.read(0, 65_536));
          } catch (error) {
            if (!(error instanceof Error) || error.name !== 'SystemError') throw error;
            text = `cannot open \`${path}' (${error.message})`;
            mime = text;
          }
          const shown = tool.options.has('mime') ? mime : text;
          await tool.out.write(tool.options.has('brief') ? `${shown}\n` : `${path}:${' '.repeat(width - path.length + 1)}${shown}\n`);
        }
      },
    },
    flavour,
  );

function describeBytes(bytes: Uint8Array): [string, string] {
  const starts = (...wanted: number[]) => wanted.every((byte, index) => bytes[index] === byte);
  const executable = readExecutable(bytes);
  if (executable.kind === 'program' || executable.kind === 'foreign') return ['ELF 64-bit LSB pie executable, x86-64, version 1 (SYSV), dynamically linked, stripped', 'application/x-pie-executable; charset=binary'];
  if (starts(0x1f, 0x8b)) return ['gzip compressed data', 'application/gzip; charset=binary'];
  if (starts(0x89, 0x50, 0x4e, 0x47)) return ['PNG image data', 'image/png; charset=binary'];
  if (starts(0x50, 0x4b, 3, 4)) return ['Zip archive data', 'application/zip; charset=binary'];
  const text = new TextDecoder().decode(bytes);
  if (text.slice(257, 262) === 'ustar') return ['POSIX tar archive', 'application/x-tar; charset=binary'];
  if (bytes.includes(0) || text.includes('\ufffd')) return ['data', 'application/octet-stream; charset=binary'];
  const ascii = bytes.every((byte) => byte < 128);
  const charset = ascii ? 'us-ascii' : 'utf-8';
  const kind = ascii ? 'ASCII text' : 'Unicode text, UTF-8 text';
  const end = text.includes('\r\n') ? ', with CRLF line terminators' : text.includes('\n') ? '' : ', with no line terminators';
  if (executable.kind === 'script') {
    const name = executable.interpreter.split('/').at(-1) ?? '';
    const shown = name === 'sh' ? 'POSIX shell script' : name === 'bash' ? 'Bourne-Again shell script' : name === 'env' && executable.argument?.startsWith('python') ? 'Python script' : `a ${executable.interpreter} script`;
    return [`${shown}, ${ascii ? 'ASCII text' : 'Unicode text, UTF-8 text'} executable${end}`, `text/x-shellscript; charset=${charset}`];
  }
  if (/^\s*[[{]/.test(text) && isJson(text)) return ['JSON text data', `application/json; charset=${charset}`];
  if (/^\s*<(!doctype html|html)/i.test(text)) return [`HTML document, ${ascii ? 'ASCII text' : 'Unicode text, UTF-8 text'}${end}`, `text/html; charset=${charset}`];
  return [kind + end, `text/plain; charset=${charset}`];
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false; // JSON.parse throws only for what is no JSON
  }
}
