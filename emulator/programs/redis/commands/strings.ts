import { float, integer, range, showFloat, syntaxFailure, type CommandTable, type Session } from '../command';
import { Failure, ok, type Reply } from '../reply';

function setOptions(args: readonly string[]) {
  const options: { nx?: boolean; xx?: boolean; get?: boolean; keep?: boolean; time?: readonly [unit: string, amount: string] } = {};
  for (let at = 2; at < args.length; at++) {
    const word = (args[at] ?? '').toUpperCase();
    if (word === 'NX' && !options.xx) options.nx = true;
    else if (word === 'XX' && !options.nx) options.xx = true;
    else if (word === 'GET') options.get = true;
    else if (word === 'KEEPTTL' && !options.time) options.keep = true;
    else if (['EX', 'PX', 'EXAT', 'PXAT'].includes(word) && !options.time && !options.keep && at + 1 < args.length) options.time = [word, args[++at] ?? ''];
    else throw syntaxFailure();
  }
  return options;
}

function endOf({ server }: Session, [unit, amount]: readonly [string, string], command: string): number {
  const value = integer(amount);
  if (value <= 0) throw new Failure(`ERR invalid expire time in '${command}' command`);
  const milliseconds = unit.startsWith('P') ? value : value * 1000;
  return unit.endsWith('AT') ? milliseconds : server.now() + milliseconds;
}

/** Sets text with an end; the file of commands gets the end as a date. */
function setUntil(session: Session, key: string, value: string, end: number): void {
  session.database.put(key, { kind: 'string', value, expires: end });
  session.rewritten = [['SET', key, value, 'PXAT', String(end)]];
}

function set(session: Session, args: readonly string[]): Reply {
  const [key = '', value = ''] = args;
  const { database } = session;
  const options = setOptions(args);
  const end = options.time && endOf(session, options.time, 'set');
  const before = options.get ? (database.get(key, 'string') ?? null) : null;
  const exists = database.entry(key) !== undefined;
  if ((options.nx && exists) || (options.xx && !exists)) return before;
  if (end === undefined) database.setText(key, value, options.keep);
  else setUntil(session, key, value, end);
  return options.get ? before : ok;
}

function increase({ database }: Session, key: string, amount: number): Reply {
  const text = database.get(key, 'string') ?? '0';
  integer(text);
  const next = BigInt(text) + BigInt(amount);
  if (next > 9_223_372_036_854_775_807n || next < -9_223_372_036_854_775_808n) throw new Failure('ERR increment or decrement would overflow');
  database.setText(key, next.toString(), true);
  return Number(next);
}

function setMany({ database }: Session, args: readonly string[]): void {
  for (let at = 0; at < args.length; at += 2) database.setText(args[at] ?? '', args[at + 1] ?? '');
}

function pairs(args: readonly string[], command: string): void {
  if (args.length % 2 !== 0) throw new Failure(`ERR wrong number of arguments for '${command}' command`);
}

export const stringCommands: CommandTable = {
  set: { arity: -3, writes: true, run: set },
  get: { arity: 2, run: ({ database }, [key = '']) => database.get(key, 'string') ?? null },
  setnx: { arity: 3, writes: true, run: ({ database }, [key = '', value = '']) => (database.entry(key) ? 0 : (database.setText(key, value), 1)) },
  setex: { arity: 4, writes: true, run: (session, [key = '', time = '', value = '']) => (setUntil(session, key, value, endOf(session, ['EX', time], 'setex')), ok) },
  psetex: { arity: 4, writes: true, run: (session, [key = '', time = '', value = '']) => (setUntil(session, key, value, endOf(session, ['PX', time], 'psetex')), ok) },
  getset: {
    arity: 3,
    writes: true,
    run({ database }, [key = '', value = '']) {
      const before = database.get(key, 'string') ?? null;
      database.setText(key, value);
      return before;
    },
  },
  getdel: {
    arity: 2,
    writes: true,
    run({ database }, [key = '']) {
      const before = database.get(key, 'string') ?? null;
      database.delete(key);
      return before;
    },
  },
  mget: { arity: -2, run: ({ database }, keys) => keys.map((key) => (database.entry(key)?.kind === 'string' ? (database.get(key, 'string') ?? null) : null)) },
  mset: { arity: -3, writes: true, run: (session, args) => (pairs(args, 'mset'), setMany(session, args), ok) },
  msetnx: {
    arity: -3,
    writes: true,
    run(session, args) {
      pairs(args, 'msetnx');
      if (args.some((key, at) => at % 2 === 0 && session.database.entry(key))) return 0;
      setMany(session, args);
      return 1;
    },
  },
  incr: { arity: 2, writes: true, run: (session, [key = '']) => increase(session, key, 1) },
  decr: { arity: 2, writes: true, run: (session, [key = '']) => increase(session, key, -1) },
  incrby: { arity: 3, writes: true, run: (session, [key = '', amount = '']) => increase(session, key, integer(amount)) },
  decrby: { arity: 3, writes: true, run: (session, [key = '', amount = '']) => increase(session, key, -integer(amount)) },
  incrbyfloat: {
    arity: 3,
    writes: true,
    run({ database }, [key = '', amount = '']) {
      const next = showFloat(Number((float(database.get(key, 'string') ?? '0') + float(amount)).toPrecision(15)));
      database.setText(key, next, true);
      return next;
    },
  },
  append: {
    arity: 3,
    writes: true,
    run({ database }, [key = '', more = '']) {
      const text = (database.get(key, 'string') ?? '') + more;
      database.setText(key, text, true);
      return text.length;
    },
  },
  strlen: { arity: 2, run: ({ database }, [key = '']) => (database.get(key, 'string') ?? '').length },
  getrange: {
    arity: 4,
    run({ database }, [key = '', from = '', to = '']) {
      const text = database.get(key, 'string') ?? '';
      const [start, end] = range(text.length, from, to);
      return text.slice(start, end + 1);
    },
  },
};
