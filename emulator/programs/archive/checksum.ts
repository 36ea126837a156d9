import { md5, sha1 } from '@noble/hashes/legacy.js';
import { sha256, sha512, sha224, sha384 } from '@noble/hashes/sha2.js';
import { isSystemError } from '../../kernel/errno';
import { decode } from '../../kernel/bytes';
import { forEachInput } from '../command-line/input';
import { createTool, type Flavour, type Tool } from '../command-line/tool';

/** Digests by the names of their tools. */
const algorithms = { md5sum: md5, sha1sum: sha1, sha224sum: sha224, sha256sum: sha256, sha384sum: sha384, sha512sum: sha512 };
export type ChecksumName = keyof typeof algorithms;

const options = { binary: 'b,binary', check: 'c,check', text: 't,text', tag: 'tag', zero: 'z,zero', quiet: 'quiet', status: 'status', ignoreMissing: 'ignore-missing', strict: 'strict', warn: 'w,warn' } as const;
type Key = keyof typeof options;

/** `sha256sum` and its relatives. */
export const createChecksum = (flavour: Flavour, name: ChecksumName) =>
  createTool(
    {
      name,
      options,
      help: `Usage: ${name} [OPTION]... [FILE]...\nPrint or check ${name.replace('sum', '').toUpperCase()} checksums.\n\nWith no FILE, or when FILE is -, read standard input.\n\n  -b, --binary    read in binary mode\n  -c, --check     read checksums from the FILEs and check them\n      --tag       create a BSD-style checksum\n      --quiet     don't print OK for each successfully verified file\n      --status    don't output anything, status code shows success\n      --help      display this help and exit\n`,
      run: (tool) => (tool.options.has('check') ? check(tool, name) : print(tool, name)),
    },
    flavour,
  );

async function digest(tool: Tool<Key>, descriptor: number, name: ChecksumName): Promise<string> {
  const hash = algorithms[name].create();
  for (;;) {
    const bytes = await tool.process.read(descriptor);
    if (bytes.length === 0) break;
    hash.update(bytes);
    await tool.process.tick();
  }
  return Array.from(hash.digest(), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

async function print(tool: Tool<Key>, name: ChecksumName): Promise<void> {
  await forEachInput(tool, tool.operands, async (descriptor, file) => {
    const sum = await digest(tool, descriptor, name);
    const end = tool.options.has('zero') ? '\0' : '\n';
    await tool.out.write(tool.options.has('tag') ? `${name.replace('sum', '').toUpperCase()} (${file}) = ${sum}${end}` : `${sum} ${tool.options.has('binary') ? '*' : ' '}${file}${end}`);
  });
}

async function check(tool: Tool<Key>, name: ChecksumName): Promise<void> {
  let wrong = 0;
  let unreadable = 0;
  await forEachInput(tool, tool.operands, async (descriptor, list) => {
    const parts: string[] = [];
    for (let bytes = await tool.process.read(descriptor); bytes.length > 0; bytes = await tool.process.read(descriptor)) parts.push(decode(bytes));
    let proper = 0;
    for (const line of parts.join('').split('\n')) {
      const match = /^([0-9a-f]+) [ *](.+)$/i.exec(line) ?? /^\w+ \((.+)\) = ([0-9a-f]+)$/i.exec(line);
      if (!match) continue;
      proper++;
      const [expected = '', file = ''] = line.includes(' = ') ? [match[2], match[1]] : [match[1], match[2]];
      try {
        const input = await tool.process.open(file, { read: true });
        const fine = (await digest(tool, input, name)) === expected.toLowerCase();
        tool.process.close(input);
        if (!fine) wrong++;
        if (!tool.options.has('status') && !(fine && tool.options.has('quiet'))) await tool.out.write(`${file}: ${fine ? 'OK' : 'FAILED'}\n`);
      } catch (error) {
        if (!isSystemError(error)) throw error;
        if (tool.options.has('ignoreMissing') && error.errno === 'ENOENT') continue;
        unreadable++;
        await tool.complain(`${file}: ${error.message}`);
        if (!tool.options.has('status')) await tool.out.write(`${file}: FAILED open or read\n`);
      }
    }
    if (proper === 0) await tool.complain(`${list}: no properly formatted checksum lines found`);
  });
  const plural = (count: number) => (count === 1 ? '' : 's');
  if (unreadable > 0) await tool.complain(`WARNING: ${unreadable} listed file${plural(unreadable)} could not be read`);
  if (wrong > 0 && !tool.options.has('status')) await tool.complain(`WARNING: ${wrong} computed checksum${plural(wrong)} did NOT match`);
  if (wrong > 0) tool.code = 1;
}
