import { expect, it } from 'vitest';
import { createCookieJar } from './cookie-jar';

const page = 'http://localhost:8080/shop/cart';

it('gives back what was set, to the same host at any port, and to no other', () => {
  const jar = createCookieJar();
  jar.set(page, 'crate=7; Path=/');
  expect(jar.header('http://localhost:3000/')).toBe('crate=7');
  expect(jar.header('http://127.0.0.1:8080/')).toBeUndefined();
});

it('keeps cookies under their path, which is the folder of the page when nothing else is said', () => {
  const jar = createCookieJar();
  jar.set(page, 'here=1');
  jar.set(page, 'all=2; Path=/');
  jar.set(page, 'there=3; Path=/shop/cart');
  expect(jar.header(page)).toBe('there=3; here=1; all=2');
  expect(jar.header('http://localhost:8080/shop')).toBe('here=1; all=2');
  expect(jar.header('http://localhost:8080/shopping')).toBe('all=2');
});

it('forgets them when their time is over; Max-Age counts before Expires', () => {
  let now = Date.parse('2025-11-05T12:00:00Z');
  const jar = createCookieJar(() => now);
  jar.set(page, 'a=1; Max-Age=60; Expires=Wed, 05 Nov 2025 11:00:00 GMT');
  jar.set(page, 'b=2; Expires=Wed, 05 Nov 2025 13:00:00 GMT');
  expect(jar.header(page)).toBe('a=1; b=2');
  now += 61_000;
  expect(jar.header(page)).toBe('b=2');
  jar.set(page, 'b=; Max-Age=0');
  expect(jar.header(page)).toBeUndefined();
});

it('replaces a cookie of the same name and path, and takes values with equals signs', () => {
  const jar = createCookieJar();
  jar.set(page, 'token=a=b==; Path=/');
  jar.set(page, 'token=c; Path=/');
  expect(jar.header(page)).toBe('token=c');
  jar.set(page, 'token=a=b==; Path=/');
  expect(jar.header(page)).toBe('token=a=b==');
});

it('keeps HttpOnly cookies from scripts, to read and to replace', () => {
  const jar = createCookieJar();
  jar.set(page, 'session=secret; HttpOnly');
  jar.set(page, 'theme=dark', { byScript: true });
  expect(jar.visible(page)).toBe('theme=dark');
  jar.set(page, 'session=mine', { byScript: true });
  jar.set(page, 'other=x; HttpOnly', { byScript: true });
  expect(jar.header(page)).toBe('session=secret; theme=dark');
});
