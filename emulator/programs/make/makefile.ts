/** A rule: what makes `targets`. */
export interface Rule {
  readonly targets: readonly string[];
  readonly needs: readonly string[];
  recipe: { readonly text: string; readonly line: number }[];
}
/** A makefile, read. */
export interface Makefile {
  readonly rules: Rule[];
  readonly variables: Map<string, string>;
  readonly phony: Set<string>;
}
/** `Makefile:3: *** missing separator.  Stop.` */
export class MakefileError extends Error {
  override readonly name = 'MakefileError';
}

/** What expansion needs beyond variables. */
export interface Expansion {
  readonly variables: ReadonlyMap<string, string>;
  /** `$(shell …)` is worked out before: its text by command. */
  readonly shell: ReadonlyMap<string, string>;
  wildcard(pattern: string): string[];
}

const words = (text: string) => text.split(/\s+/).filter((word) => word !== '');

/** Where the reference that opens before `start` closes. */
function closing(text: string, start: number, open: string): number {
  const close = open === '(' ? ')' : '}';
  let depth = 1;
  for (let at = start; at < text.length; at++) {
    if (text[at] === open) depth++;
    else if (text[at] === close && --depth === 0) return at;
  }
  return -1;
}

function pattern(from: string, to: string, word: string): string {
  const [before = '', after = ''] = from.split('%');
  if (!from.includes('%')) return word === from ? to : word;
  if (!word.startsWith(before) || !word.endsWith(after)) return word;
  return to.replace('%', word.slice(before.length, word.length - after.length));
}

function call(name: string, args: readonly string[], expansion: Expansion): string | undefined {
  const [a = '', b = '', c = ''] = args;
  switch (name) {
    case 'subst':
      return c.replaceAll(a, b);
    case 'patsubst':
      return words(c).map((word) => pattern(a.trim(), b.trim(), word)).join(' ');
    case 'wildcard':
      return words(a).flatMap((word) => expansion.wildcard(word)).join(' ');
    case 'shell':
      return expansion.shell.get(args.join(',')) ?? '';
    case 'strip':
      return words(a).join(' ');
    case 'sort':
      return [...new Set(words(a))].sort().join(' ');
    case 'filter':
      return words(b).filter((word) => words(a).some((one) => pattern(one, '\0', word) === '\0' || word === one)).join(' ');
    case 'filter-out':
      return words(b).filter((word) => !words(a).some((one) => (one.includes('%') ? pattern(one, '\0', word).includes('\0') : word === one))).join(' ');
    case 'firstword':
      return words(a)[0] ?? '';
    case 'words':
      return String(words(a).length);
    case 'word':
      return words(b)[Number(a) - 1] ?? '';
    case 'dir':
      return words(a).map((word) => (word.includes('/') ? word.slice(0, word.lastIndexOf('/') + 1) : './')).join(' ');
    case 'notdir':
      return words(a).map((word) => word.slice(word.lastIndexOf('/') + 1)).join(' ');
    case 'basename':
      return words(a).map((word) => word.replace(/\.[^./]*$/, '')).join(' ');
    case 'addprefix':
      return words(b).map((word) => a + word).join(' ');
    case 'addsuffix':
      return words(b).map((word) => word + a).join(' ');
    case 'if':
      return a.trim() !== '' ? b : c;
    case 'info':
    case 'warning':
      return '';
    default:
      return undefined;
  }
}

/** Replaces `$(NAME)`, `${NAME}`, `$X`, `$$` and functions. */
export function expand(text: string, expansion: Expansion, depth = 0): string {
  if (depth > 50) throw new MakefileError('*** Recursive variable references itself (eventually).  Stop.');
  let result = '';
  for (let at = 0; at < text.length; at++) {
    if (text[at] !== '$') {
      result += text[at];
      continue;
    }
    const next = text[++at] ?? '';
    if (next === '$') result += '$';
    else if (next === '(' || next === '{') {
      const end = closing(text, at + 1, next);
      if (end < 0) throw new MakefileError('*** unterminated variable reference.  Stop.');
      result += reference(text.slice(at + 1, end), expansion, depth);
      at = end;
    } else result += reference(next, expansion, depth);
  }
  return result;
}

