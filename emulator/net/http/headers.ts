import type { HttpHeaders } from './types';

/** Header fields in the order they came, found by name in any case. */
export function createHeaders(fields: Iterable<readonly [string, string]> = []): HttpHeaders {
  let all: (readonly [string, string])[] = [...fields];
  const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();
  return {
    get(name) {
      const values = all.filter(([one]) => same(one, name)).map(([, value]) => value);
      return values.length > 0 ? values.join(', ') : undefined;
    },
    set(name, value) {
      all = [...all.filter(([one]) => !same(one, name)), [name, value]];
    },
    append(name, value) {
      all.push([name, value]);
    },
    delete(name) {
      all = all.filter(([one]) => !same(one, name));
    },
    entries: () => all,
  };
}

/** The lines of a head as text, without the blank line that ends it. */
export function formatHead(first: string, headers: Iterable<readonly [string, string]>): string {
  let text = `${first}\r\n`;
  for (const [name, value] of headers) text += `${name}: ${value}\r\n`;
  return `${text}\r\n`;
}

/** The fields of a head's lines; undefined when one is malformed. */
export function parseFields(lines: readonly string[]): HttpHeaders | undefined {
  const fields: [string, string][] = [];
  for (const line of lines) {
    const match = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*(.*?)[ \t]*$/.exec(line);
    if (!match) return undefined;
    fields.push([match[1] ?? '', match[2] ?? '']);
  }
  return createHeaders(fields);
}
