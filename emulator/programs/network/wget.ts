import { isSystemError } from '../../kernel/errno';
import { HttpError } from '../../net/http/body';
import { sendHttp, type HttpReply } from '../../net/http/client';
import { socketStream } from '../../net/http/socket-stream';
import type { Process, Program } from '../../process/types';
import { formatDate } from '../command-line/date-format';
import { OptionError, parseOptions, type ParsedOptions } from '../command-line/options';
import { quoteLocale } from '../command-line/quote';
import type { Flavour } from '../command-line/tool';
import { isDotted } from './ip-address';
import { parseUrl, type Url } from './url';
import { wgetOptions, type WgetKey } from './wget-options';

/** The download failed: what has been said already is all there is to say. */
class WgetFailure extends Error {
  override readonly name = 'WgetFailure';
  constructor(readonly code: number) {
    super('failed');
  }
}

/** One run: what it was told, and where its messages go. */
interface Run {
  readonly process: Process;
  readonly given: ParsedOptions<WgetKey>;
  readonly gnu: boolean;
  /** Says something in GNU's chatty way; nothing with -q or -nv. */
  tell(text: string): Promise<void>;
  /** An error: exit code, and text to be printed whatever -q says (busybox), or not (GNU). */
  fail(code: number, text: string): Promise<never>;
}

/** `wget`: GNU's or busybox's. HTTPS is refused honestly: nothing here speaks TLS. */
export const createWget =
  (flavour: Flavour): Program =>
  async (process) => {
    const gnu = flavour === 'gnu';
    let given: ParsedOptions<WgetKey>;
    try {
      // -nv and -nc are two letters behind one dash: getopt knows them as -n with a value.
      given = parseOptions(process.argv.slice(1).map((word) => (word === '-nv' ? '--no-verbose' : word === '-nc' ? '--no-clobber' : word)), wgetOptions);
    } catch (error) {
      if (!(error instanceof OptionError)) throw error;
      await process.write(2, `wget: ${error.message}\n${gnu ? gnuUsage : busyboxUsage}`);
      return gnu ? 2 : 1;
    }
    if (given.has('version') && gnu) {
      await process.write(1, 'GNU Wget 1.21.4 built on linux-gnu.\n');
      return 0;
    }
    if (given.operands.length === 0) {
      await process.write(given.has('help') ? 1 : 2, given.has('help') ? gnuUsage : gnu ? `wget: missing URL\n${gnuUsage}` : busyboxUsage);
      return given.has('help') ? 0 : 1;
    }
    const run: Run = {
      process,
      given,
      gnu,
      tell: async (text) => {
        if (!given.has('quiet') && !(gnu && given.has('noVerbose'))) await process.write(2, text);
      },
      fail: async (code, text) => {
        if (!gnu || !given.has('quiet')) await process.write(2, text);
        throw new WgetFailure(gnu ? code : 1);
      },
    };
    let code = 0;
    for (const operand of given.operands) {
      try {
        await download(run, operand);
      } catch (error) {
        if (!(error instanceof WgetFailure)) throw error;
        code = error.code;
      }
    }
    return code;
  };

const gnuUsage = 'Usage: wget [OPTION]... [URL]...\n\nTry `wget --help\' for more options.\n';
const busyboxUsage =
  "Usage: wget [-cqS] [--spider] [-O FILE] [-o LOGFILE] [--header STR]\n\t[--post-data STR | --post-file FILE] [-Y on/off]\n\t[-P DIR] [-U AGENT] [-T SEC] URL...\n\nRetrieve files via HTTP or FTP\n\n\t--spider\tOnly check URL existence: $? is 0 if exists\n\t--header STR\tAdd STR (of form 'header: value') to headers\n\t--post-data STR\tSend STR using POST method\n\t-q\t\tQuiet\n\t-P DIR\t\tSave to DIR (default .)\n\t-S\t\tShow server response\n\t-T SEC\t\tNetwork read timeout is SEC seconds\n\t-O FILE\t\tSave to FILE ('-' for stdout)\n\t-U STR\t\tUse STR for User-Agent header\n";

const now = (run: Run) => formatDate('%F %T', run.process.system.clock.now());

