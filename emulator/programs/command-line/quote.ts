/** How GNU tools show file names: their three styles. */

/** `'name'` as an error message has it: quoted always, so that the shell would take it back (`shell-escape-always`). */
export function quoteAlways(name: string): string {
  if (/[\u0000-\u001f\u007f]/.test(name)) return escapeControls(name);
  if (!name.includes("'")) return `'${name}'`;
  return /["$`\\!]/.test(name) ? `'${name.replaceAll("'", "'\\''")}'` : `"${name}"`;
}

/** As `ls` on a terminal shows it: quoted only when the shell would need it (`shell-escape`). */
export function quoteIfNeeded(name: string): string {
  return name === '' || /[^\w@%+=:,./~#{}^\]\-\u0080-\u{10ffff}]/u.test(name) || /^[~#]/.test(name) || /[{}]/.test(name) ? quoteAlways(name) : name;
}

/** ‘name’, with the quotation marks of a UTF-8 locale. */
export function quoteLocale(name: string): string {
  return `\u2018${name}\u2019`;
}

function escapeControls(name: string): string {
  const named: Record<string, string> = { '\n': '\\n', '\t': '\\t', '\r': '\\r', '\b': '\\b', '\f': '\\f', '\v': '\\v', '\u0007': '\\a' };
  return name
    .split(/([\u0000-\u001f\u007f]+)/)
    .map((part, index) => {
      if (part === '') return index === 0 ? "''" : '';
      if (index % 2 === 0) return `'${part.replaceAll("'", "'\\''")}'`;
      return `$'${Array.from(part, (character) => named[character] ?? `\\${character.charCodeAt(0).toString(8).padStart(3, '0')}`).join('')}'`;
    })
    .join('');
}

/** The styles that `ls --quoting-style` knows. */
export const quotingStyles = ['literal', 'shell', 'shell-always', 'shell-escape', 'shell-escape-always', 'c', 'c-maybe', 'escape', 'locale', 'clocale'];

const backslashed: Readonly<Record<string, string>> = { '\n': '\\n', '\t': '\\t', '\r': '\\r', '\b': '\\b', '\f': '\\f', '\v': '\\v', '\u0007': '\\a', '\\': '\\\\' };

/** Control characters and `also` as C has them. */
function backslash(name: string, also: string): string {
  return Array.from(name, (character) => backslashed[character] ?? (/[\u0000-\u001f\u007f]/.test(character) ? `\\${character.charCodeAt(0).toString(8).padStart(3, '0')}` : also.includes(character) ? `\\${character}` : character)).join('');
}

/** What shows names in one of the {@link quotingStyles}; `hide`: control characters are question marks where the style does not escape them. */
export function quoterOf(style: string, hide: boolean): (name: string) => string {
  const cover = (name: string) => (hide ? name.replaceAll(/[\u0000-\u001f\u007f]/g, '?') : name);
  const simple = (name: string) => (name.includes("'") && !/["$`\\]/.test(name) ? `"${name}"` : `'${name.replaceAll("'", "'\\''")}'`);
  switch (style) {
    case 'shell':
      return (name) => (quoteIfNeeded(name) === name ? name : simple(cover(name)));
    case 'shell-always':
      return (name) => simple(cover(name));
    case 'shell-escape':
      return quoteIfNeeded;
    case 'shell-escape-always':
      return quoteAlways;
    case 'c':
      return (name) => `"${backslash(name, '"')}"`;
    case 'c-maybe':
      return (name) => (/[\u0000-\u001f\u007f"\\]/.test(name) ? `"${backslash(name, '"')}"` : name);
    case 'escape':
      return (name) => backslash(name, ' ');
    case 'locale':
    case 'clocale':
      return (name) => quoteLocale(backslash(name, '\u2019'));
    default:
      return cover;
  }
}
