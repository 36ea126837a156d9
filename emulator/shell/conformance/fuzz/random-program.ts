import { array, oneof, tuple, type Arbitrary } from 'fast-check';
import { arithmetic, assigned, join, name, names, one, pattern, plainValues, singleQuoted, word, wordList } from './random-word';

const show = one("printf '<%s>' ", "printf '[%s]\\n' ", 'echo ', 'args ');

/** A command without others in it. */
function simple(): Arbitrary<string> {
  return oneof(
    { weight: 8, arbitrary: join(show, wordList()) },
    { weight: 4, arbitrary: join(name, one('=', '='), assigned()) },
    join(name, '+=', assigned()),
    join('arr=(', wordList(), ')'),
    join('arr+=(', wordList(), ')'),
    join(one('arr[1]=', 'arr[n&3]=', 'arr[-1]=', 'map[k]=', 'map["a b"]=', 'map[$a]+='), assigned()),
    join('((', arithmetic(2), '))'),
    join('let "', arithmetic(1), '"'),
    join('echo $((', arithmetic(3), '))'),
    join('set -- ', wordList()),
    join("IFS='", one(':', ' ', ',', 'X', '', ' \t\n'), "'"),
    join('read ', one('', '-r '), one('a', 'a b', 'a b c', '-a arr'), ' <<< ', word(0)),
    join('eval echo ', wordList(0)),
    join(one('echo ', "printf '<%s>' "), wordList(0), one(' > ', ' >> '), 'out.txt; cat out.txt'),
    join('cat <<E\n', one('$a', '${b:-x}', '"$c"', '\\$a', '$((n+1))', "it's", '`echo s`', '${arr[@]}', 'a\\\nb'), ' z\nE\n'),
    join("cat <<'E'\n", one('$a', '\\$', '`x`'), '\nE\n'),
    join('unset ', one('a', 'b', 'arr[1]', 'arr', 'n', 'map[k]')),
    join('shift ', one('', '1', '2')),
    join('declare -p ', one('a', 'b', 'arr', 'map', 'n', 'c')),
    join(
      "printf '",
      one('%d', '%5s|', '%-5s|', '%05d', '%x', '%q', '%b', '%c', '%.2s', '%s %s', '%%%s', '%i,', '%o', '%+d', '%e', '%.3f'),
      "\\n' ",
      one('1', '42', '-3', 'abc', '"$a"', "'a b'", '"$n"', "'a\\tb'", '0x1f', "\\'a", ''),
    ),
    join('local_test ', word(0)),
    join('mapfile -t arr <<< ', word(0)),
    one(
      'true',
      'false',
      ':',
      'echo $?',
      'echo "$#:$*"',
      'true | false; echo "${PIPESTATUS[@]}"',
      'return 3',
      'shopt -s nullglob',
      'shopt -s dotglob',
      'set -f',
      'set +f',
      'set -u',
      'shopt -s nocasematch',
      'wait',
      'trap "echo bye" EXIT',
      '(exit 7)',
      'declare -i n',
      'declare -u b',
      'declare -l c',
      'readonly d',
    ),
  );
}

/** `[[ … ]]` or `[ … ]`. */
function condition(): Arbitrary<string> {
  const string = word(0);
  return oneof(
    join('[[ ', string, one(' == ', ' != ', ' = '), oneof(pattern, string), ' ]]'),
    join('[[ ', string, one(' < ', ' > '), string, ' ]]'),
    join('[[ ', string, ' =~ ', one('^a', 'b$', '[0-9]+', '(a|b)(.*)', '^$', '"."', '.', '^([^.]*)\\.', 'x{2}', '$a'), ' ]] && echo "${BASH_REMATCH[@]}"'),
    join('[[ ', one('-z ', '-n ', '-e ', '-d ', '-f ', '-v ', ''), string, one(' ]]', ' && -n $a ]]', ' || $b == x ]]')),
    join('[ ', one('"$a"', 'x', '"$b"'), one(' = ', ' != ', ' \\< '), one('x', '"$c"', 'a'), ' ]'),
    join('[ ', one('1', '"$n"', '$m', '$#'), one(' -eq ', ' -lt ', ' -ge ', ' -ne '), one('1', '"$n"', '3'), ' ]'),
    join('((', arithmetic(1), '))'),
    join('test ', one('-n ', '-z ', '! ', '-f ', ''), one('"$a"', 'a1', '""')),
    one('true', 'false', '! true'),
  );
}

