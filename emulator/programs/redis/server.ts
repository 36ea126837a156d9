import { isSystemError } from '../../kernel/errno';
import type { Process } from '../../process/types';
import { formatDate } from '../command-line/date-format';
import { toBinaryText, toBytes } from '../command-line/input';
import { patternOf, type CommandTable, type Server, type Session } from './command';
import { hashCommands, listCommands, setCommands } from './commands/collections';
import { connectionCommands } from './commands/connection';
import { keyCommands } from './commands/keys';
import { serverCommands } from './commands/server';
import { sortedSetCommands } from './commands/sorted-sets';
import { stringCommands } from './commands/strings';
import { Database } from './database';
import { execute } from './execute';
import { readDump, writeDump } from './persistence';
import { encodeReply, Failure, ProtocolReader } from './reply';
import { savePoints } from './settings';

const commands: CommandTable = { ...stringCommands, ...keyCommands, ...listCommands, ...hashCommands, ...setCommands, ...sortedSetCommands, ...connectionCommands, ...serverCommands };

/** The state of a running server, and what it does with its files and its log. */
export class RedisServer implements Server {
  readonly commands = commands;
  readonly databases: readonly Database[];
  readonly sessions = new Set<Session>();
  readonly started: number;
  readonly runId: string;
  readonly address: string;
  changes = 0;
  lastSave: number;
  connections = 0;
  commandsProcessed = 0;
  private tellStopped: (save: boolean | undefined) => void = () => undefined;
  private lines: Promise<void> = Promise.resolve();

  constructor(
    readonly process: Process,
    readonly version: string,
    readonly settings: Map<string, string>,
    readonly configFile: string,
  ) {
    this.databases = Array.from({ length: Number(settings.get('databases')) }, () => new Database(() => this.now()));
    this.started = this.now();
    this.lastSave = this.started;
    this.runId = process.system.random.hex(20);
    this.address = `0.0.0.0:${settings.get('port') ?? ''}`;
  }

  now(): number {
    return this.process.system.clock.now();
  }
  random(limit: number): number {
    return limit === 0 ? 0 : this.process.system.random.integer(limit);
  }

  /** A line of the log; `role` is M for the server, C for a child and for the time before it serves. */
  log(level: '*' | '#' | '-' | '.', message: string, role: 'M' | 'C' = 'M', pid = this.process.pid): Promise<void> {
    const now = this.now();
    return this.say(`${pid}:${role} ${formatDate('%d %b %Y %H:%M:%S', now)}.${String(Math.floor(now) % 1000).padStart(3, '0')} ${level} ${message}\n`);
  }
  say(text: string): Promise<void> {
    const file = this.settings.get('logfile') ?? '';
    if (file !== '') {
      this.process.files.writeFile(file, text, { append: true });
      return Promise.resolve();
    }
    this.lines = this.lines.then(() => this.process.write(1, text));
    return this.lines;
  }

  publish(channel: string, message: string): number {
    let count = 0;
    for (const session of this.sessions) {
      if (session.channels.has(channel)) {
        session.push(['message', channel, message]);
        count++;
      }
      for (const pattern of session.patterns) {
        if (!patternOf(pattern).test(channel)) continue;
        session.push(['pmessage', pattern, channel, message]);
        count++;
      }
    }
    return count;
  }

  private path(name: string): string {
    return `${this.settings.get('dir') ?? ''}/${name}`;
  }
  private get dumpPath(): string {
    return this.path(this.settings.get('dbfilename') ?? 'dump.rdb');
  }
  private get appendPath(): string {
    return `${this.path(this.settings.get('appenddirname') ?? '')}/${this.settings.get('appendfilename') ?? ''}.1.incr.aof`;
  }
  private get appends(): boolean {
    return this.settings.get('appendonly') === 'yes';
  }

  /** Writes the dump beside the old one and puts it in its place. */
  private dump(): void {
    const temporary = this.path(`temp-${this.process.pid}.rdb`);
    try {
      this.process.files.writeFile(temporary, toBytes(writeDump(this.databases, this.version, this.now())));
      this.process.files.rename(temporary, this.dumpPath);
    } catch (error) {
      if (!isSystemError(error)) throw error;
      void this.log('#', `Failed opening the temp RDB file ${temporary.slice(temporary.lastIndexOf('/') + 1)} (in server root dir ${this.settings.get('dir')}) for saving: ${error.message}`);
      throw new Failure('ERR');
    }
    this.changes = 0;
    this.lastSave = this.now();
  }
  save(): void {
    this.dump();
    void this.log('*', 'DB saved on disk');
  }
  saveInBackground(): void {
    const pid = this.process.pid + 20;
    void this.log('*', `Background saving started by pid ${pid}`);
    try {
      this.dump();
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      void this.log('#', 'Background saving error');
      return;
    }
    void this.log('*', 'DB saved on disk', 'C', pid);
    void this.log('*', 'Fork CoW for RDB: current 0 MB, peak 0 MB, average 0 MB', 'C', pid);
    void this.log('*', 'Background saving terminated with success');
  }
  /** Saves when one of the save points is reached. */
  saveIfDue(): void {
    const point = savePoints(this.settings).find(({ seconds, changes }) => this.changes >= changes && this.now() - this.lastSave > seconds * 1000);
    if (!point) return;
    void this.log('*', `${point.changes} changes in ${point.seconds} seconds. Saving...`);
    this.saveInBackground();
  }

