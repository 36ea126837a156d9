import { float, integer, range, showFloat, syntaxFailure, type CommandTable, type Session } from '../command';
import { Failure, type Reply } from '../reply';

type Ranked = readonly [member: string, score: number];

/** Members by score, then by name. */
function ranked({ database }: Session, key: string): Ranked[] {
  return [...(database.get(key, 'zset') ?? [])].sort(([a, scoreA], [b, scoreB]) => (scoreA === scoreB ? (a < b ? -1 : 1) : scoreA - scoreB));
}

const show = (members: readonly Ranked[], withScores: boolean): Reply => members.flatMap(([member, score]) => (withScores ? [member, showFloat(score)] : [member]));

/** Whether a score is within `(1`, `5`, `-inf`, `+inf`. */
function within(minimum: string, maximum: string): (score: number) => boolean {
  const bound = (text: string) => [float(text.replace(/^\(/, ''), 'ERR min or max is not a float'), text.startsWith('(')] as const;
  const [low, lowOpen] = bound(minimum);
  const [high, highOpen] = bound(maximum);
  return (score) => (lowOpen ? score > low : score >= low) && (highOpen ? score < high : score <= high);
}

function add(session: Session, args: readonly string[]): Reply {
  const [key = '', ...rest] = args;
  const flags = new Set<string>();
  while (/^(nx|xx|gt|lt|ch|incr)$/i.test(rest[0] ?? '')) flags.add((rest.shift() ?? '').toUpperCase());
  if (rest.length === 0 || rest.length % 2 !== 0) throw syntaxFailure();
  if (flags.has('NX') && flags.has('XX')) throw new Failure('ERR XX and NX options at the same time are not compatible');
  if (flags.has('INCR') && rest.length > 2) throw new Failure('ERR INCR option supports a single increment-element pair');
  const scores = rest.map((text, at) => (at % 2 === 0 ? float(text) : 0));
  const set = session.database.make(key, 'zset');
  let added = 0;
  let changed = 0;
  let last: Reply = null;
  for (let at = 0; at < rest.length; at += 2) {
    const member = rest[at + 1] ?? '';
    const before = set.get(member);
    const score = (scores[at] ?? 0) + (flags.has('INCR') ? (before ?? 0) : 0);
    if ((flags.has('NX') && before !== undefined) || (flags.has('XX') && before === undefined) || (flags.has('GT') && before !== undefined && score <= before) || (flags.has('LT') && before !== undefined && score >= before)) continue;
    set.set(member, score);
    last = showFloat(score);
    if (before === undefined) added++;
    else if (before !== score) changed++;
  }
  session.database.tidy(key);
  return flags.has('INCR') ? last : flags.has('CH') ? added + changed : added;
}

function limited(members: Ranked[], options: readonly string[]): Reply {
  let chosen = members;
  let withScores = false;
  for (let at = 0; at < options.length; at++) {
    const word = (options[at] ?? '').toUpperCase();
    if (word === 'WITHSCORES') withScores = true;
    else if (word === 'LIMIT' && at + 2 < options.length) {
      const [offset, count] = [integer(options[at + 1] ?? ''), integer(options[at + 2] ?? '')];
      chosen = chosen.slice(offset, count < 0 ? undefined : offset + count);
      at += 2;
    } else throw syntaxFailure();
  }
  return show(chosen, withScores);
}

function zrange(session: Session, [key = '', from = '', to = '', ...options]: readonly string[]): Reply {
  const words = options.map((word) => word.toUpperCase());
  const reverse = words.includes('REV');
  const rest = options.filter((_, at) => words[at] !== 'REV' && words[at] !== 'BYSCORE');
  const all = ranked(session, key);
  if (words.includes('BYSCORE')) {
    const fits = within(reverse ? to : from, reverse ? from : to);
    const found = all.filter(([, score]) => fits(score));
    return limited(reverse ? found.reverse() : found, rest);
  }
  if (words.includes('LIMIT')) throw new Failure('ERR syntax error, LIMIT is only supported in combination with either BYSCORE or BYLEX');
  const [start, end] = range(all.length, from, to);
  return limited((reverse ? all.reverse() : all).slice(start, end + 1), rest);
}

function rank(session: Session, key: string, member: string, reverse: boolean): Reply {
  const all = ranked(session, key);
  const at = (reverse ? all.reverse() : all).findIndex(([one]) => one === member);
  return at < 0 ? null : at;
}

function remove({ database }: Session, key: string, members: readonly string[]): number {
  const set = database.get(key, 'zset');
  const removed = members.filter((member) => set?.delete(member)).length;
  database.tidy(key);
  return removed;
}

function pop(session: Session, [key = '', count = '1']: readonly string[], highest: boolean): Reply {
  const all = ranked(session, key);
  const taken = (highest ? all.reverse() : all).slice(0, integer(count));
  remove(session, key, taken.map(([member]) => member));
  return show(taken, true);
}

export const sortedSetCommands: CommandTable = {
  zadd: { arity: -4, writes: true, run: add },
  zincrby: { arity: 4, writes: true, run: (session, [key = '', amount = '', member = '']) => add(session, [key, 'INCR', amount, member]) },
  zrange: { arity: -4, run: zrange },
  zrevrange: { arity: -4, run: (session, args) => zrange(session, [...args, 'REV']) },
  zrangebyscore: { arity: -4, run: (session, args) => zrange(session, [...args, 'BYSCORE']) },
  zrevrangebyscore: { arity: -4, run: (session, args) => zrange(session, [...args, 'BYSCORE', 'REV']) },
  zscore: {
    arity: 3,
    run({ database }, [key = '', member = '']) {
      const score = database.get(key, 'zset')?.get(member);
      return score === undefined ? null : showFloat(score);
    },
  },
  zrank: { arity: 3, run: (session, [key = '', member = '']) => rank(session, key, member, false) },
  zrevrank: { arity: 3, run: (session, [key = '', member = '']) => rank(session, key, member, true) },
  zrem: { arity: -3, writes: true, run: (session, [key = '', ...members]) => remove(session, key, members) },
  zcard: { arity: 2, run: ({ database }, [key = '']) => database.get(key, 'zset')?.size ?? 0 },
  zcount: {
    arity: 4,
    run(session, [key = '', minimum = '', maximum = '']) {
      const fits = within(minimum, maximum);
      return ranked(session, key).filter(([, score]) => fits(score)).length;
    },
  },
  zpopmin: { arity: -2, writes: true, run: (session, args) => pop(session, args, false) },
  zpopmax: { arity: -2, writes: true, run: (session, args) => pop(session, args, true) },
};