/** A command, with others in it to at most `depth`. */
function command(depth: number): Arbitrary<string> {
  if (depth <= 0) return simple();
  const body = list(depth - 1);
  const filter = one(
    'cat',
    'tr a-z A-Z',
    'sort',
    'wc -l',
    'head -n 1',
    'sed s/a/Z/',
    'cat -n',
    'while read -r line; do echo "[$line]"; done',
    '{ read -r x; echo $x; cat; }',
  );
  return oneof(
    { weight: 12, arbitrary: simple() },
    { weight: 2, arbitrary: join('if ', condition(), '; then\n', body, '\nelse\n', body, '\nfi') },
    join('for i in ', wordList(), '; do\n', one('', '[[ $i == a* ]] && continue\n', '((q++ > 2)) && break\n'), body, '\ndone'),
    join(`for ((j${depth} = 0; j${depth} < `, one('0', '1', '2', '3'), `; j${depth}++)); do\n`, body, '\ndone'),
    join(`k${depth}=0; while ((k${depth}++ < `, one('1', '2'), ')); do\n', body, '\ndone'),
    join('case ', word(0), ' in\n', pattern, ') ', body, '\n', one(';;', ';&', ';;&'), '\n', pattern, '|foo) ', body, '\n;;\n*) echo other ;;\nesac'),
    join('(\n', body, '\n)'),
    join('{\n', body, '\n} ', one('', '> all.txt; cat all.txt', '2>&1', '| cat', '< /dev/null')),
    join(simple(), ' | ', filter).map((text) => (text.includes('\n') ? text.replace(/^([\s\S]*) \| ([\s\S]*)$/, '{ $1\n} | $2') : text)),
    join('{ ', body, '\n} | ', filter, ' | ', filter),
    join(condition(), one(' && ', ' || '), oneof(condition(), one('echo yes', 'echo no'))),
    join('f() {\n', one('', 'local a=L b\n', 'local -a arr=(l m)\n', 'local IFS=,\n'), body, '\n}; f ', wordList(), '; echo "f:$?"'),
    join('x=$(\n', body, '\n); echo "x=$x:$?"'),
    join('x=', word(0), ' y=', assigned(), ' env_test'),
    join(condition(), '; echo "$?"'),
  );
}

function list(depth: number): Arbitrary<string> {
  return array(command(depth), { minLength: 1, maxLength: 2 }).map((commands) => commands.join('\n'));
}

/** What every program begins with: some files, some variables, and functions that show things. */
const prelude = `shopt -s extglob
mkdir sub; touch a1 a2 b.txt .hid 'sp ace' sub/x
args() { printf '%d:' "$#"; printf '<%s>' "$@"; echo; }
local_test() { local a=$1 r; r=\${a}x; echo "$r:\${#a}"; }
env_test() { echo "$x-$y"; }
ref=b n=5 m=3; arr=(zero 'o n e' 2); declare -A map=([k]=v [a]=b); set -- p1 'p 2' ''
`;

/** A program of one to four commands after a prelude. */
export const randomProgram: Arbitrary<string> = tuple(
  array(one(...plainValues), { minLength: names.length, maxLength: names.length }),
  array(command(2), { minLength: 1, maxLength: 4 }),
).map(([values, commands]) => `${prelude}${names.map((variable, i) => `${variable}=${singleQuoted(values[i] ?? '')}`).join(' ')}\n${commands.join('\n')}\n`);
