import type { Database } from './database';
import type { Process } from '../../process/types';
import { Failure, type Reply } from './reply';

/** The server, as commands see it. */
export interface Server {
  readonly process: Process;
  readonly version: string;
  readonly runId: string;
  readonly started: number;
  /** What it listens on: `0.0.0.0:6379`. */
  readonly address: string;
  readonly configFile: string;
  readonly settings: Map<string, string>;
  readonly databases: readonly Database[];
  readonly sessions: Set<Session>;
  readonly commands: CommandTable;
  /** Since the last dump. */
  readonly changes: number;
  readonly lastSave: number;
  readonly connections: number;
  commandsProcessed: number;
  now(): number;
  random(limit: number): number;
  /** How many clients got the message. */
  publish(channel: string, message: string): number;
  /** Writes the dump. Throws a {@link Failure} when it cannot. */
  save(): void;
  saveInBackground(): void;
  /** Ends the server, with a dump or without; undefined: with one if there are save points. */
  stop(save: boolean | undefined): void;
}

/** A client's connection, as commands see it. */
export interface Session {
  readonly id: number;
  /** `172.17.0.1:40000` */
  readonly address: string;
  readonly server: Server;
  readonly since: number;
  name: string;
  index: number;
  authenticated: boolean;
  /** Commands between MULTI and EXEC. */
  transaction: { readonly commands: (readonly string[])[]; failed: boolean } | undefined;
  readonly channels: Set<string>;
  readonly patterns: Set<string>;
  /** What is written to the append-only file instead of the command itself. */
  rewritten: (readonly string[])[] | undefined;
  readonly database: Database;
  /** Sends something that is not an answer. */
  push(reply: Reply): void;
  close(): void;
}

/** A command: how many words it takes with its name (negative: at least so many), and what it does. */
export interface Command {
  readonly arity: number;
  /** It changes data. */
  readonly writes?: boolean;
  readonly run: (session: Session, args: readonly string[]) => Reply | undefined;
}

/** Commands by their names in lower case. */
export type CommandTable = Readonly<Record<string, Command>>;

export const syntaxFailure = () => new Failure('ERR syntax error');

/** A 64-bit integer. Throws the failure that says that it is none. */
export function integer(text: string, message = 'ERR value is not an integer or out of range'): number {
  if (!/^(0|-?[1-9]\d{0,18})$/.test(text)) throw new Failure(message);
  return Number(text);
}

/** A floating point number, `inf` too. */
export function float(text: string, message = 'ERR value is not a valid float'): number {
  const infinite = /^([+-]?)inf(inity)?$/i.exec(text);
  if (infinite) return infinite[1] === '-' ? -Infinity : Infinity;
  if (text.trim() === '' || Number.isNaN(Number(text))) throw new Failure(message);
  return Number(text);
}

/** A number as Redis prints scores. */
export const showFloat = (value: number) => (value === Infinity ? 'inf' : value === -Infinity ? '-inf' : String(value));

/** Start and end (inclusive, from 0) of a range that may count from the end. */
export function range(length: number, from: string, to: string): [number, number] {
  const start = integer(from);
  const stop = integer(to);
  return [Math.max(0, start < 0 ? length + start : start), Math.min(length - 1, stop < 0 ? length + stop : stop)];
}

/** An expression for a pattern of KEYS, with `*`, `?` and sets. */
export function patternOf(pattern: string): RegExp {
  const source = pattern.replaceAll(/\\(.)|\[(\^?)((?:\\.|[^\]])*)\]|([*?])|([.+^$()|{}[\]\\])/g, (_, escaped: string | undefined, not: string | undefined, inside: string | undefined, wild: string | undefined, special: string | undefined) => {
    if (escaped !== undefined) return `\\u${escaped.charCodeAt(0).toString(16).padStart(4, '0')}`;
    if (inside !== undefined) return `[${not ?? ''}${inside}]`;
    if (wild !== undefined) return wild === '*' ? '[^]*' : '[^]';
    return `\\${special ?? ''}`;
  });
  return new RegExp(`^${source}$`);
}
