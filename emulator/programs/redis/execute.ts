import type { CommandTable, Session } from './command';
import { Failure, ok, queued, type Reply } from './reply';

/** What a client that listens to channels may still say. */
const whileSubscribed = new Set(['subscribe', 'unsubscribe', 'psubscribe', 'punsubscribe', 'ping', 'quit', 'reset']);
const beforeAuthentication = new Set(['auth', 'hello', 'quit', 'reset']);

/** Told of each command that changed data, as it is to be repeated. */
export type Changed = (session: Session, commands: readonly (readonly string[])[]) => void;

/** Runs one request of a client; undefined when it was answered otherwise. */
export function execute(session: Session, commands: CommandTable, words: readonly string[], changed: Changed): Reply | undefined {
  const [name = '', ...args] = words;
  const lower = name.toLowerCase();
  session.server.commandsProcessed++;
  try {
    if (lower === 'multi' || lower === 'exec' || lower === 'discard') {
      if (args.length > 0) throw new Failure(`ERR wrong number of arguments for '${lower}' command`);
      if (!session.authenticated) throw new Failure('NOAUTH Authentication required.');
      return transaction(session, commands, lower, changed);
    }
    check(session, commands, lower, name, args);
    if (session.transaction) {
      session.transaction.commands.push(words);
      return queued;
    }
    return run(session, commands, words, changed);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    if (session.transaction && lower !== 'exec' && lower !== 'multi') session.transaction.failed = true;
    return error;
  }
}

function check(session: Session, commands: CommandTable, lower: string, name: string, args: readonly string[]): void {
  const command = Object.hasOwn(commands, lower) ? commands[lower] : undefined;
  if (!command) throw new Failure(`ERR unknown command '${name.slice(0, 128)}', with args beginning with: ${args.map((word) => `'${word.slice(0, 128)}' `).join('')}`);
  const count = args.length + 1;
  if (command.arity > 0 ? count !== command.arity : count < -command.arity) throw new Failure(`ERR wrong number of arguments for '${lower}' command`);
  if (!session.authenticated && !beforeAuthentication.has(lower)) throw new Failure('NOAUTH Authentication required.');
  if (session.channels.size + session.patterns.size > 0 && !whileSubscribed.has(lower)) throw new Failure(`ERR Can't execute '${lower}': only (P|S)SUBSCRIBE / (P|S)UNSUBSCRIBE / PING / QUIT / RESET are allowed in this context`);
}

function run(session: Session, commands: CommandTable, words: readonly string[], changed: Changed): Reply | undefined {
  const [name = '', ...args] = words;
  const command = commands[name.toLowerCase()];
  session.rewritten = undefined;
  const reply = command?.run(session, args);
  if (command?.writes) changed(session, session.rewritten ?? [words]);
  return reply;
}

function transaction(session: Session, commands: CommandTable, word: 'multi' | 'exec' | 'discard', changed: Changed): Reply {
  const begun = session.transaction;
  if (word === 'multi') {
    if (begun) throw new Failure('ERR MULTI calls can not be nested');
    session.transaction = { commands: [], failed: false };
    return ok;
  }
  if (!begun) throw new Failure(`ERR ${word.toUpperCase()} without MULTI`);
  session.transaction = undefined;
  if (word === 'discard') return ok;
  if (begun.failed) throw new Failure('EXECABORT Transaction discarded because of previous errors.');
  return begun.commands.map((words) => {
    try {
      return run(session, commands, words, changed) ?? null;
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      return error;
    }
  });
}
