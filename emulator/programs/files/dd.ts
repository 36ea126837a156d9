import { isSystemError } from '../../kernel/errno';
import { quoteAlways, quoteLocale } from '../command-line/quote';
import { parseSize } from '../command-line/size';
import type { Flavour } from '../command-line/tool';
import type { Process, Program } from '../../process/types';

/** `dd`, with if, of, bs, ibs, obs, count, skip, seek, conv=notrunc,ucase,lcase, status. */
export const createDd =
  (flavour: Flavour): Program =>
  async (process) => {
    const values = new Map<string, string>();
    for (const word of process.argv.slice(1)) {
      if (word === '--help') {
        await process.write(1, 'Usage: dd [OPERAND]...\nCopy a file, converting and formatting according to the operands.\n\n  bs=BYTES        read and write up to BYTES bytes at a time (default: 512)\n  conv=CONVS      convert the file as per the comma separated symbol list\n  count=N         copy only N input blocks\n  if=FILE         read from FILE instead of stdin\n  of=FILE         write to FILE instead of stdout\n  seek=N          skip N obs-sized output blocks\n  skip=N          skip N ibs-sized input blocks\n  status=LEVEL    the LEVEL of information to print to stderr\n');
        return 0;
      }
      const at = word.indexOf('=');
      const key = word.slice(0, at);
      if (at < 0 || !['if', 'of', 'bs', 'ibs', 'obs', 'count', 'skip', 'seek', 'conv', 'status', 'iflag', 'oflag'].includes(key)) {
        await process.write(2, flavour === 'gnu' ? `dd: unrecognized operand ${quoteLocale(word)}\nTry 'dd --help' for more information.\n` : 'Usage: dd [if=FILE] [of=FILE] [ibs=N obs=N/bs=N] [count=N] [skip=N] [seek=N]\n\t[conv=notrunc|noerror|sync|fsync]\n\t[iflag=skip_bytes|count_bytes|fullblock|direct] [oflag=seek_bytes|append|direct]\n');
        return 1;
      }
      values.set(key, word.slice(at + 1));
    }
    const conversion = (values.get('conv') ?? '').split(',').find((word) => word !== '' && !conversionNames.includes(word));
    if (conversion !== undefined && flavour === 'gnu') {
      await process.write(2, `dd: invalid conversion: ${quoteLocale(conversion)}\nTry 'dd --help' for more information.\n`);
      return 1;
    }
    const numbers = new Map<string, number>();
    for (const key of ['bs', 'ibs', 'obs', 'count', 'skip', 'seek']) {
      const text = values.get(key);
      const value = text === undefined ? undefined : text.split('x').map(parseSize).reduce<number | undefined>((product, one) => (product === undefined || one === undefined ? undefined : product * one), 1);
      if (text !== undefined && (value === undefined || (value === 0 && key.endsWith('bs')))) {
        await process.write(2, flavour === 'gnu' ? `dd: invalid number: ${quoteLocale(text)}\n` : `dd: invalid number '${text}'\n`);
        return 1;
      }
      if (value !== undefined) numbers.set(key, value);
    }
    return await copy(process, flavour, values, numbers);
  };

