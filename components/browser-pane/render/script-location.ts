/** What a scan of a script comes upon; an identifier is taken with the dots before it. */
const tokens =
  /\/\/[^\n]*|\/\*[^]*?(?:\*\/|$)|"(?:\\[^]|[^"\\\n])*"?|'(?:\\[^]|[^'\\\n])*'?|`|\$?[{]|\?\.(?!\d)|\d[\w.]*|[\p{ID_Start}$_][\p{ID_Continue}$]*|\/|[^\s]/gu;
const expression = /\/(?![*/])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\/[a-z]*/y;

/** Words after which a slash begins a regular expression. */
const beforeExpression = new Set(['return', 'typeof', 'instanceof', 'in', 'of', 'new', 'delete', 'void', 'throw', 'case', 'do', 'else', 'await', 'yield']);
const globals = new Set(['window', 'document', 'self', 'globalThis', 'top', 'parent', 'frames']);

/**
 * A script in which `location`, where it may be the browser's, is called `name` instead: a frame's own `location` cannot be replaced, and
 * says and does other things than the page expects. Strings, comments and properties of other objects are left alone.
 */
export function replaceLocation(script: string, name: string): string {
  if (!script.includes('location')) return script;
  const edits: { at: number; text: string }[] = [];
  /** Open brackets; a `\`` is a template, `$` an expression inside one. */
  const open: string[] = [];
  /** The three tokens before. */
  let [third, second, previous] = ['', '', ''];
  for (let at = 0; at < script.length; ) {
    if (open.at(-1) === '`') {
      at = skipTemplate(script, at, open);
      [third, second, previous] = [second, previous, '`'];
      continue;
    }
    tokens.lastIndex = at;
    const match = tokens.exec(script);
    if (!match) break;
    let [token] = match;
    const start = match.index;
    if (token.startsWith('//') || token.startsWith('/*')) {
      at = start + token.length;
      continue;
    }
    if (token === '/' && beginsExpression(previous)) {
      expression.lastIndex = start;
      token = expression.exec(script)?.[0] ?? token;
    }
    at = start + token.length;
    if (token === '`' || token === '(' || token === '[' || token === '{' || token === '${') open.push(token);
    else if (token === ')' || token === ']' || token === '}') open.pop();
    else if (token === 'location') {
      const dotted = isDot(previous);
      const follows = /^\s*(.)/.exec(script.slice(at, at + 40))?.[1] ?? '';
      const inBraces = open.at(-1) === '{' && (previous === '{' || previous === ',');
      const key = follows === '(' || (inBraces && follows === ':');
      const shorthand = inBraces && (follows === ',' || follows === '}');
      if (dotted ? globals.has(second) && !isDot(third) : !key) edits.push({ at: start, text: shorthand ? `location: ${name}` : name });
    }
    [third, second, previous] = [second, previous, token];
  }
  let result = '';
  let last = 0;
  for (const { at, text } of edits) {
    result += script.slice(last, at) + text;
    last = at + 'location'.length;
  }
  return result + script.slice(last);
}

/** Goes over the text of a template up to its end or the next expression in it. */
function skipTemplate(script: string, from: number, open: string[]): number {
  for (let at = from; at < script.length; at++) {
    if (script[at] === '\\') at++;
    else if (script[at] === '`') {
      open.pop();
      return at + 1;
    } else if (script[at] === '$' && script[at + 1] === '{') {
      open.push('${');
      return at + 2;
    }
  }
  return script.length;
}

const isDot = (token: string) => token === '.' || token === '?.';

function beginsExpression(previous: string): boolean {
  if (beforeExpression.has(previous)) return true;
  return previous === '' || !/[\p{ID_Continue}$)\]"'`/]$/u.test(previous);
}