function reference(inner: string, expansion: Expansion, depth: number): string {
  const [, name, rest] = /^([a-z-]+)\s+([^]*)$/.exec(inner) ?? [];
  if (name !== undefined && rest !== undefined) {
    const found = call(name, rest.split(',').map((part) => expand(part, expansion, depth + 1)), expansion);
    if (found !== undefined) return found;
  }
  const [, variable, from, to] = /^([^:]+):([^=]*)=(.*)$/.exec(inner) ?? [];
  if (variable !== undefined && from !== undefined && to !== undefined) {
    return words(expand(expansion.variables.get(variable) ?? '', expansion, depth + 1)).map((word) => (from.includes('%') ? pattern(from, to, word) : word.endsWith(from) ? word.slice(0, word.length - from.length) + to : word)).join(' ');
  }
  return expand(expansion.variables.get(expand(inner, expansion, depth + 1)) ?? '', expansion, depth + 1);
}

/** Reads a makefile. `fixed` are variables of the command line, which nothing overrides. Throws {@link MakefileError}. */
export function readMakefile(text: string, file: string, start: ReadonlyMap<string, string>, fixed: ReadonlySet<string>, expansion: Omit<Expansion, 'variables'>): Makefile {
  const made: Makefile = { rules: [], variables: new Map(start), phony: new Set() };
  const full: Expansion = { ...expansion, variables: made.variables };
  const lines = text.replaceAll(/\\\n[ \t]*/g, '\u0001').split('\n');
  const conditions: boolean[] = [];
  let current: Rule | undefined;
  let number = 0;
  for (const raw of lines) {
    const line = number + 1;
    number += 1 + raw.split('\u0001').length - 1;
    if (raw.startsWith('\t') && current) {
      if (conditions.every(Boolean)) current.recipe.push({ text: raw.slice(1).replaceAll('\u0001', '\\\n'), line });
      continue;
    }
    const plain = raw.replaceAll('\u0001', ' ').replace(/(^|[^\\])#.*$/, '$1');
    const [, condition, one = ''] = /^\s*(ifeq|ifneq|ifdef|ifndef|else|endif)\b\s*(.*)$/.exec(plain) ?? [];
    if (condition !== undefined) {
      if (condition === 'endif') conditions.pop();
      else if (condition === 'else') conditions.push(!conditions.pop());
      else if (condition.endsWith('def')) conditions.push((made.variables.get(one.trim()) ?? '') !== '' === (condition === 'ifdef'));
      else {
        const [, a = '', b = ''] = /^\((.*),(.*)\)$/.exec(one.trim()) ?? /^["'](.*)["']\s+["'](.*)["']$/.exec(one.trim()) ?? [];
        conditions.push((expand(a, full).trim() === expand(b, full).trim()) === (condition === 'ifeq'));
      }
      continue;
    }
    if (plain.trim() === '' || !conditions.every(Boolean)) continue;
    const [, name, operator, value = ''] = /^\s*(?:export\s+)?([^\s:=#?+]+)\s*(::?=|\?=|\+=|=)\s*(.*)$/.exec(plain) ?? [];
    if (name !== undefined) {
      current = undefined;
      if (fixed.has(name)) continue;
      const old = made.variables.get(name);
      if (operator === '+=') made.variables.set(name, old === undefined || old === '' ? value : `${old} ${value}`);
      else if (operator !== '?=' || old === undefined) made.variables.set(name, operator?.includes(':') === true ? expand(value, full).replaceAll('$', '$$$$') : value);
      continue;
    }
    if (/^\s*export\b|^\s*-?include\b/.test(plain)) continue;
    const at = expand(plain, full).indexOf(':');
    if (at < 0) throw new MakefileError(`${file}:${line}: *** missing separator${raw.startsWith('        ') ? ' (did you mean TAB instead of 8 spaces?)' : ''}.  Stop.`);
    const whole = expand(plain, full);
    const [needs = '', inline] = whole.slice(at + 1).replace(/^:/, '').split(';');
    const targets = words(whole.slice(0, at));
    if (targets[0] === '.PHONY') for (const need of words(needs)) made.phony.add(need);
    current = { targets, needs: words(needs).filter((need) => need !== '|'), recipe: inline === undefined ? [] : [{ text: inline.trim(), line }] };
    if (!targets[0]?.startsWith('.')) made.rules.push(current);
  }
  return made;
}
