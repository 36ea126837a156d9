import { isSystemError } from '../../kernel/errno';
import type { Process } from '../../process/types';
import { toBinaryText, toBytes } from '../command-line/input';
import type { CliOptions } from './cli-options';
import { encodeReply, Failure, ProtocolReader, type Reply } from './reply';

/** redis-cli's connection: made when it is needed, and again after the server went away. */
export class CliClient {
  private socket: number | undefined;
  private reader = new ProtocolReader();
  /** The database that SELECT chose. */
  database: number;
  inTransaction = false;

  constructor(
    private readonly process: Process,
    private readonly options: CliOptions,
  ) {
    this.database = options.database;
  }

  get isConnected(): boolean {
    return this.socket !== undefined;
  }

  /** Connects, authenticates and selects; says on standard error why it could not. */
  async connect(): Promise<boolean> {
    if (this.socket !== undefined) return true;
    const { process, options } = this;
    const { host, port } = options;
    let why = 'Name or service not known';
    try {
      const addresses = /^[\d.]+$/.test(host) ? [host] : await process.network.resolve(host);
      const [address] = addresses;
      if (address !== undefined) this.socket = await process.network.connect(address, port);
    } catch (error) {
      if (!isSystemError(error)) throw error;
      why = error.message;
    }
    if (this.socket === undefined) {
      await process.write(2, `Could not connect to Redis at ${host}:${port}: ${why}\n`);
      return false;
    }
    this.reader = new ProtocolReader();
    this.inTransaction = false;
    if (options.password !== undefined) {
      const reply = await this.ask(['AUTH', ...(options.user === undefined ? [] : [options.user]), options.password]);
      if (reply instanceof Failure) await process.write(2, `AUTH failed: ${reply.message}\n`);
    }
    if (this.database !== 0) {
      const reply = await this.ask(['SELECT', String(this.database)]);
      if (reply instanceof Failure) await process.write(2, `SELECT ${this.database} failed: ${reply.message}\n`);
    }
    return true;
  }

  /** Sends a command; undefined when the server closed the connection instead of answering. */
  async ask(words: readonly string[]): Promise<Reply | undefined> {
    if (this.socket === undefined) return undefined;
    await this.process.write(this.socket, toBytes(encodeReply(words)));
    const reply = await this.next();
    const [name = '', argument = ''] = words;
    const failed = reply === undefined || reply instanceof Failure;
    if (!failed && /^select$/i.test(name) && !this.inTransaction) this.database = Number(argument);
    if (!failed && /^multi$/i.test(name)) this.inTransaction = true;
    if (/^(exec|discard|reset)$/i.test(name)) this.inTransaction = false;
    return reply;
  }

  /** The next reply or message. */
  async next(): Promise<Reply | undefined> {
    for (;;) {
      const reply = this.reader.reply();
      if (reply !== undefined) return reply;
      if (this.socket === undefined) return undefined;
      const bytes = await this.process.read(this.socket);
      if (bytes.length === 0) {
        this.close();
        return undefined;
      }
      this.reader.add(toBinaryText(bytes));
    }
  }

  close(): void {
    if (this.socket !== undefined) this.process.close(this.socket);
    this.socket = undefined;
  }
}
