import { float, integer, range, showFloat, syntaxFailure, type CommandTable, type Session } from '../command';
import { Failure, ok, type Reply } from '../reply';
import { scan } from './keys';

function push(session: Session, args: readonly string[], atHead: boolean, onlyExisting = false): Reply {
  const [key = '', ...items] = args;
  if (onlyExisting && session.database.get(key, 'list') === undefined) return 0;
  const list = session.database.make(key, 'list');
  if (atHead) list.unshift(...items.reverse());
  else list.push(...items);
  return list.length;
}

function pop({ database }: Session, [key = '', count]: readonly string[], atHead: boolean): Reply {
  const list = database.get(key, 'list');
  const wanted = count === undefined ? 1 : integer(count, 'ERR value is out of range, must be positive');
  if (wanted < 0) throw new Failure('ERR value is out of range, must be positive');
  if (!list) return null;
  const taken = atHead ? list.splice(0, wanted) : list.splice(Math.max(0, list.length - wanted)).reverse();
  database.tidy(key);
  return count === undefined ? (taken[0] ?? null) : taken;
}

/** Takes `item` out: all of them, or so many from the head (or from the tail with a negative number). */
function removeItems(list: string[], count: number, item: string): number {
  let left = count === 0 ? list.length : Math.abs(count);
  let removed = 0;
  for (let at = count < 0 ? list.length - 1 : 0; at >= 0 && at < list.length && left > 0; ) {
    if (list[at] === item) {
      list.splice(at, 1);
      removed++;
      left--;
      if (count < 0) at--;
    } else at += count < 0 ? -1 : 1;
  }
  return removed;
}

export const listCommands: CommandTable = {
  lpush: { arity: -3, writes: true, run: (session, args) => push(session, args, true) },
  rpush: { arity: -3, writes: true, run: (session, args) => push(session, args, false) },
  lpushx: { arity: -3, writes: true, run: (session, args) => push(session, args, true, true) },
  rpushx: { arity: -3, writes: true, run: (session, args) => push(session, args, false, true) },
  lpop: { arity: -2, writes: true, run: (session, args) => pop(session, args, true) },
  rpop: { arity: -2, writes: true, run: (session, args) => pop(session, args, false) },
  rpoplpush: {
    arity: 3,
    writes: true,
    run(session, [from = '', to = '']) {
      const item = pop(session, [from], false);
      if (typeof item === 'string') push(session, [to, item], true);
      return item;
    },
  },
  llen: { arity: 2, run: ({ database }, [key = '']) => database.get(key, 'list')?.length ?? 0 },
  lrange: {
    arity: 4,
    run({ database }, [key = '', from = '', to = '']) {
      const list = database.get(key, 'list') ?? [];
      const [start, end] = range(list.length, from, to);
      return list.slice(start, end + 1);
    },
  },
  lindex: { arity: 3, run: ({ database }, [key = '', index = '']) => database.get(key, 'list')?.at(integer(index)) ?? null },
  lset: {
    arity: 4,
    writes: true,
    run({ database }, [key = '', index = '', item = '']) {
      const list = database.get(key, 'list');
      if (!list) throw new Failure('ERR no such key');
      const at = integer(index) < 0 ? list.length + integer(index) : integer(index);
      if (at < 0 || at >= list.length) throw new Failure('ERR index out of range');
      list[at] = item;
      return ok;
    },
  },
  lrem: {
    arity: 4,
    writes: true,
    run({ database }, [key = '', count = '', item = '']) {
      const removed = removeItems(database.get(key, 'list') ?? [], integer(count), item);
      database.tidy(key);
      return removed;
    },
  },
  ltrim: {
    arity: 4,
    writes: true,
    run({ database }, [key = '', from = '', to = '']) {
      const list = database.get(key, 'list') ?? [];
      const [start, end] = range(list.length, from, to);
      list.splice(0, list.length, ...list.slice(start, end + 1));
      database.tidy(key);
      return ok;
    },
  },
};

function setFields(session: Session, args: readonly string[], command: string): number {
  const [key = '', ...fields] = args;
  if (fields.length % 2 !== 0) throw new Failure(`ERR wrong number of arguments for '${command}' command`);
  const hash = session.database.make(key, 'hash');
  const before = hash.size;
  for (let at = 0; at < fields.length; at += 2) hash.set(fields[at] ?? '', fields[at + 1] ?? '');
  return hash.size - before;
}

