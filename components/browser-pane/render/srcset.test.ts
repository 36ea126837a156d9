import { expect, it } from 'vitest';
import { readRefresh, readSrcset, writeSrcset } from './srcset';

it('reads and writes srcset', () => {
  const text = 'a.png, b.png 2x, c,1.png 640w';
  expect(readSrcset(text)).toEqual([
    { url: 'a.png', descriptor: '' },
    { url: 'b.png', descriptor: '2x' },
    { url: 'c,1.png', descriptor: '640w' },
  ]);
  expect(writeSrcset(readSrcset(text))).toBe(text);
});

it('reads what a refresh says', () => {
  expect(readRefresh('5; url=/next')).toEqual({ seconds: 5, address: '/next' });
  expect(readRefresh("0;URL='/a b'")).toEqual({ seconds: 0, address: '/a b' });
  expect(readRefresh('30')).toEqual({ seconds: 30, address: undefined });
  expect(readRefresh('3 /x')).toEqual({ seconds: 3, address: '/x' });
  expect(readRefresh('soon')).toBeUndefined();
});
