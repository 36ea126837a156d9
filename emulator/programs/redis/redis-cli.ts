import { encode } from '../../kernel/bytes';
import { isSystemError } from '../../kernel/errno';
import type { Process, Program } from '../../process/types';
import { readAll, readByteLines, toBinaryText, toBytes } from '../command-line/input';
import { CliClient } from './cli-client';
import { readCliOptions, usage, type CliOptions } from './cli-options';
import { Failure, splitLine, type Reply } from './reply';
import { rawReply, showReply } from './show-reply';

/** `redis-cli` of a version: one command, the lines of its input, or a conversation on a terminal. */
export const createRedisCli =
  (version: string): Program =>
  async (process) => {
    process.onSignal('SIGPIPE', 'ignore');
    const options = readCliOptions(process.argv.slice(1).map((word) => toBinaryText(encode(word))), process.env);
    if (options === 'version') {
      await process.write(1, `redis-cli ${version}\n`);
      return 0;
    }
    if (options === 'help') {
      await process.write(1, usage(version));
      return 0;
    }
    if (typeof options === 'string') {
      await process.write(2, options);
      return 1;
    }
    if (options.warn) await process.write(2, "Warning: Using a password with '-a' or '-u' option on the command line interface may not be safe.\n");
    const cli = new Cli(process, options);
    try {
      if (options.scan) return await cli.scan();
      if (options.words.length > 0) return await cli.once();
      return process.terminal(0) ? await cli.converse() : await cli.lines();
    } catch (error) {
      if (!isSystemError(error, 'EPIPE') && !isSystemError(error, 'ECONNRESET')) throw error;
      await process.write(2, 'Error: Server closed the connection\n');
      return 1;
    }
  };

/** Whether a command answers with lines to be read as they are. */
const isReport = (words: readonly string[]) => /^(info|client (list|info))\b/i.test(words.join(' '));

class Cli {
  private readonly client: CliClient;
  private readonly raw: boolean;

  constructor(
    private readonly process: Process,
    private readonly options: CliOptions,
  ) {
    this.client = new CliClient(process, options);
    this.raw = options.raw ?? !process.terminal(1);
  }

  private async print(reply: Reply, raw = this.raw): Promise<void> {
    await this.process.write(1, toBytes(raw ? `${rawReply(reply)}\n` : showReply(reply)));
  }

  /** Asks and prints; whether it went well. */
  private async run(words: readonly string[]): Promise<boolean> {
    const reply = await this.client.ask(words);
    const name = words[0]?.toLowerCase() ?? '';
    if (reply === undefined) {
      if (name === 'shutdown') return true;
      await this.process.write(2, 'Error: Server closed the connection\n');
      return false;
    }
    await this.print(reply, this.raw || isReport(words));
    if (/^p?subscribe$/.test(name) && !(reply instanceof Failure)) await this.listen(words.length - 2);
    return !(reply instanceof Failure);
  }

  /** Prints what comes on channels until Ctrl-C, or until the server goes. */
  private async listen(answers: number): Promise<void> {
    for (let left = answers; left > 0; left--) await this.print((await this.client.next()) ?? null);
    if (!this.raw) await this.process.write(1, 'Reading messages... (press Ctrl-C to quit or any type command)\r');
    for (let message = await this.client.next(); message !== undefined; message = await this.client.next()) await this.print(message);
  }

  async once(): Promise<number> {
    const { options, process } = this;
    const words = [...options.words];
    if (options.lastFromInput) words.push(toBinaryText(await readAll(process, 0)));
    for (let count = 0; options.repeat < 0 || count < options.repeat; count++) {
      if (!(await this.client.connect())) return 1;
      const fine = await this.run(words);
      if (!fine && (options.exitWithError || !this.client.isConnected)) return 1;
      if (options.interval > 0 && count + 1 !== options.repeat) await process.sleep(options.interval);
    }
    return 0;
  }

  async scan(): Promise<number> {
    if (!(await this.client.connect())) return 1;
    let cursor = '0';
    do {
      const reply = await this.client.ask(['SCAN', cursor, 'MATCH', this.options.pattern]);
      if (!Array.isArray(reply)) {
        await this.process.write(2, `${reply instanceof Failure ? `ERROR: ${reply.message}` : 'I/O error'}\n`);
        return 1;
      }
      const [next, keys] = reply as [string, string[]];
      for (const key of keys) await this.process.write(1, toBytes(`${this.raw ? key : showReply(key).trimEnd()}\n`));
      cursor = next;
    } while (cursor !== '0');
    return 0;
  }

  /** Runs a line as typed: a number before it repeats it. False ends the conversation. */
  private async line(text: string): Promise<boolean> {
    const words = splitLine(text);
    if (!words) {
      await this.process.write(1, 'Invalid argument(s)\n');
      return true;
    }
    const [first = ''] = words;
    if (first === '') return true;
    if (/^(quit|exit)$/i.test(first)) return false;
    if (/^clear$/i.test(first)) {
      await this.process.write(1, '\u001b[H\u001b[2J');
      return true;
    }
    const repeat = /^\d+$/.test(first) && words.length > 1 ? Number(words.shift()) : 1;
    for (let count = 0; count < repeat; count++) {
      if (!(await this.client.connect())) return true;
      await this.run(words);
    }
    return true;
  }

  async lines(): Promise<number> {
    if (!(await this.client.connect())) return 1;
    for await (const bytes of readByteLines(this.process, 0)) if (!(await this.line(toBinaryText(bytes).replace(/\r?\n$/, '')))) break;
    return 0;
  }

  async converse(): Promise<number> {
    await this.client.connect();
    const { host, port } = this.options;
    const prompt = () => (this.client.isConnected ? `${host}:${port}${this.client.database === 0 ? '' : `[${this.client.database}]`}${this.client.inTransaction ? '(TX)' : ''}> ` : 'not connected> ');
    const lines = readByteLines(this.process, 0);
    for (;;) {
      await this.process.write(1, prompt());
      const next = await lines.next();
      if (next.done) {
        await this.process.write(1, '\n');
        return 0;
      }
      if (!(await this.line(toBinaryText(next.value).replace(/\n$/, '')))) return 0;
    }
  }
}
