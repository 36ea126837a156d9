/** Single quotes around what needs them, as bash does for `set`, `${x@Q}`, `alias` and xtrace. */
const control = /[\u0000-\u001f\u007f]/;
const escapes: Record<string, string> = { '\x07': '\\a', '\b': '\\b', '\x1b': '\\E', '\f': '\\f', '\n': '\\n', '\r': '\\r', '\t': '\\t', '\v': '\\v' };

/** `$'…'`, for text with control characters. */
export function ansiQuote(text: string): string {
  let quoted = '';
  for (const letter of text) {
    if (letter === "'" || letter === '\\') quoted += `\\${letter}`;
    else if (escapes[letter]) quoted += escapes[letter];
    else if (control.test(letter)) quoted += `\\${letter.charCodeAt(0).toString(8).padStart(3, '0')}`;
    else quoted += letter;
  }
  return `$'${quoted}'`;
}

/** Always in single quotes: `'it'\''s'`. */
export function singleQuote(text: string): string {
  if (control.test(text)) return ansiQuote(text);
  return `'${text.replace(/'/g, "'\\''")}'`;
}

/** In single quotes only where the shell would otherwise take it for something else (`set -x`, `set`). */
export function quoteWhenNeeded(text: string): string {
  if (text === '') return "''";
  if (control.test(text)) return ansiQuote(text);
  if (/[ \t\n'"\\|&;()<>!{}*[\]?^$`]/.test(text) || /^[#~]/.test(text) || /[=:]~/.test(text)) return singleQuote(text);
  return text;
}

/** Backslashes before what the shell takes for something else: `printf %q`, completion. */
export function backslashQuote(text: string): string {
  if (text === '') return "''";
  if (control.test(text)) return ansiQuote(text);
  return text.replace(/[ \t'"\\|&;()<>!{}*[\]?^$`,]/g, '\\$&').replace(/^[#~]/, '\\$&');
}

/** For `declare -p`: double quotes. */
export function doubleQuote(text: string): string {
  if (control.test(text)) return ansiQuote(text);
  return `"${text.replace(/["\\$`]/g, '\\$&')}"`;
}

/** The escapes of `echo -e`, `printf` and `$'…'`. `stop` is set when `\c` ended the text. */
export function unescape(text: string, style: 'echo' | 'printf' | 'percent-b' | 'ansi'): { text: string; stop: boolean } {
  let result = '';
  let bytes: number[] = [];
  const flush = () => {
    if (bytes.length > 0) result += new TextDecoder().decode(Uint8Array.from(bytes));
    bytes = [];
  };
  for (let at = 0; at < text.length; at++) {
    const letter = text[at] as string;
    if (letter !== '\\' || at === text.length - 1) {
      flush();
      result += letter;
      continue;
    }
    const next = text[++at] as string;
    const rest = text.slice(at);
    const plain = { a: '\x07', b: '\b', e: '\x1b', E: '\x1b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v', '\\': '\\' }[next];
    const octal =
      style === 'echo'
        ? /^0[0-7]{0,3}/.exec(rest)?.[0]
        : style === 'percent-b'
          ? (/^0[0-7]{1,3}/.exec(rest) ?? /^[0-7]{1,3}/.exec(rest))?.[0]
          : /^[0-7]{1,3}/.exec(rest)?.[0];
    const hex = /^x([0-9A-Fa-f]{1,2})/.exec(rest);
    const unicode = /^u([0-9A-Fa-f]{1,4})|^U([0-9A-Fa-f]{1,8})/.exec(rest);
    if (next === 'c' && (style === 'echo' || style === 'percent-b')) {
      flush();
      return { text: result, stop: true };
    }
    if (plain !== undefined) {
      flush();
      result += plain;
    } else if (octal !== undefined) {
      bytes.push(parseInt(octal, 8) & 0xff);
      at += octal.length - 1;
    } else if (hex) {
      bytes.push(parseInt(hex[1] as string, 16));
      at += hex[0].length - 1;
    } else if (unicode) {
      flush();
      result += String.fromCodePoint(Math.min(0x10ffff, parseInt((unicode[1] ?? unicode[2]) as string, 16)));
      at += unicode[0].length - 1;
    } else if (style !== 'echo' && (next === '"' || next === "'" || next === '?')) {
      flush();
      result += next;
    } else {
      flush();
      result += `\\${next}`;
    }
  }
  flush();
  return { text: result, stop: false };
}
