import { assert, constantFrom, array, property, tuple } from 'fast-check';
import { expect, it } from 'vitest';
import { SafeExpression } from './safe-expression';

it('matches at once what would take a backtracking matcher years', () => {
  const text = 'a'.repeat(60);
  expect(new SafeExpression('^(a+)+b').test(text)).toBe(false);
  expect(new SafeExpression('^(a|aa)+$').exec(`${text}`)?.[0]).toBe(text);
  expect(new SafeExpression('^(.*)*(.*)*x(.*)*$').test(text.repeat(20))).toBe(false);
});

it('works with all that takes an expression', () => {
  const long = `${'ab'.repeat(20)} ${'abab'.repeat(10)}`;
  expect(long.replace(new SafeExpression('(a|ab)+b', 'g'), '<$1>')).toBe(long.replace(/(a|ab)+b/g, '<$1>'));
  expect([...long.matchAll(new SafeExpression('(?:ab)+', 'g'))].map((match) => match.index)).toEqual([0, 41]);
  expect(long.split(new SafeExpression('(?: )+'))).toEqual(long.split(/ +/));
});

const atom = constantFrom('a', 'b', '.', '[ab]', '[^a]', '(a)', '(a|b)', '(?:ab|a)', '\\b', '^', '$', '\\w', '(b*)', '(a+|b)');
const term = tuple(atom, constantFrom('', '', '*', '+', '?', '{2}', '{1,3}')).map(([source, times]) =>
  /^(\\b|\^|\$)$/.test(source) ? source : source + times,
);
const expression = array(term, { minLength: 1, maxLength: 4 }).map((terms) => terms.join(''));
const whole = tuple(expression, expression, constantFrom('(#)+', '(#)*x?', '(#|%)+', '^(?:#|%)*$', '(#)(%)+')).map(([first, second, frame]) =>
  frame.replace('#', () => first).replace('%', () => second),
);

it('finds what JavaScript finds', () => {
  assert(
    property(whole, array(constantFrom('a', 'b', 'c', ' '), { minLength: 17, maxLength: 22 }), (source, letters) => {
      const text = letters.join('');
      const ours = new SafeExpression(source).exec(text);
      const theirs = new RegExp(source).exec(text);
      expect(ours && [ours.index, ours[0]]).toEqual(theirs && [theirs.index, theirs[0]]);
    }),
    { numRuns: 500 },
  );
});
