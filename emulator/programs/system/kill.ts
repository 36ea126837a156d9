import { isSystemError } from '../../kernel/errno';
import { parseSignal, signalNumbers, type Signal } from '../../process/signal';
import type { Process, Program } from '../../process/types';
import { Accounts } from '../command-line/accounts';
import { OptionError, parseOptions } from '../command-line/options';

const names = Object.keys(signalNumbers).map((name) => name.slice(3));

/** `kill` as a program of its own (shells have it built in). */
export const kill: Program = async (process: Process): Promise<number> => {
  const words = process.argv.slice(1);
  if (words[0] === '-l' || words[0] === '-L') {
    const shown = words.slice(1).map((word) => {
      const found = parseSignal(/^\d+$/.test(word) ? String(Number(word) % 128) : word);
      return found === undefined ? word : /^\d/.test(word) ? found.slice(3) : String(signalNumbers[found]);
    });
    await process.write(1, shown.length > 0 ? `${shown.join('\n')}\n` : `${names.join(' ')}\n`);
    return 0;
  }
  let signal: Signal | 0 | undefined = 'SIGTERM';
  if (words[0] === '-s' || words[0] === '--signal') signal = readSignal(words.splice(0, 2)[1] ?? '');
  else if (/^-[A-Za-z0-9]+$/.test(words[0] ?? '') && words.length > 1) signal = readSignal((words.shift() ?? '').slice(1));
  if (words[0] === '--') words.shift();
  if (signal === undefined || words.length === 0) {
    await process.write(2, signal === undefined ? 'kill: unknown signal\n' : '\nUsage:\n kill [options] <pid> [...]\n');
    return 1;
  }
  let code = 0;
  for (const word of words) {
    if (!/^-?\d+$/.test(word)) {
      await process.write(2, `kill: failed to parse argument: '${word}'\n`);
      code = 1;
      continue;
    }
    try {
      process.kill(Number(word), signal);
    } catch (error) {
      if (!isSystemError(error)) throw error;
      await process.write(2, `kill: (${word}): ${error.message}\n`);
      code = 1;
    }
  }
  return code;
};

function readSignal(text: string): Signal | 0 | undefined {
  return text === '0' ? 0 : parseSignal(text);
}

const options = { full: 'f,full', exact: 'x,exact', list: 'l,list-name', long: 'a,list-full', count: 'c,count', newest: 'n,newest', oldest: 'o,oldest', user: 'u,euid=', parent: 'P,parent=', signal: 'signal=', echo: 'e,echo', invert: 'v,inverse' } as const;

/** `pgrep` and `pkill`, by `name`. */
export const createPgrep =
  (name: 'pgrep' | 'pkill'): Program =>
  async (process) => {
    const words = process.argv.slice(1);
    let signal: Signal | undefined = 'SIGTERM';
    const first = words[0] ?? '';
    if (name === 'pkill' && /^-([A-Z]+|\d+)$/.test(first)) signal = parseSignal((words.shift() ?? '').slice(1));
    let given;
    try {
      given = parseOptions(words, options);
    } catch (error) {
      if (!(error instanceof OptionError)) throw error;
      await process.write(2, `${name}: ${error.message}\nTry \`${name} --help' for more information.\n`);
      return 2;
    }
    if (given.has('signal')) signal = parseSignal(given.value('signal') ?? '');
    const [pattern] = given.operands;
    if (pattern === undefined && !given.has('user') && !given.has('parent')) {
      await process.write(2, `${name}: no matching criteria specified\nTry \`${name} --help' for more information.\n`);
      return 2;
    }
    const expression = new RegExp(given.has('exact') ? `^(?:${pattern ?? ''})$` : (pattern ?? ''));
    const accounts = new Accounts(process.files);
    const users = given.value('user')?.split(',').map((user) => accounts.findUser(user)?.uid);
    const parents = given.value('parent')?.split(',').map(Number);
    let found = process
      .list()
      .filter((row) => row.pid !== process.pid && row.state !== 'Z')
      .filter((row) => expression.test(given.has('full') ? row.argv.join(' ') : row.name) !== given.has('invert'))
      .filter((row) => (users?.includes(row.credentials.uid) ?? true) && (parents?.includes(row.parent) ?? true));
    if (given.has('newest')) found = found.slice(-1);
    if (given.has('oldest')) found = found.slice(0, 1);
    if (given.has('count')) await process.write(1, `${found.length}\n`);
    for (const row of found) {
      if (name === 'pgrep' && !given.has('count')) await process.write(1, `${row.pid}${given.has('long') ? ` ${row.argv.join(' ')}` : given.has('list') ? ` ${row.name}` : ''}\n`);
      if (name === 'pkill' && signal) {
        if (given.has('echo')) await process.write(1, `${row.name} killed (pid ${row.pid})\n`);
        try {
          process.kill(row.pid, signal);
        } catch (error) {
          if (!isSystemError(error)) throw error;
          await process.write(2, `pkill: killing pid ${row.pid} failed: ${error.message}\n`);
        }
      }
    }
    return found.length > 0 ? 0 : 1;
  };
