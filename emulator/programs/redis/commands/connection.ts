import { integer, type CommandTable, type Session } from '../command';
import { Failure, ok, Status, type Reply } from '../reply';

const unknown = (command: string, word: string) => new Failure(`ERR unknown subcommand '${word}'. Try ${command} HELP.`);

function authenticate(session: Session, words: readonly string[]): Reply {
  const wanted = session.server.settings.get('requirepass') ?? '';
  const [user, password] = words.length === 2 ? words : ['default', words[0]];
  if (words.length === 1 && wanted === '') throw new Failure('ERR AUTH <password> called without any password configured for the default user. Are you sure your configuration is correct?');
  if (user !== 'default' || (wanted !== '' && password !== wanted)) throw new Failure('WRONGPASS invalid username-password pair or user is disabled.');
  session.authenticated = true;
  return ok;
}

function describe(session: Session): string {
  const age = Math.floor((session.server.now() - session.since) / 1000);
  return `id=${session.id} addr=${session.address} laddr=${session.server.address} fd=${session.id + 7} name=${session.name} age=${age} idle=0 flags=${session.channels.size + session.patterns.size > 0 ? 'P' : session.transaction ? 'x' : 'N'} db=${session.index} sub=${session.channels.size} psub=${session.patterns.size} ssub=0 multi=${session.transaction?.commands.length ?? -1} user=default\n`;
}

function client(session: Session, [word = '', ...args]: readonly string[]): Reply {
  switch (word.toLowerCase()) {
    case 'id':
      return session.id;
    case 'getname':
      return session.name === '' ? null : session.name;
    case 'setname':
      if (/[ \n]/.test(args[0] ?? '')) throw new Failure('ERR Client names cannot contain spaces, newlines or special characters.');
      session.name = args[0] ?? '';
      return ok;
    case 'setinfo':
      return ok;
    case 'list':
      return [...session.server.sessions].map(describe).join('');
    case 'info':
      return describe(session);
    case 'kill': {
      const wanted = args.at(-1);
      const found = [...session.server.sessions].filter((one) => one.address === wanted || (args[0]?.toLowerCase() === 'id' && String(one.id) === wanted));
      if (args.length === 1 && found.length === 0) throw new Failure('ERR No such client');
      for (const one of found) one.close();
      return args.length === 1 ? ok : found.length;
    }
    default:
      throw unknown('CLIENT', word);
  }
}

/** Answers each channel with a message of its own; nothing more follows. */
function subscribe(session: Session, names: readonly string[], which: 'channels' | 'patterns', leave: boolean): undefined {
  const set = session[which];
  const word = `${which === 'patterns' ? 'p' : ''}${leave ? 'un' : ''}subscribe`;
  const count = () => session.channels.size + session.patterns.size;
  const wanted = names.length > 0 || !leave ? names : [...set];
  if (wanted.length === 0) session.push([word, null, count()]);
  for (const name of wanted) {
    if (leave) set.delete(name);
    else set.add(name);
    session.push([word, name, count()]);
  }
  return undefined;
}

export const connectionCommands: CommandTable = {
  ping: {
    arity: -1,
    run({ channels, patterns }, args) {
      if (args.length > 1) throw new Failure("ERR wrong number of arguments for 'ping' command");
      if (channels.size + patterns.size > 0) return ['pong', args[0] ?? ''];
      return args[0] ?? new Status('PONG');
    },
  },
  echo: { arity: 2, run: (_, [text = '']) => text },
  quit: { arity: -1, run: () => ok },
  reset: {
    arity: 1,
    run(session) {
      session.transaction = undefined;
      session.index = 0;
      session.channels.clear();
      session.patterns.clear();
      session.authenticated = (session.server.settings.get('requirepass') ?? '') === '';
      return new Status('RESET');
    },
  },
  auth: { arity: -2, run: authenticate },
  hello: {
    arity: -1,
    run(session, [version = '2']) {
      if (version !== '2') throw new Failure('NOPROTO unsupported protocol version');
      return ['server', 'redis', 'version', session.server.version, 'proto', 2, 'id', session.id, 'mode', 'standalone', 'role', 'master', 'modules', []];
    },
  },
  select: {
    arity: 2,
    run(session, [index = '']) {
      const wanted = integer(index, 'ERR invalid DB index');
      if (wanted < 0 || wanted >= session.server.databases.length) throw new Failure('ERR DB index is out of range');
      session.index = wanted;
      return ok;
    },
  },
  client: { arity: -2, run: client },
  subscribe: { arity: -2, run: (session, names) => subscribe(session, names, 'channels', false) },
  unsubscribe: { arity: -1, run: (session, names) => subscribe(session, names, 'channels', true) },
  psubscribe: { arity: -2, run: (session, names) => subscribe(session, names, 'patterns', false) },
  punsubscribe: { arity: -1, run: (session, names) => subscribe(session, names, 'patterns', true) },
  publish: { arity: 3, run: ({ server }, [channel = '', message = '']) => server.publish(channel, message) },
  pubsub: {
    arity: -2,
    run({ server }, [word = '', ...names]) {
      const all = [...server.sessions].flatMap((session) => [...session.channels]);
      if (word.toLowerCase() === 'channels') return [...new Set(all)];
      if (word.toLowerCase() === 'numsub') return names.flatMap((name) => [name, all.filter((one) => one === name).length]);
      if (word.toLowerCase() === 'numpat') return new Set([...server.sessions].flatMap((session) => [...session.patterns])).size;
      throw unknown('PUBSUB', word);
    },
  },
};
