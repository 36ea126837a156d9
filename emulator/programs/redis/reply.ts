/** What a command answers: text is a bulk string, a number an integer, null nothing. Texts have one character a byte. */
export type Reply = string | number | null | Status | Failure | readonly Reply[];

/** A short word such as `OK`. */
export class Status {
  constructor(readonly text: string) {}
}

/** A command failed; thrown by commands, and what the client is told. */
export class Failure extends Error {
  override readonly name = 'Failure';
}

export const ok = new Status('OK');
export const queued = new Status('QUEUED');

/** A reply in the Redis protocol (RESP2). */
export function encodeReply(reply: Reply): string {
  if (reply === null) return '$-1\r\n';
  if (typeof reply === 'string') return `$${reply.length}\r\n${reply}\r\n`;
  if (typeof reply === 'number') return `:${reply}\r\n`;
  if (reply instanceof Status) return `+${reply.text}\r\n`;
  if (reply instanceof Failure) return `-${reply.message}\r\n`;
  return `*${reply.length}\r\n${reply.map(encodeReply).join('')}`;
}

/** Reads replies and requests out of bytes as they come, one character a byte. */
export class ProtocolReader {
  private text = '';
  private at = 0;

  add(text: string): void {
    this.text = this.text.slice(this.at) + text;
    this.at = 0;
  }

  /** The next reply, or undefined until more has come. */
  reply(): Reply | undefined {
    const start = this.at;
    const found = this.value();
    if (found === undefined) this.at = start;
    return found;
  }

  /** The words of the next request: an array of bulk strings, or a line as one types it. Throws {@link Failure} for what is neither. */
  request(): string[] | undefined {
    if (this.at >= this.text.length) return undefined;
    if (this.text[this.at] === '*') {
      const found = this.reply();
      if (found === undefined) return undefined;
      if (!Array.isArray(found) || found.some((one) => typeof one !== 'string')) throw new Failure("ERR Protocol error: expected '$'");
      return found as string[];
    }
    const line = this.line();
    if (line === undefined) return undefined;
    const words = splitLine(line);
    if (!words) throw new Failure('ERR Protocol error: unbalanced quotes in request');
    return words;
  }

  private line(): string | undefined {
    const end = this.text.indexOf('\n', this.at);
    if (end < 0) return undefined;
    const line = this.text.slice(this.at, end).replace(/\r$/, '');
    this.at = end + 1;
    return line;
  }

  private value(): Reply | undefined {
    const line = this.line();
    if (line === undefined) return undefined;
    const rest = line.slice(1);
    switch (line[0]) {
      case '+':
        return new Status(rest);
      case '-':
        return new Failure(rest);
      case ':':
        return Number(rest);
      case '$': {
        const length = Number(rest);
        if (length < 0) return null;
        if (this.text.length < this.at + length + 2) return undefined;
        const text = this.text.slice(this.at, this.at + length);
        this.at += length + 2;
        return text;
      }
      case '*': {
        const count = Number(rest);
        if (count < 0) return null;
        const items: Reply[] = [];
        for (let index = 0; index < count; index++) {
          const item = this.value();
          if (item === undefined) return undefined;
          items.push(item);
        }
        return items;
      }
      default:
        throw new Failure(`ERR Protocol error: expected '$', got '${line[0] ?? ' '}'`);
    }
  }
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', a: '\u0007' };

/** The words of a line, by Redis's quoting; undefined when a quote is not closed. */
export function splitLine(line: string): string[] | undefined {
  const words: string[] = [];
  for (let at = 0; ; ) {
    while (/\s/.test(line[at] ?? '')) at++;
    if (at >= line.length) return words;
    let word = '';
    for (; at < line.length && !/\s/.test(line[at] ?? ''); at++) {
      const quote = line[at];
      if (quote !== '"' && quote !== "'") {
        word += quote;
        continue;
      }
      for (at++; line[at] !== quote; at++) {
        if (at >= line.length) return undefined;
        const hex = quote === '"' ? /^\\x([0-9a-f]{2})/i.exec(line.slice(at, at + 4)) : undefined;
        if (hex) {
          word += String.fromCharCode(parseInt(hex[1] ?? '', 16));
          at += 3;
        } else if (line[at] === '\\' && (quote === '"' || line[at + 1] === "'")) {
          at++;
          word += (quote === '"' ? escapes[line[at] ?? ''] : undefined) ?? line[at] ?? '';
        } else word += line[at];
      }
    }
    words.push(word);
  }
}