async function download(run: Run, operand: string): Promise<void> {
  const { given, gnu } = run;
  let url = parseUrl(operand);
  for (let redirects = 0; ; redirects++) {
    if (typeof url === 'string') return await run.fail(1, gnu ? `${operand}: ${url.includes('not supported') ? 'Unsupported scheme' : 'Invalid host name'}.\n` : `wget: not an http or ftp url: ${operand}\n`);
    const shown = `${url.scheme}://${url.host}${(url.scheme === 'http' ? 80 : 443) === url.port ? '' : `:${url.port}`}${url.target}`;
    if (gnu) await run.tell(`${given.has('spider') && redirects === 0 ? 'Spider mode enabled. Check if remote file exists.\n' : ''}--${now(run)}--  ${shown}\n`);
    const reply = await ask(run, url);
    const location = reply.headers.get('location');
    if (location !== undefined && reply.status >= 300 && reply.status < 400) {
      if (gnu) await run.tell(`Location: ${location} [following]\n`);
      for await (const _ of reply.body) continue;
      if (redirects >= 20) return await run.fail(8, gnu ? '20 redirections exceeded.\n' : 'wget: too many redirections\n');
      url = parseUrl(location.startsWith('/') ? `${url.scheme}://${url.host}:${url.port}${location}` : location);
      continue;
    }
    await receive(run, url, shown, reply);
    return;
  }
}

/** Connects, with all that wget says meanwhile, and gives the answer's head. */
async function ask(run: Run, url: Url): Promise<HttpReply> {
  const { process, given, gnu } = run;
  if (url.scheme === 'https') return await run.fail(5, gnu ? 'HTTPS support is not there: this emulated machine speaks no TLS (use http://).\n' : 'wget: this emulated machine speaks no TLS (use http://)\n');
  const address = await lookUp(run, url.host);
  if (gnu) await run.tell(`Connecting to ${url.host}${isDotted(url.host) ? '' : ` (${url.host})|${address}|`}:${url.port}... `);
  else await run.tell(`Connecting to ${url.host} (${address}:${url.port})\n`);
  let descriptor: number;
  try {
    descriptor = await process.network.connect(address, url.port);
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return await run.fail(4, gnu ? `failed: ${error.message}.\n` : `wget: can't connect to remote host (${address}): ${error.message}\n`);
  }
  if (gnu) await run.tell('connected.\nHTTP request sent, awaiting response... ');
  const body = given.value('body');
  const headers: Record<string, string> = { Host: url.port === 80 ? url.host : `${url.host}:${url.port}`, 'User-Agent': given.value('agent') ?? (gnu ? 'Wget/1.21.4' : 'Wget'), Accept: '*/*', Connection: gnu ? 'Keep-Alive' : 'close' };
  if (!gnu) delete headers.Accept;
  if (body !== undefined) headers['Content-Type'] = 'application/x-www-form-urlencoded';
  for (const header of given.values('header')) headers[header.split(':')[0] ?? ''] = header.slice(header.indexOf(':') + 1).trim();
  let reply: HttpReply;
  try {
    reply = await sendHttp(socketStream(process, descriptor), { method: body === undefined ? (given.has('spider') ? 'HEAD' : 'GET') : 'POST', target: url.target, headers, ...(body === undefined ? {} : { body }) });
  } catch (error) {
    if (error instanceof HttpError) return await run.fail(4, gnu ? 'No data received.\n' : 'wget: error getting response\n');
    if (isSystemError(error)) return await run.fail(4, gnu ? `Read error (${error.message}) in headers.\n` : `wget: error getting response: ${error.message}\n`);
    throw error;
  }
  const head = `${given.has('response') ? `\n  ${reply.version} ${reply.status} ${reply.reason}\n${[...reply.headers.entries()].map(([name, value]) => `  ${name}: ${value}\n`).join('')}` : `${reply.status} ${reply.reason}\n`}`;
  if (gnu) await run.tell(head);
  else if (given.has('response')) await process.write(2, head.slice(1));
  return reply;
}

async function lookUp(run: Run, host: string): Promise<string> {
  if (isDotted(host)) return host;
  let addresses: string[] = [];
  let why = 'Name or service not known';
  if (run.gnu) await run.tell(`Resolving ${host} (${host})... `);
  try {
    addresses = await run.process.network.resolve(host);
  } catch (error) {
    if (!isSystemError(error)) throw error;
    why = 'Temporary failure in name resolution';
  }
  const [address] = addresses;
  if (address === undefined) return await run.fail(4, run.gnu ? `failed: ${why}.\nwget: unable to resolve host address ${quoteLocale(host)}\n` : `wget: bad address '${host}'\n`);
  if (run.gnu) await run.tell(`${addresses.join(', ')}\n`);
  return address;
}

