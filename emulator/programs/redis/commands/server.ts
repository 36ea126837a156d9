import { patternOf, type CommandTable, type Session } from '../command';
import { Failure, ok, Status, type Reply } from '../reply';
import { information } from '../information';

function config({ server }: Session, [word = '', ...args]: readonly string[]): Reply {
  switch (word.toLowerCase()) {
    case 'get': {
      const patterns = args.map((pattern) => patternOf(pattern.toLowerCase()));
      return [...server.settings].filter(([name]) => patterns.some((pattern) => pattern.test(name))).flat();
    }
    case 'set':
      for (let at = 0; at < args.length; at += 2) {
        const name = (args[at] ?? '').toLowerCase();
        if (!server.settings.has(name)) throw new Failure(`ERR Unknown option or number of arguments for CONFIG SET - '${args[at]}'`);
        if (['port', 'daemonize', 'databases', 'logfile', 'appendonly'].includes(name)) throw new Failure(`ERR CONFIG SET failed (possibly related to argument '${name}') - can't set immutable config`);
        server.settings.set(name, args[at + 1] ?? '');
      }
      return ok;
    case 'resetstat':
      server.commandsProcessed = 0;
      return ok;
    case 'rewrite':
      throw new Failure('ERR The server is running without a config file');
    default:
      throw new Failure(`ERR unknown subcommand '${word}'. Try CONFIG HELP.`);
  }
}

function commandFacts({ server }: Session, [word, ...names]: readonly string[]): Reply {
  const facts = ([name, { arity, writes }]: (typeof all)[number]): Reply => [name, arity, [new Status(writes ? 'write' : 'readonly')], 1, 1, 1];
  const all = Object.entries(server.commands);
  if (word === undefined) return all.map(facts);
  if (word.toLowerCase() === 'count') return all.length;
  if (word.toLowerCase() === 'list') return all.map(([name]) => name);
  if (word.toLowerCase() === 'docs') return [];
  if (word.toLowerCase() === 'info')
    return names.map((name) => {
      const found = all.find(([one]) => one === name.toLowerCase());
      return found ? facts(found) : null;
    });
  throw new Failure(`ERR unknown subcommand '${word}'. Try COMMAND HELP.`);
}

export const serverCommands: CommandTable = {
  info: { arity: -1, run: ({ server }, sections) => information(server, sections) },
  config: { arity: -2, run: config },
  command: { arity: -1, run: commandFacts },
  time: {
    arity: 1,
    run({ server }) {
      const now = server.now();
      return [String(Math.floor(now / 1000)), String(Math.floor(now % 1000) * 1000)];
    },
  },
  save: { arity: 1, run: ({ server }) => (server.save(), ok) },
  bgsave: { arity: -1, run: ({ server }) => (server.saveInBackground(), new Status('Background saving started')) },
  lastsave: { arity: 1, run: ({ server }) => Math.floor(server.lastSave / 1000) },
  shutdown: {
    arity: -1,
    run({ server }, [how = '']) {
      if (!/^(|save|nosave)$/i.test(how)) throw new Failure('ERR syntax error');
      server.stop(how.toLowerCase() === 'save' ? true : how === '' ? undefined : false);
      return undefined;
    },
  },
  role: { arity: 1, run: () => ['master', 0, []] },
};
