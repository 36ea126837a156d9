/** What `!…` in a line came to: the line, whether anything was replaced, or the event that was not found. */
export type ExpandedHistory = { readonly text: string; readonly changed: boolean; readonly printOnly: boolean } | { readonly missing: string };

/** History expansion: `!!`, `!5`, `!-2`, `!text`, `!?text`, with `:word` and `:s/a/b/`, and `^a^b`. Not in single quotes, not behind a backslash. */
export function expandHistory(line: string, history: readonly string[], firstNumber: number): ExpandedHistory {
  const quick = /^\^([^^]*)\^([^^]*)\^?/.exec(line);
  if (quick) {
    const last = history[history.length - 1];
    const [whole, from = '', to = ''] = quick;
    if (last === undefined || !last.includes(from)) return { missing: `:s${whole}` };
    return { text: last.replace(from, () => to) + line.slice(whole.length), changed: true, printOnly: false };
  }
  let result = '';
  let changed = false;
  let printOnly = false;
  let single = false;
  let double = false;
  for (let at = 0; at < line.length;) {
    const letter = line[at] as string;
    if (letter === '\\' && !single) {
      result += line.slice(at, at + 2);
      at += 2;
      continue;
    }
    if (letter === "'" && !double) single = !single;
    else if (letter === '"' && !single) double = !double;
    const after = line[at + 1];
    if (letter !== '!' || single || after === undefined || /[\s=(]/.test(after) || (double && after === '"') || line[at - 1] === '{' || line[at - 1] === '$') {
      result += letter;
      at++;
      continue;
    }
    const event = readEvent(line.slice(at), history, firstNumber, result);
    if (!event) {
      return { missing: /^![^\s;&|"']*/.exec(line.slice(at))?.[0] ?? line.slice(at) };
    }
    const modified = applyModifiers(event.text, line.slice(at + event.length), event.bare);
    if (modified.missing !== undefined) return { missing: modified.missing };
    result += modified.text;
    changed = true;
    printOnly ||= modified.printOnly;
    at += event.length + modified.length;
  }
  return { text: result, changed, printOnly };
}

function readEvent(text: string, history: readonly string[], firstNumber: number, typed: string): { text: string; length: number; bare: boolean } | undefined {
  const last = history[history.length - 1];
  const take = (found: string | undefined, length: number, bare = false) => (found === undefined ? undefined : { text: found, length, bare });
  if (text.startsWith('!!')) return take(last, 2);
  if (text.startsWith('!#')) return take(typed, 2);
  // `!$`, `!^`, `!*`, `!:2` mean the last command.
  if (/^![$^*:]/.test(text)) return take(last, 1, true);
  const number = /^!(-?\d+)/.exec(text);
  if (number) {
    const value = Number(number[1]);
    return take(history[value < 0 ? history.length + value : value - firstNumber], number[0].length);
  }
  const contains = /^!\?([^?\n]*)\??/.exec(text);
  if (contains)
    return take(
      [...history].reverse().find((line) => line.includes(contains[1] as string)),
      contains[0].length,
    );
  const begins = /^!([^\s:;&|"'$^*]+)/.exec(text);
  if (!begins) return undefined;
  return take(
    [...history].reverse().find((line) => line.startsWith(begins[1] as string)),
    begins[0].length,
  );
}

function applyModifiers(event: string, rest: string, bare: boolean): { text: string; length: number; printOnly: boolean; missing?: string } {
  const words = event.match(/(?:"[^"]*"|'[^']*'|\\.|[^\s"'\\])+/g) ?? [];
  let text = event;
  let length = 0;
  let printOnly = false;
  const word = /^:?(?:([$^*])|(\d+)?(-)?(\d+|\$)?(\*)?)/;
  const designator = (bare && /^[$^*]/.test(rest)) || /^:[\d$^*-]/.test(rest) || (!bare && /^[$^*]/.test(rest)) ? word.exec(rest) : undefined;
  if (designator && designator[0].length > 0) {
    const [whole, sign, first, dash, last, star] = designator;
    const end = words.length - 1;
    let from = first === undefined ? 0 : Number(first);
    let to = from;
    if (sign === '$') from = to = end;
    else if (sign === '^') from = to = 1;
    else if (sign === '*') [from, to] = [1, end];
    else if (star) to = end;
    else if (dash) to = last === undefined ? end - 1 : last === '$' ? end : Number(last);
    if (from > end + 1 || to > end) return { text: '', length: 0, printOnly, missing: `${whole.startsWith(':') ? whole : whole}: bad word specifier` };
    text = words.slice(from, to + 1).join(' ');
    length += whole.length;
  }
  for (;;) {
    const modifier = /^:(?:([htrepq])|(g?)s(.)(.*?)\3(.*?)(?:\3|$))/.exec(rest.slice(length));
    if (!modifier) return { text, length, printOnly };
    const [whole, letter, global, , from = '', to = ''] = modifier;
    if (letter === 'h') text = text.replace(/\/[^/]*$/, '');
    else if (letter === 't') text = text.replace(/^.*\//s, '');
    else if (letter === 'r') text = text.replace(/\.[^./]*$/, '');
    else if (letter === 'e') text = /\.[^./]*$/.exec(text)?.[0] ?? '';
    else if (letter === 'p') printOnly = true;
    else if (letter === 'q') text = `'${text.replace(/'/g, "'\\''")}'`;
    else text = global ? text.replaceAll(from, to) : text.replace(from, () => to);
    length += whole.length;
  }
}
