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