async function copy(process: Process, flavour: Flavour, values: ReadonlyMap<string, string>, numbers: ReadonlyMap<string, number>): Promise<number> {
  const block = numbers.get('bs') ?? numbers.get('ibs') ?? 512;
  const conversions = (values.get('conv') ?? '').split(',');
  const input = values.get('if');
  const output = values.get('of');
  const began = process.system.clock.uptime();
  let path = input ?? '';
  let [from, to] = [0, 1];
  const counts = { whole: 0, part: 0, bytes: 0 };
  let code = 0;
  try {
    if (input !== undefined) from = await process.open(input, { read: true });
    path = output ?? '';
    const seek = (numbers.get('seek') ?? 0) * (numbers.get('bs') ?? numbers.get('obs') ?? 512);
    if (output !== undefined) {
      to = await process.open(output, { write: true, create: true, truncate: !conversions.includes('notrunc') && seek === 0 });
      if (seek > 0) {
        process.file(to).seek(seek, 'start');
        if (!conversions.includes('notrunc') && process.fileAttributes(to).kind === 'file') process.file(to).truncate(seek);
      }
    }
  } catch (error) {
    if (!isSystemError(error)) throw error;
    await process.write(2, flavour === 'gnu' ? `dd: failed to open ${quoteAlways(path)}: ${error.message}\n` : `dd: can't open '${path}': ${error.message}\n`);
    return 1;
  }
  try {
    for (let skip = numbers.get('skip') ?? 0; skip > 0; skip--) if (!(await skipBlock(process, from, block))) break;
    const limit = numbers.get('count') ?? Infinity;
    while (counts.whole + counts.part < limit) {
      let length = 0;
      for await (let bytes of readBlock(process, from, block)) {
        length += bytes.length;
        counts.bytes += bytes.length;
        if (conversions.includes('swab')) bytes = swapped(bytes);
        if (conversions.includes('ucase')) bytes = bytes.map((byte) => (byte >= 97 && byte <= 122 ? byte - 32 : byte));
        if (conversions.includes('lcase')) bytes = bytes.map((byte) => (byte >= 65 && byte <= 90 ? byte + 32 : byte));
        await process.write(to, bytes);
        await process.tick();
      }
      if (length === 0) break;
      if (length === block) counts.whole++;
      else counts.part++;
    }
  } catch (error) {
    if (!isSystemError(error) || error.errno === 'EPIPE' || error.errno === 'EINTR') throw error;
    const name = error.errno === 'EISDIR' ? (input ?? 'standard input') : (output ?? 'standard output');
    await process.write(2, flavour === 'gnu' ? `dd: error ${error.errno === 'EISDIR' ? 'reading' : 'writing'} ${quoteAlways(name)}: ${error.message}\n` : `dd: ${error.errno === 'EISDIR' ? 'read' : 'write'} error: ${error.message}\n`);
    code = 1;
  }
  if (values.get('status') === 'none') return code;
  const records = `${counts.whole}+${counts.part} records`;
  const seconds = Math.max((process.system.clock.uptime() - began) / 1000, 1e-6);
  const summary = values.get('status') === 'noxfer' ? '' : `${amount(counts.bytes, flavour)} copied, ${seconds < 0.001 ? seconds.toExponential(5).replace(/e-0*/, 'e-0') : seconds.toPrecision(6).replace(/0+$/, '').replace(/\.$/, '')} s, ${rate(counts.bytes / seconds)}\n`;
  // Without bs= what was read is gathered into blocks of obs=.
  const written = numbers.has('bs') ? records : `${Math.floor(counts.bytes / (numbers.get('obs') ?? 512))}+${counts.bytes % (numbers.get('obs') ?? 512) > 0 ? 1 : 0} records`;
  await process.write(2, `${records} in\n${written} out\n${flavour === 'gnu' ? summary : `${counts.bytes} bytes (${iec(counts.bytes).replace('iB', 'B').replace(' ', '')}) copied, ${seconds.toFixed(6)} seconds, ${iec(counts.bytes / seconds).replace('iB', 'B').replace(' ', '')}/s\n`}`);
  return code;
}

const conversionNames = ['ascii', 'ebcdic', 'ibm', 'block', 'unblock', 'lcase', 'ucase', 'sparse', 'swab', 'sync', 'excl', 'nocreat', 'notrunc', 'noerror', 'fdatasync', 'fsync'];

/** Every two bytes the other way round. */
function swapped(bytes: Uint8Array): Uint8Array {
  const turned = bytes.slice();
  for (let at = 0; at + 1 < bytes.length; at += 2) [turned[at], turned[at + 1]] = [bytes[at + 1] ?? 0, bytes[at] ?? 0];
  return turned;
}

/** What is read at once: a block may be larger than the machine's memory. */
const largestRead = 1024 ** 2;

/** A whole block in pieces, or what there is at the end. Pipes give what one read gives, as the real one does. */
async function* readBlock(process: Process, descriptor: number, size: number): AsyncGenerator<Uint8Array> {
  const once = ['fifo', 'socket'].includes(process.fileAttributes(descriptor).kind);
  for (let left = size; left > 0; ) {
    const bytes = await process.read(descriptor, Math.min(left, largestRead));
    if (bytes.length === 0) return;
    yield bytes;
    left -= bytes.length;
    if (once) return;
  }
}

async function skipBlock(process: Process, descriptor: number, size: number): Promise<boolean> {
  let length = 0;
  for await (const bytes of readBlock(process, descriptor, size)) length += bytes.length;
  return length > 0;
}

function scaled(value: number, base: number, units: readonly string[]): string {
  let unit = 0;
  let rest = value;
  while (rest >= base && unit < units.length - 1) {
    rest /= base;
    unit++;
  }
  return `${unit === 0 ? Math.round(rest) : rest < 10 ? rest.toFixed(1) : String(Math.round(rest))} ${units[unit]}`;
}
const si = (value: number) => scaled(value, 1000, ['B', 'kB', 'MB', 'GB', 'TB']);
const iec = (value: number) => scaled(value, 1024, ['B', 'KiB', 'MiB', 'GiB', 'TiB']);
const rate = (value: number) => `${si(value)}/s`;

function amount(bytes: number, _flavour: Flavour): string {
  const text = `${bytes} byte${bytes === 1 ? '' : 's'}`;
  if (bytes < 1000) return text;
  return bytes < 1024 ? `${text} (${si(bytes)})` : `${text} (${si(bytes)}, ${iec(bytes)})`;
}