export const hashCommands: CommandTable = {
  hset: { arity: -4, writes: true, run: (session, args) => setFields(session, args, 'hset') },
  hmset: { arity: -4, writes: true, run: (session, args) => (setFields(session, args, 'hmset'), ok) },
  hsetnx: { arity: 4, writes: true, run: (session, [key = '', field = '', value = '']) => (session.database.get(key, 'hash')?.has(field) ? 0 : setFields(session, [key, field, value], 'hsetnx')) },
  hget: { arity: 3, run: ({ database }, [key = '', field = '']) => database.get(key, 'hash')?.get(field) ?? null },
  hmget: {
    arity: -3,
    run({ database }, [key = '', ...fields]) {
      const hash = database.get(key, 'hash');
      return fields.map((field) => hash?.get(field) ?? null);
    },
  },
  hgetall: { arity: 2, run: ({ database }, [key = '']) => [...(database.get(key, 'hash') ?? [])].flat() },
  hdel: {
    arity: -3,
    writes: true,
    run({ database }, [key = '', ...fields]) {
      const hash = database.get(key, 'hash');
      const removed = fields.filter((field) => hash?.delete(field)).length;
      database.tidy(key);
      return removed;
    },
  },
  hexists: { arity: 3, run: ({ database }, [key = '', field = '']) => Number(database.get(key, 'hash')?.has(field) ?? false) },
  hkeys: { arity: 2, run: ({ database }, [key = '']) => [...(database.get(key, 'hash')?.keys() ?? [])] },
  hvals: { arity: 2, run: ({ database }, [key = '']) => [...(database.get(key, 'hash')?.values() ?? [])] },
  hlen: { arity: 2, run: ({ database }, [key = '']) => database.get(key, 'hash')?.size ?? 0 },
  hstrlen: { arity: 3, run: ({ database }, [key = '', field = '']) => database.get(key, 'hash')?.get(field)?.length ?? 0 },
  hincrby: {
    arity: 4,
    writes: true,
    run({ database }, [key = '', field = '', amount = '']) {
      const by = integer(amount);
      const next = integer(database.get(key, 'hash')?.get(field) ?? '0', 'ERR hash value is not an integer') + by;
      database.make(key, 'hash').set(field, String(next));
      return next;
    },
  },
  hincrbyfloat: {
    arity: 4,
    writes: true,
    run({ database }, [key = '', field = '', amount = '']) {
      const next = showFloat(Number((float(database.get(key, 'hash')?.get(field) ?? '0', 'ERR hash value is not a float') + float(amount)).toPrecision(15)));
      database.make(key, 'hash').set(field, next);
      return next;
    },
  },
  hscan: {
    arity: -3,
    run({ database }, [key = '', cursor = '', ...options]) {
      const hash = database.get(key, 'hash') ?? new Map<string, string>();
      const [next, fields] = scan([...hash.keys()], cursor, options);
      return [next, fields.flatMap((field) => [field, hash.get(field) ?? ''])];
    },
  },
};

type Combination = 'inter' | 'union' | 'diff';

function combine({ database }: Session, keys: readonly string[], how: Combination): string[] {
  const [first = new Set<string>(), ...others] = keys.map((key) => database.get(key, 'set') ?? new Set<string>());
  if (how === 'union') return [...new Set([first, ...others].flatMap((set) => [...set]))];
  return [...first].filter((member) => (how === 'inter' ? others.every((set) => set.has(member)) : !others.some((set) => set.has(member))));
}

function store(session: Session, [to = '', ...keys]: readonly string[], how: Combination): number {
  const members = combine(session, keys, how);
  session.database.delete(to);
  if (members.length > 0) session.database.put(to, { kind: 'set', value: new Set(members) });
  return members.length;
}

function randomMembers({ database, server }: Session, key: string, count: string | undefined, take: boolean): string[] {
  const set = database.get(key, 'set') ?? new Set<string>();
  const left = [...set];
  const wanted = count === undefined ? 1 : integer(count, 'ERR value is out of range, must be positive');
  const chosen: string[] = [];
  while (chosen.length < Math.abs(wanted) && left.length > 0) {
    const at = server.random(left.length);
    chosen.push(left[at] ?? '');
    if (wanted > 0) left.splice(at, 1);
  }
  if (take) for (const member of chosen) set.delete(member);
  database.tidy(key);
  return chosen;
}

export const setCommands: CommandTable = {
  sadd: {
    arity: -3,
    writes: true,
    run({ database }, [key = '', ...members]) {
      const set = database.make(key, 'set');
      const before = set.size;
      for (const member of members) set.add(member);
      return set.size - before;
    },
  },
  srem: {
    arity: -3,
    writes: true,
    run({ database }, [key = '', ...members]) {
      const set = database.get(key, 'set');
      const removed = members.filter((member) => set?.delete(member)).length;
      database.tidy(key);
      return removed;
    },
  },
  smembers: { arity: 2, run: ({ database }, [key = '']) => [...(database.get(key, 'set') ?? [])] },
  sismember: { arity: 3, run: ({ database }, [key = '', member = '']) => Number(database.get(key, 'set')?.has(member) ?? false) },
  scard: { arity: 2, run: ({ database }, [key = '']) => database.get(key, 'set')?.size ?? 0 },
  sinter: { arity: -2, run: (session, keys) => combine(session, keys, 'inter') },
  sunion: { arity: -2, run: (session, keys) => combine(session, keys, 'union') },
  sdiff: { arity: -2, run: (session, keys) => combine(session, keys, 'diff') },
  sinterstore: { arity: -3, writes: true, run: (session, args) => store(session, args, 'inter') },
  sunionstore: { arity: -3, writes: true, run: (session, args) => store(session, args, 'union') },
  sdiffstore: { arity: -3, writes: true, run: (session, args) => store(session, args, 'diff') },
  srandmember: {
    arity: -2,
    run(session, [key = '', count]) {
      const chosen = randomMembers(session, key, count, false);
      return count === undefined ? (chosen[0] ?? null) : chosen;
    },
  },
  spop: {
    arity: -2,
    writes: true,
    run(session, [key = '', count]) {
      const chosen = randomMembers(session, key, count, true);
      session.rewritten = chosen.length > 0 ? [['SREM', key, ...chosen]] : [];
      return count === undefined ? (chosen[0] ?? null) : chosen;
    },
  },
  sscan: {
    arity: -3,
    run({ database }, [key = '', cursor = '', ...options]) {
      if (options.length % 2 !== 0) throw syntaxFailure();
      return scan([...(database.get(key, 'set') ?? [])], cursor, options);
    },
  },
};
