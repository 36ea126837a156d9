import { Failure } from './reply';

/** What keys hold. */
export interface Kinds {
  string: string;
  list: string[];
  hash: Map<string, string>;
  set: Set<string>;
  zset: Map<string, number>;
}
export type Kind = keyof Kinds;

/** A value with its type, and when it ends (milliseconds since 1970). */
export interface Entry {
  readonly kind: Kind;
  value: Kinds[Kind];
  expires?: number;
}

const empty = { string: () => '', list: () => [], hash: () => new Map(), set: () => new Set(), zset: () => new Map() } as { readonly [K in Kind]: () => Kinds[K] };

/** One of the numbered databases: keys with their values; those whose time is over are not there. */
export class Database {
  private readonly entries = new Map<string, Entry>();

  constructor(private readonly now: () => number) {}

  entry(key: string): Entry | undefined {
    const entry = this.entries.get(key);
    if (entry?.expires === undefined || entry.expires > this.now()) return entry;
    this.entries.delete(key);
    return undefined;
  }
  /** The value of a key that holds a `kind`, or undefined. Throws the WRONGTYPE failure. */
  get<K extends Kind>(key: string, kind: K): Kinds[K] | undefined {
    const entry = this.entry(key);
    if (entry && entry.kind !== kind) throw new Failure('WRONGTYPE Operation against a key holding the wrong kind of value');
    return entry?.value as Kinds[K] | undefined;
  }
  /** As {@link get}; an empty one is made when there is none. */
  make<K extends Exclude<Kind, 'string'>>(key: string, kind: K): Kinds[K] {
    const found = this.get(key, kind);
    if (found !== undefined) return found;
    const value = empty[kind]();
    this.entries.set(key, { kind, value });
    return value;
  }
  /** Puts text under a key. Its time to live stays only with `keep`. */
  setText(key: string, value: string, keep = false): void {
    const expires = keep ? this.entry(key)?.expires : undefined;
    this.entries.set(key, { kind: 'string', value, ...(expires === undefined ? {} : { expires }) });
  }
  put(key: string, entry: Entry): void {
    this.entries.set(key, entry);
  }
  delete(key: string): boolean {
    return this.entry(key) !== undefined && this.entries.delete(key);
  }
  /** Takes a collection away that has become empty. */
  tidy(key: string): void {
    const value = this.entries.get(key)?.value;
    if (value !== undefined && typeof value !== 'string' && (Array.isArray(value) ? value.length : value.size) === 0) this.entries.delete(key);
  }
  keys(): string[] {
    return [...this.entries.keys()].filter((key) => this.entry(key) !== undefined);
  }
  clear(): void {
    this.entries.clear();
  }
  /** How many keys have an end. */
  get expiring(): number {
    return this.keys().filter((key) => this.entries.get(key)?.expires !== undefined).length;
  }
}
