import { describe, expect, it } from 'vitest';
import { compilePattern, hasPattern, quotePattern } from './pattern';

const matches = (pattern: string, text: string) => compilePattern(pattern, { extended: true }).matches(text);

describe('patterns', () => {
  it.each([
    ['*', '', true],
    ['a*c', 'abbc', true],
    ['a*c', 'abb', false],
    ['?', 'é', true],
    ['?', '😀', true],
    ['[a-c]x', 'bx', true],
    ['[!a-c]x', 'bx', false],
    ['[]a]', ']', true],
    ['[[:digit:][:upper:]]', 'Q', true],
    ['\\*', '*', true],
    ['\\*', 'a', false],
    ['@(a|bc)d', 'bcd', true],
    ['+(ab)', 'ababab', true],
    ['+(ab)', '', false],
    ['*(ab)c', 'c', true],
    ['?(a)b', 'aab', false],
    ['!(*.c)', 'x.h', true],
    ['!(*.c)', 'x.c', false],
    ['a[', 'a[', true],
    ['+(a', '+(a', true],
  ])('%s against %s: %s', (pattern, text, expected) => {
    expect(matches(pattern, text)).toBe(expected);
  });

  it('takes no exponential time', () => {
    const began = performance.now();
    expect(matches('*a*a*a*a*a*a*a*a*b', 'a'.repeat(2000))).toBe(false);
    expect(matches('+(a|aa|aaa)b', 'a'.repeat(500))).toBe(false);
    expect(performance.now() - began).toBeLessThan(1000);
  });

  it('quoted text stands for itself', () => {
    for (const text of ['*', 'a[b]', '!(x)', '\\', 'a-b']) {
      expect(hasPattern(quotePattern(text), true)).toBe(false);
      expect(matches(quotePattern(text), text)).toBe(true);
    }
  });
});
