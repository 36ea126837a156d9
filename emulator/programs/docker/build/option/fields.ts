/** The fields of a line of comma-separated values, in which quotes protect commas: `type=local,"dest=a,b"`. */
export function splitFields(text: string): string[] {
  const fields: string[] = [];
  let field = '';
  let isQuoted = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at] as string;
    if (isQuoted && character === '"' && text[at + 1] === '"') {
      field += '"';
      at++;
    } else if (character === '"' && (isQuoted || field === '')) isQuoted = !isQuoted;
    else if (character === ',' && !isQuoted) {
      fields.push(field);
      field = '';
    } else field += character;
  }
  return [...fields, field];
}

/** `key=value` taken apart; `value` is undefined without the sign. */
export function splitPair(text: string): { key: string; value: string | undefined } {
  const at = text.indexOf('=');
  return at < 0 ? { key: text, value: undefined } : { key: text.slice(0, at), value: text.slice(at + 1) };
}
