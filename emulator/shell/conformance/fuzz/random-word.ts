import { constantFrom, oneof, tuple, type Arbitrary } from 'fast-check';

/** Texts that variables begin with: what quoting, splitting and patterns have to get right. */
export const plainValues = [
  '', 'x', 'a b', '*', ' lead', 'trail ', '1', '42', '-3', 'foo.tar.gz', '/usr/local/bin', 'aXbXc', "it's", '"q"', 'b\\c', 'a:b::c', 'one two  three', 'héllo', '[a-z]*', 'a1', '~', 'MiXed',
] as const; // prettier-ignore

export const names = ['a', 'b', 'c', 'd'] as const;

const one = (...texts: string[]): Arbitrary<string> => constantFrom(...texts);
const join = (...parts: (Arbitrary<string> | string)[]): Arbitrary<string> =>
  tuple(...parts.map((part) => (typeof part === 'string' ? one(part) : part))).map((texts) => texts.join(''));

const name = one(...names);
const number = one('0', '1', '2', '3', '-1', '-2', '10');

/** `'text'` */
export function singleQuoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** An arithmetic expression of at most `depth` operators one in the other. */
export function arithmetic(depth: number): Arbitrary<string> {
  const leaf = oneof(
    one('0', '1', '2', '3', '7', '10', '010', '0x1f', '2#101', '16#fF', '9223372036854775807'),
    one('n', 'm', '$n', '${m}', 'arr[1]', '${#arr[@]}', 'n++', '--m', 'm--', '++n'),
  );
  if (depth <= 0) return leaf;
  const inner = arithmetic(depth - 1);
  const binary = one('+', '-', '*', '/', '%', '<', '<=', '>', '>=', '==', '!=', '&', '|', '^', '&&', '||', ',', '<<', '>>');
  return oneof(
    { weight: 2, arbitrary: leaf },
    { weight: 4, arbitrary: join(inner, one(' '), binary, ' ', inner) },
    join('(', inner, ')'),
    join(one('-', '!', '~', '+'), ' ', inner),
    join(inner, ' ? ', inner, ' : ', inner),
    join(one('n', 'm', 'arr[0]', 'arr[n&3]'), one(' = ', ' += ', ' -= ', ' *= ', ' |= ', ' ^= '), inner),
    join(one('2', 'm', '3'), '**', one('0', '1', '2', '3')),
  );
}

const pattern = one(
  '*',
  '?',
  'a*',
  '*b',
  '[ab]',
  '[!a]*',
  '*X',
  'X*',
  '*.',
  '.*',
  '*/',
  '/*',
  '[[:digit:]]',
  '[[:upper:]]',
  'foo',
  '"*"',
  '\\*',
  '$a',
  '"$b"',
  '@(a|b)',
  '+([a-z])',
  '?(x)',
  '!(x)',
  '*(o)',
);
const operand = one('', 'w', 'x y', '$b', '"$b"', "'q q'", '"x $a y"', '\\$', '${c:-z}', '*', '~', '`echo s`');
const operandQuoted = one('', 'w', 'x y', '$b', '"$b"', '\\$', '${c:-z}', '*', '~');

/** `${…}`; inside of double quotes when `quoted`. */
function parameter(quoted: boolean): Arbitrary<string> {
  const subject = oneof({ weight: 5, arbitrary: name }, one('arr[1]', 'arr[0]', 'arr[-1]', 'map[k]', '1', '2'));
  const list = quoted ? one('arr[@]', '@') : one('arr[@]', 'arr[*]', '@', '*');
  const what = quoted ? operandQuoted : operand;
  return join(
    '${',
    oneof(
      subject,
      join('#', subject),
      join(subject, one(':-', '-', ':+', '+'), what),
      join(name, one(':=', '='), what),
      join(oneof(subject, list), one('#', '##', '%', '%%'), pattern),
      join(oneof(subject, list), one('/', '//', '/#', '/%'), pattern, '/', one('', 'R', '[&]', '$b', '"$b"')),
      join(oneof(subject, list), one('^', '^^', ',', ',,', '^^[a-m]', ',,[A-M]')),
      join(
        subject,
        ':',
        number.map((text) => (text.startsWith('-') ? ` ${text}` : text)),
      ),
      join(oneof(subject, list), ':', one('0', '1', '2', ' -1', ' -2'), ':', one('0', '1', '2', '3')),
      join(oneof(subject, one('arr[@]', '@')), '@', one('Q', 'U', 'L', 'u', 'a')),
      one('arr[@]', 'arr[*]', '#arr[@]', '!arr[@]', '!map[@]', '#map[@]', 'map[@]', '!ref', '#', '@', '*', '#1'),
    ),
    '}',
  );
}

const literal = one('x', 'foo', 'a1', '-', '1', 'b.txt', 'A', ':', '=', ',', '%', '+', '/', 'é');
const special = one('$#', '$?', '$1', '$2', '$a', '$b', '$c', '$@', '$*', '$arr', '$0x');

/** A word's part inside of double quotes. */
function insideQuotes(depth: number): Arbitrary<string> {
  return oneof(
    literal,
    special,
    parameter(true),
    one(' ', '  ', "'", '\\"', '\\$', '\\\\', '\\x', '*', '~', '{a,b}'),
    ...(depth > 0 ? [join('$((', arithmetic(1), '))'), substitution(depth - 1)] : []),
  );
}

/** `$( … )` of something harmless. */
function substitution(depth: number): Arbitrary<string> {
  const words = wordList(depth);
  return oneof(
    join('$(echo ', words, ')'),
    join("$(printf '%s\\n' ", words, ')'),
    join('$(printf "<%s>" ', words, ')'),
    join('`echo ', one('x', '$a', '"$b"', '\\\\a'), '`'),
  );
}

function part(depth: number): Arbitrary<string> {
  return oneof(
    { weight: 4, arbitrary: literal },
    { weight: 2, arbitrary: special },
    { weight: 3, arbitrary: parameter(false) },
    { weight: 3, arbitrary: tuple(insideQuotes(depth), insideQuotes(depth)).map(([first, second]) => `"${first}${second}"`) },
    one(...plainValues).map(singleQuoted),
    one("$'\\t'", "$'a\\nb'", "$'\\x41\\101'", "$'it\\'s'", "$'\\u00e9'"),
    one(
      '*',
      '?',
      '[ab]*',
      '*.txt',
      '.*',
      'sub/*',
      '{a,b}',
      '{1..3}',
      '{c..a}',
      '{01..10..4}',
      'x{,y}z',
      '{a,{b,c}d}',
      '~',
      '~root',
      '\\ ',
      '\\*',
      "\\'",
      '{a',
      'a,b}',
      '{x}',
    ),
    ...(depth > 0 ? [join('$((', arithmetic(2), '))'), substitution(depth - 1)] : []),
  );
}

/** A word. */
export function word(depth = 1): Arbitrary<string> {
  return oneof({ weight: 3, arbitrary: part(depth) }, { weight: 3, arbitrary: join(part(depth), part(depth)) }, join(part(depth), part(0), part(0)));
}

/** One to three words. */
export function wordList(depth = 1): Arbitrary<string> {
  return oneof(word(depth), join(word(depth), ' ', word(depth)), join(word(depth), ' ', word(depth), ' ', word(0)));
}

/** What stands at the right side of an assignment. */
export function assigned(): Arbitrary<string> {
  return oneof(one(...plainValues).map(singleQuoted), word(1), parameter(false));
}

export { join, one, name, pattern };
