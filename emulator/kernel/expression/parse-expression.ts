/** A JavaScript expression as a tree, as far as matching in linear time needs it. */
export type ExpressionNode =
  /** One letter: the source of a class, an escape or a letter. */
  | { readonly type: 'letter'; readonly source: string }
  /** Something that takes no letter: `^`, `\b`, a lookaround. */
  | { readonly type: 'assertion'; readonly source: string }
  | { readonly type: 'sequence'; readonly nodes: readonly ExpressionNode[] }
  | { readonly type: 'choice'; readonly branches: readonly ExpressionNode[] }
  /** `group` undefined: `(?:…)`. */
  | { readonly type: 'group'; readonly group: number | undefined; readonly body: ExpressionNode }
  | { readonly type: 'repeat'; readonly body: ExpressionNode; readonly from: number; readonly to: number; readonly lazy: boolean };

/** The tree of a source that JavaScript takes; undefined when it holds what cannot be matched in linear time (back references, repeating lookarounds). */
export function parseExpression(source: string): { root: ExpressionNode; groups: number } | undefined {
  let at = 0;
  let groups = 0;
  let possible = true;

  function choice(): ExpressionNode {
    const branches = [sequence()];
    while (source[at] === '|') {
      at++;
      branches.push(sequence());
    }
    return branches.length === 1 ? (branches[0] as ExpressionNode) : { type: 'choice', branches };
  }

  function sequence(): ExpressionNode {
    const nodes: ExpressionNode[] = [];
    while (at < source.length && source[at] !== '|' && source[at] !== ')') nodes.push(repetition(term()));
    return { type: 'sequence', nodes };
  }

  function term(): ExpressionNode {
    const from = at;
    const letter = source[at++];
    if (letter === '^' || letter === '$') return { type: 'assertion', source: letter };
    if (letter === '[') {
      while (at < source.length && source[at] !== ']') at += source[at] === '\\' ? 2 : 1;
      at++;
    } else if (letter === '\\') {
      const next = source[at++] ?? '';
      if (next === 'b' || next === 'B') return { type: 'assertion', source: `\\${next}` };
      if (/[1-9k]/.test(next)) possible = false;
      const rest = escapeRest(next, source.slice(at, at + 40));
      at += rest?.[0].length ?? 0;
    } else if (letter === '(') return group(from);
    else if (letter !== undefined && letter >= '\ud800' && letter <= '\udbff') at++;
    return { type: 'letter', source: source.slice(from, at) };
  }

  function group(from: number): ExpressionNode {
    const kind = /^\?(?::|=|!|<=|<!)/.exec(source.slice(at))?.[0];
    if (kind !== undefined && kind !== '?:') {
      at += kind.length;
      const before = groups;
      const body = choice();
      at++;
      if (groups !== before || repeats(body)) possible = false;
      return { type: 'assertion', source: source.slice(from, at) };
    }
    if (kind === '?:') at += 2;
    const number = kind === undefined ? ++groups : undefined;
    const body = choice();
    at++;
    return { type: 'group', group: number, body };
  }

  function repetition(body: ExpressionNode): ExpressionNode {
    const found = /^(?:([*+?])|\{(\d+)(?:(,)(\d*))?\})(\?)?/.exec(source.slice(at, at + 24));
    if (!found) return body;
    const [whole, sign, from = '0', comma, to = '', lazy] = found;
    at += whole.length;
    const [least, most] = sign
      ? { '*': [0, Infinity], '+': [1, Infinity], '?': [0, 1] }[sign as '*' | '+' | '?']
      : [Number(from), comma ? (to === '' ? Infinity : Number(to)) : Number(from)];
    return { type: 'repeat', body, from: least as number, to: most as number, lazy: lazy !== undefined };
  }

  const root = choice();
  return possible && at === source.length ? { root, groups } : undefined;
}

/** What belongs to an escape besides its letter: `\u{e9}`, `\x41`, `\p{L}`. */
function escapeRest(letter: string, rest: string): RegExpExecArray | null {
  if (letter === 'u') return /^(?:\{[0-9A-Fa-f]+\}|[0-9A-Fa-f]{4})/.exec(rest);
  if (letter === 'x') return /^[0-9A-Fa-f]{2}/.exec(rest);
  return letter === 'p' || letter === 'P' ? /^\{[^}]*\}/.exec(rest) : null;
}

/** Whether anything in it may repeat. */
function repeats(node: ExpressionNode): boolean {
  return children(node).some(repeats) || node.type === 'repeat';
}

function children(node: ExpressionNode): readonly ExpressionNode[] {
  switch (node.type) {
    case 'sequence':
      return node.nodes;
    case 'choice':
      return node.branches;
    case 'group':
    case 'repeat':
      return [node.body];
    default:
      return [];
  }
}

/**
 * How badly a backtracking matcher can fare: `exponential` when something that repeats holds a choice or repeats inside, `polynomial` when three or more
 * things repeat without end.
 */
export function dangerOf(root: ExpressionNode): 'none' | 'polynomial' | 'exponential' {
  let endless = 0;
  let exponential = false;
  const visit = (node: ExpressionNode, inside: boolean): void => {
    const long = node.type === 'repeat' && node.to > 8;
    if (long) endless++;
    if (inside && (node.type === 'choice' || node.type === 'repeat')) exponential = true;
    for (const child of children(node)) visit(child, inside || long);
  };
  visit(root, false);
  return exponential ? 'exponential' : endless >= 3 ? 'polynomial' : 'none';
}
