import { describe, expect, it } from 'vitest';
import { expand } from './expand';

const variables = new Map([
  ['V', 'foo/bar/foo'],
  ['EMPTY', ''],
  ['N', '7'],
]);
const text = (word: string) => expand(word, variables, { escape: '\\' }).text;

describe('expand', () => {
  it.each([
    ['$V', 'foo/bar/foo'],
    ['${V}x', 'foo/bar/foox'],
    ['a$', 'a$'],
    ['\\$V', '$V'],
    ["'$V'", '$V'],
    ['"a\\"b $N"', 'a"b 7'],
    ['${EMPTY:-d}|${EMPTY-d}|${U:-e$N}', 'd||e7'],
    ['${V:+y}|${EMPTY:+y}|${EMPTY+y}|${U+y}', 'y||y|'],
    ['${V#*/}|${V##*/}', 'bar/foo|foo'],
    ['${V%/*}|${V%%/*}', 'foo/bar|foo'],
    ['${V/foo/x}|${V//foo/x}', 'x/bar/foo|x/bar/x'],
    ['${V/f?o/[$N]}', '[7]/bar/foo'],
  ])('%s is %s', (word, expected) => expect(text(word)).toBe(expected));

  it('splits words at blanks outside quotes', () => {
    expect(expand('80 "a b" $N', variables, { escape: '\\' }).words).toEqual(['80', 'a b', '7']);
  });

  it('names what is not defined, unless the word sees to it', () => {
    expect(expand('$A ${B:-x} ${C#y} $V', variables, { escape: '\\' }).undefinedNames).toEqual(['A', 'C']);
  });

  it.each([
    ['${U:?must}', 'failed to process "${U:?must}": U: must'],
    ['${U?}', 'failed to process "${U?}": U: is not allowed to be unset'],
    ['${V/foo}', 'failed to process "${V/foo}": syntax error: missing \'/\' in ${}'],
    ['${V:=x}', 'failed to process "${V:=x}": unsupported modifier (:=) in substitution'],
  ])('refuses %s', (word, message) => expect(() => text(word)).toThrow(message));

  it('leaves quotes and unknown names in the names of steps', () => {
    expect(expand('echo "$N" \'$N\' $U', variables, { escape: '\\', quotes: 'raw' }).text).toBe('echo "7" \'$N\' $U');
  });

  it('takes quotes for letters in here-documents', () => {
    expect(expand('"$N" \'$N\' \\$N', variables, { escape: '\\', quotes: 'ignore' }).text).toBe('"7" \'7\' $N');
  });
});
