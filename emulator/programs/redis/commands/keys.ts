import { integer, patternOf, syntaxFailure, type CommandTable, type Session } from '../command';
import { Failure, ok, Status, type Reply } from '../reply';

function expireAt(session: Session, key: string, end: number, condition = ''): Reply {
  const { database } = session;
  const entry = database.entry(key);
  const flag = condition.toUpperCase();
  if (!['', 'NX', 'XX', 'GT', 'LT'].includes(flag)) throw new Failure(`ERR Unsupported option ${condition}`);
  if (!entry) return 0;
  const current = entry.expires;
  if ((flag === 'NX' && current !== undefined) || (flag === 'XX' && current === undefined) || (flag === 'GT' && !(current !== undefined && end > current)) || (flag === 'LT' && !(current === undefined || end < current))) return 0;
  if (end <= session.server.now()) database.delete(key);
  else entry.expires = end;
  session.rewritten = [['PEXPIREAT', key, String(end)]];
  return 1;
}

function timeLeft({ database, server }: Session, key: string, unit: number): Reply {
  const entry = database.entry(key);
  if (!entry) return -2;
  return entry.expires === undefined ? -1 : Math.round((entry.expires - server.now()) / unit);
}

function rename({ database }: Session, from: string, to: string): void {
  const entry = database.entry(from);
  if (!entry) throw new Failure('ERR no such key');
  database.delete(from);
  database.put(to, entry);
}

/** SCAN: everything in order, so many at a time; the cursor says how many were seen. */
export function scan(items: readonly string[], cursor: string, options: readonly string[], accepts: (item: string, type: string | undefined) => boolean = () => true): [string, string[]] {
  if (!/^\d+$/.test(cursor)) throw new Failure('ERR invalid cursor');
  let count = 10;
  let pattern: RegExp | undefined;
  let type: string | undefined;
  for (let at = 0; at < options.length; at += 2) {
    const word = (options[at] ?? '').toUpperCase();
    const value = options[at + 1];
    if (value === undefined) throw syntaxFailure();
    if (word === 'COUNT') {
      count = integer(value);
      if (count < 1) throw syntaxFailure();
    } else if (word === 'MATCH') pattern = patternOf(value);
    else if (word === 'TYPE') type = value.toLowerCase();
    else throw syntaxFailure();
  }
  const from = Number(cursor);
  const page = items.slice(from, from + count);
  const next = from + count >= items.length ? 0 : from + count;
  return [String(next), page.filter((item) => (pattern?.test(item) ?? true) && accepts(item, type))];
}

const encodings = { list: 'listpack', hash: 'listpack', set: 'listpack', zset: 'listpack' } as const;

export const keyCommands: CommandTable = {
  del: { arity: -2, writes: true, run: ({ database }, keys) => keys.filter((key) => database.delete(key)).length },
  unlink: { arity: -2, writes: true, run: ({ database }, keys) => keys.filter((key) => database.delete(key)).length },
  exists: { arity: -2, run: ({ database }, keys) => keys.filter((key) => database.entry(key)).length },
  expire: { arity: -3, writes: true, run: (session, [key = '', time = '', flag]) => expireAt(session, key, session.server.now() + integer(time) * 1000, flag) },
  pexpire: { arity: -3, writes: true, run: (session, [key = '', time = '', flag]) => expireAt(session, key, session.server.now() + integer(time), flag) },
  expireat: { arity: -3, writes: true, run: (session, [key = '', time = '', flag]) => expireAt(session, key, integer(time) * 1000, flag) },
  pexpireat: { arity: -3, writes: true, run: (session, [key = '', time = '', flag]) => expireAt(session, key, integer(time), flag) },
  ttl: { arity: 2, run: (session, [key = '']) => timeLeft(session, key, 1000) },
  pttl: { arity: 2, run: (session, [key = '']) => timeLeft(session, key, 1) },
  persist: {
    arity: 2,
    writes: true,
    run({ database }, [key = '']) {
      const entry = database.entry(key);
      if (entry?.expires === undefined) return 0;
      delete entry.expires;
      return 1;
    },
  },
  keys: {
    arity: 2,
    run({ database }, [pattern = '']) {
      const expression = patternOf(pattern);
      return database.keys().filter((key) => expression.test(key));
    },
  },
  scan: { arity: -2, run: ({ database }, [cursor = '', ...options]) => scan(database.keys(), cursor, options, (key, type) => type === undefined || database.entry(key)?.kind === type) },
  type: { arity: 2, run: ({ database }, [key = '']) => new Status(database.entry(key)?.kind ?? 'none') },
  rename: { arity: 3, writes: true, run: (session, [from = '', to = '']) => (rename(session, from, to), ok) },
  renamenx: {
    arity: 3,
    writes: true,
    run(session, [from = '', to = '']) {
      if (!session.database.entry(from)) throw new Failure('ERR no such key');
      if (session.database.entry(to)) return 0;
      rename(session, from, to);
      return 1;
    },
  },
  randomkey: {
    arity: 1,
    run({ database, server }) {
      const keys = database.keys();
      return keys[server.random(keys.length)] ?? null;
    },
  },
  dbsize: { arity: 1, run: ({ database }) => database.keys().length },
  flushdb: { arity: -1, writes: true, run: ({ database }) => (database.clear(), ok) },
  flushall: {
    arity: -1,
    writes: true,
    run({ server }) {
      for (const database of server.databases) database.clear();
      return ok;
    },
  },
  object: {
    arity: -2,
    run({ database }, [action = '', key = '']) {
      if (action.toLowerCase() !== 'encoding') throw new Failure(`ERR unknown subcommand '${action}'. Try OBJECT HELP.`);
      const entry = database.entry(key);
      if (!entry) throw new Failure('ERR no such key');
      if (entry.kind !== 'string') return encodings[entry.kind];
      const text = entry.value as string;
      return /^(0|-?[1-9]\d{0,18})$/.test(text) ? 'int' : text.length <= 44 ? 'embstr' : 'raw';
    },
  },
};
