/** What Go's decoder says of `text` when it is not JSON; undefined when it is. (encoding/json's scanner: it stops at the first character that cannot follow.) */
export function goJsonProblem(text: string): string | undefined {
  let at = 0;
  const shown = (character: string) => (character === "'" ? `'\\''` : character === '"' ? `'"'` : `'${JSON.stringify(character).slice(1, -1)}'`);
  const fail = (where: string): never => {
    throw new Problem(at >= text.length ? 'unexpected end of JSON input' : `invalid character ${shown(String.fromCodePoint(text.codePointAt(at) ?? 0))} ${where}`);
  };
  const blanks = () => {
    while (at < text.length && ' \t\r\n'.includes(text.charAt(at))) at++;
  };
  const digits = (where: string) => {
    if (!/\d/.test(text.charAt(at))) fail(where);
    while (/\d/.test(text.charAt(at))) at++;
  };

  function literal(word: string): void {
    for (let i = 0; i < word.length; i++, at++) if (text.charAt(at) !== word.charAt(i)) fail(`in literal ${word} (expecting ${shown(word.charAt(i))})`);
  }
  function number(): void {
    if (text.charAt(at) === '-') at++;
    if (text.charAt(at) === '0') at++;
    else digits('in numeric literal');
    if (text.charAt(at) === '.') {
      at++;
      digits('after decimal point in numeric literal');
    }
    if (/[eE]/.test(text.charAt(at))) {
      at++;
      if (/[+-]/.test(text.charAt(at))) at++;
      digits('in exponent of numeric literal');
    }
  }
  function string(): void {
    for (at++; text.charAt(at) !== '"'; at++) {
      if (at >= text.length) fail('');
      if (text.charAt(at) < ' ') fail('in string literal');
      if (text.charAt(at) !== '\\') continue;
      at++;
      if (text.charAt(at) === 'u') for (let i = 0; i < 4; i++) if (!/[0-9a-fA-F]/.test(text.charAt(++at))) fail('in \\u hexadecimal character escape');
      if (at < text.length && !'"\\/bfnrtu'.includes(text.charAt(at)) && !/[0-9a-fA-F]/.test(text.charAt(at))) throw new Problem(`invalid escape sequence \`\\${text.charAt(at)}\` in string`);
    }
    at++;
  }
  function list(close: string, item: () => void, after: string): void {
    at++;
    blanks();
    if (text.charAt(at) === close) {
      at++;
      return;
    }
    for (;;) {
      item();
      blanks();
      if (text.charAt(at) === close) break;
      if (text.charAt(at) !== ',') fail(after);
      at++;
    }
    at++;
  }
  function member(): void {
    blanks();
    if (text.charAt(at) !== '"') fail('looking for beginning of object key string');
    string();
    blanks();
    if (text.charAt(at) !== ':') fail('after object key');
    at++;
    value();
  }
  function value(): void {
    blanks();
    const first = text.charAt(at);
    if (first === '{') list('}', member, 'after object key:value pair');
    else if (first === '[') list(']', value, 'after array element');
    else if (first === '"') string();
    else if (first === 't') literal('true');
    else if (first === 'f') literal('false');
    else if (first === 'n') literal('null');
    else if (/[-\d]/.test(first)) number();
    else fail('looking for beginning of value');
  }

  try {
    value();
    blanks();
    if (at < text.length) fail('after top-level value');
    return undefined;
  } catch (error) {
    if (error instanceof Problem) return error.message;
    throw error;
  }
}

class Problem extends Error {}

/** What Go calls the kind of a JSON value in its complaints; a number that no whole number can hold is shown. */
export function goJsonKind(value: unknown): string {
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'number' : `number ${String(value)}`;
  if (typeof value === 'boolean') return 'bool';
  return typeof value;
}
