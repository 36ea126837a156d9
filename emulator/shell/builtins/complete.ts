import { candidatesFor } from '../completion/candidates';
import { singleQuote } from '../expand/quote';
import { parseOptions } from './options-parser';
import type { Builtin } from './types';

const shortActions: Record<string, string> = {
  a: 'alias',
  b: 'builtin',
  c: 'command',
  d: 'directory',
  e: 'export',
  f: 'file',
  j: 'job',
  u: 'user',
  v: 'variable',
  k: 'keyword',
  s: 'service',
  g: 'group',
};
const letters = 'abcdefgjksuvo:A:G:W:F:C:X:P:S:prDEI';

/** The options of a rule as `complete -p` shows them: `-o`, then actions, then what takes a word, in bash's order. */
function describeRule(options: readonly (readonly [letter: string, value: string])[]): string {
  const order = 'o' + Object.keys(shortActions).join('') + 'AGWPSXFC';
  return options
    .filter(([letter]) => order.includes(letter))
    .sort(([a], [b]) => order.indexOf(a) - order.indexOf(b))
    .map(([letter, value]) => (/[oAGWPSXFC]/.test(letter) ? `-${letter} ${/[GWPSX]/.test(letter) ? singleQuote(value) : value}` : `-${letter}`))
    .join(' ');
}

export const complete: Builtin = {
  flavours: ['bash'],
  synopsis:
    '[-abcdefgjksuv] [-pr] [-DEI] [-o option] [-A action] [-G globpat] [-W wordlist] [-F function] [-C command] [-X filterpat] [-P prefix] [-S suffix] [name ...]',
  summary: 'Specify how arguments are to be completed by Readline.',
  *run(call) {
    const { shell, name: command } = call;
    const parsed = yield* parseOptions(
      call,
      letters,
      'complete [-abcdefgjksuv] [-pr] [-DEI] [-o option] [-A action] [-G globpat] [-W wordlist] [-F function] [-C command] [-X filterpat] [-P prefix] [-S suffix] [name ...]',
    );
    if (!parsed) return 2;
    if (parsed.has('r')) {
      if (parsed.rest.length === 0) shell.completions.clear();
      for (const name of parsed.rest) shell.completions.delete(name);
      return 0;
    }
    if (parsed.has('p') || call.args.length === 0) {
      const names = parsed.rest.length > 0 ? parsed.rest : [...shell.completions.keys()];
      let status = 0;
      for (const name of names) {
        const rule = shell.completions.get(name);
        if (rule) yield* shell.write(1, `complete ${rule.source} ${name}\n`);
        else {
          yield* shell.complainAs(command, `${name}: no completion specification`);
          status = 1;
        }
      }
      return status;
    }
    const words = (parsed.value('W') ?? '').split(/\s+/).filter(Boolean);
    const actions = parsed.options.flatMap(([letter, value]) => (letter === 'A' ? [value] : shortActions[letter] ? [shortActions[letter]] : []));
    const source = describeRule(parsed.options);
    for (const name of parsed.rest) shell.completions.set(name, { words, function: parsed.value('F'), actions, source });
    return 0;
  },
};

export const compgen: Builtin = {
  flavours: ['bash'],
  synopsis: '[-abcdefgjksuv] [-o option] [-A action] [-G globpat] [-W wordlist] [-F function] [-C command] [-X filterpat] [-P prefix] [-S suffix] [word]',
  summary: 'Display possible completions depending on the options.',
  *run(call) {
    const { shell } = call;
    const parsed = yield* parseOptions(
      call,
      letters,
      'compgen [-abcdefgjksuv] [-o option] [-A action] [-G globpat] [-W wordlist] [-F function] [-C command] [-X filterpat] [-P prefix] [-S suffix] [word]',
    );
    if (!parsed) return 2;
    const [word = ''] = parsed.rest;
    const words = (parsed.value('W') ?? '').split(/\s+/).filter((candidate) => candidate !== '' && candidate.startsWith(word));
    const actions = parsed.options.flatMap(([letter, value]) => (letter === 'A' ? [value] : shortActions[letter] ? [shortActions[letter]] : []));
    const found = [...words, ...actions.flatMap((action) => candidatesFor(shell, action, word))];
    const list = found.map((candidate) => `${parsed.value('P') ?? ''}${candidate}${parsed.value('S') ?? ''}`);
    yield* shell.write(1, list.map((candidate) => `${candidate}\n`).join(''));
    return list.length > 0 ? 0 : 1;
  },
};

export const compopt: Builtin = {
  flavours: ['bash'],
  synopsis: '[-o|+o option] [-DEI] [name ...]',
  summary: 'Modify or display completion options.',
  run: () => 0,
};