  /** Resolves when the server is to end: with a dump, without, or as it sees fit. */
  nextStop(): Promise<boolean | undefined> {
    return new Promise((resolve) => (this.tellStopped = resolve));
  }
  stop(save: boolean | undefined): void {
    this.tellStopped(save);
  }
  /** What is done at the end; false when the dump could not be written. */
  async finish(save: boolean | undefined): Promise<boolean> {
    await this.log('*', 'User requested shutdown...');
    if (save ?? savePoints(this.settings).length > 0) {
      await this.log('*', 'Saving the final RDB snapshot before exiting.');
      try {
        this.save();
      } catch (error) {
        if (!(error instanceof Failure)) throw error;
        await this.log('#', "Error trying to save the DB, can't exit.");
        return false;
      }
    }
    await this.log('#', 'Redis is now ready to exit, bye bye...');
    return true;
  }

  /** Finds what an earlier run left; false when it cannot be read. */
  async load(): Promise<boolean> {
    const { files } = this.process;
    const began = this.now();
    if (this.appends) {
      files.makeDirectory(this.path(this.settings.get('appenddirname') ?? ''), { parents: true });
      if (files.exists(this.appendPath)) {
        this.replay(toBinaryText(files.readFile(this.appendPath)));
        await this.log('*', `DB loaded from append only file: ${((this.now() - began) / 1000).toFixed(3)} seconds`);
        return true;
      }
      files.writeFile(this.appendPath, '');
      await this.log('*', `Creating AOF incr file ${this.settings.get('appendfilename')}.1.incr.aof on server start`);
      return true; // a dump that is there counts only without the append-only file, as in Redis
    }
    if (!files.exists(this.dumpPath)) return true;
    const dump = readDump(toBinaryText(files.readFile(this.dumpPath)), this.databases, began);
    if (!dump) {
      await this.log('#', 'Wrong signature trying to load DB from file');
      await this.log('#', `Fatal error loading the DB, check server logs. Exiting.`);
      return false;
    }
    await this.log('*', `Loading RDB produced by version ${dump.version}`);
    await this.log('*', `RDB age ${Math.floor((began - dump.created) / 1000)} seconds`);
    await this.log('*', 'RDB memory usage when created 0.90 Mb');
    await this.log('*', `Done loading RDB, keys loaded: ${dump.loaded}, keys expired: ${dump.expired}.`);
    await this.log('*', `DB loaded from disk: ${((this.now() - began) / 1000).toFixed(3)} seconds`);
    return true;
  }
  private replay(text: string): void {
    const reader = new ProtocolReader();
    reader.add(text);
    const session = this.session('replay', { push: () => undefined, close: () => undefined });
    session.authenticated = true;
    for (let words = reader.request(); words; words = reader.request()) execute(session, commands, words, () => undefined);
  }

  /** What the state of a new client is. */
  session(address: string, { push, close }: Pick<Session, 'push' | 'close'>): Session {
    const { databases } = this;
    return {
      id: ++this.connections,
      address,
      server: this,
      since: this.now(),
      name: '',
      index: 0,
      authenticated: (this.settings.get('requirepass') ?? '') === '',
      transaction: undefined,
      channels: new Set(),
      patterns: new Set(),
      rewritten: undefined,
      get database() {
        return databases[this.index] as Database;
      },
      push,
      close,
    };
  }

  private appendedTo = 0;
  /** Notes a change, in the append-only file too. */
  noteChange(session: Session, list: readonly (readonly string[])[]): void {
    this.changes++;
    if (!this.appends || list.length === 0) return;
    const select = session.index === this.appendedTo ? [] : [['SELECT', String(session.index)]];
    this.appendedTo = session.index;
    this.process.files.writeFile(this.appendPath, toBytes([...select, ...list].map((words) => encodeReply(words)).join('')), { append: true });
  }
}