async function receive(run: Run, url: Url, shown: string, reply: HttpReply): Promise<void> {
  const { process, given, gnu } = run;
  if (reply.status >= 400) {
    for await (const _ of reply.body) continue;
    if (gnu) return await run.fail(8, given.has('noVerbose') ? `${shown}:\n${now(run)} ERROR ${reply.status}: ${reply.reason}.\n` : given.has('spider') ? 'Remote file does not exist -- broken link!!!\n\n' : `${now(run)} ERROR ${reply.status}: ${reply.reason}.\n\n`);
    return await run.fail(1, `wget: server returned error: ${reply.version} ${reply.status} ${reply.reason}\n`);
  }
  const length = reply.headers.get('content-length');
  const type = reply.headers.get('content-type')?.split(';')[0];
  if (gnu) await run.tell(`Length: ${length ?? 'unspecified'}${length !== undefined && Number(length) >= 1024 ? ` (${short(Number(length))})` : ''}${type === undefined ? '' : ` [${type}]`}\n`);
  if (given.has('spider')) {
    await run.tell(gnu ? 'Remote file exists.\n\n' : 'remote file exists\n');
    return;
  }
  const { path, output } = await openOutput(run, url);
  if (gnu) await run.tell(`Saving to: ${quoteLocale(path === '-' ? 'STDOUT' : path)}\n\n`);
  else await run.tell(path === '-' ? 'writing to stdout\n' : `saving to '${path}'\n`);
  const began = process.system.clock.uptime();
  let size = 0;
  for await (const bytes of reply.body) {
    size += bytes.length;
    await process.write(output, bytes);
  }
  if (output !== 1) process.close(output);
  const seconds = Math.max((process.system.clock.uptime() - began) / 1000, 1e-6);
  const name = (path.split('/').at(-1) ?? '').slice(0, 20);
  if (!gnu) {
    await run.tell(`${name.padEnd(20)} 100% |${'*'.repeat(32)}| ${String(size).padStart(5)}  0:00:00 ETA\n${path === '-' ? 'written to stdout' : `'${path}' saved`}\n`);
    return;
  }
  const speed = `${short(size / seconds)}B/s`.replace(/(\d)(B\/s)$/, '$1 $2').replace(/([KMG])B/, ' $1B');
  await run.tell(`${name.padEnd(20)}${'100%['}${'='.repeat(19)}>] ${short(size).padStart(7)}  --.-KB/s    in ${seconds < 0.05 ? '0s' : `${seconds.toFixed(1)}s`}      \n\n${now(run)} (${speed}) - ${path === '-' ? 'written to stdout' : `${quoteLocale(path)} saved`} [${size}${length === undefined ? '' : `/${length}`}]\n\n`);
  if (given.has('noVerbose') && !given.has('quiet')) await process.write(2, `${now(run)} URL:${shown} [${size}/${length ?? size}] -> "${path}" [1]\n`);
}

/** The file that the answer goes to: `-O`, or the last part of the address, with `.1` when that is taken (GNU) or a refusal (busybox). */
async function openOutput(run: Run, url: Url): Promise<{ path: string; output: number }> {
  const { process, given, gnu } = run;
  const { files } = process;
  const wanted = given.value('document');
  if (wanted === '-') return { path: '-', output: 1 };
  const prefix = given.value('prefix');
  const plain = (url.target.split(/[?]/)[0]?.split('/').at(-1) ?? '') || 'index.html';
  const base = wanted ?? (prefix === undefined ? plain : `${prefix.replace(/\/$/, '')}/${plain}`);
  let path = base;
  if (wanted === undefined && gnu) {
    if (prefix !== undefined && !files.exists(prefix)) files.makeDirectory(prefix, { parents: true });
    for (let number = 1; files.exists(path); number++) path = `${base}.${number}`;
  }
  try {
    const output = await process.open(path, { write: true, create: true, truncate: true, exclusive: wanted === undefined && !gnu });
    return { path, output };
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return await run.fail(3, gnu ? `${path}: ${error.message}\n\nCannot write to ${quoteLocale(path)} (${error.message}).\n` : `wget: can't open '${path}': ${error.message}\n`);
  }
}

/** `1.57M` */
function short(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < 3) {
    value /= 1024;
    unit++;
  }
  return unit === 0 ? String(Math.round(value)) : `${value >= 100 ? Math.round(value) : value >= 10 ? value.toFixed(1) : value.toFixed(2)}${['', 'K', 'M', 'G'][unit]}`;
}
