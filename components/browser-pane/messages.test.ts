import { expect, it } from 'vitest';
import { messageMark, readMessage } from './messages';

const marked = (message: unknown) => readMessage({ [messageMark]: message });

it('takes what a page may say', () => {
  const fetch = { kind: 'fetch', id: 1, page: 'http://localhost/', url: 'http://localhost/', method: 'PATCH', headers: { a: 'b' }, body: new Uint8Array([1]), credentials: 'omit', mode: 'cors' };
  for (const message of [fetch, { kind: 'navigate', url: '/', method: 'GET' }, { kind: 'reload' }, { kind: 'store', area: 'local', items: { a: '1' } }]) expect(marked(message)).toBe(message);
});

it('refuses anything else', () => {
  expect(readMessage('ahoy')).toBeUndefined();
  expect(readMessage({ kind: 'reload' })).toBeUndefined();
  for (const message of [
    null,
    { kind: 'toString' },
    { kind: 'steal' },
    { kind: 'navigate', url: 7, method: 'GET' },
    { kind: 'navigate', url: '/', method: 'GET / HTTP/1.1\r\nX: y' },
    { kind: 'fetch', id: 'x', page: '/', url: '/', method: 'GET', headers: {}, credentials: 'omit', mode: 'cors' },
    { kind: 'fetch', id: 1, page: '/', url: '/', method: 'GET', headers: { a: 1 }, credentials: 'omit', mode: 'cors' },
    { kind: 'resource', id: 1, url: '/', as: 'anything' },
    { kind: 'store', area: 'elsewhere', items: {} },
  ])
    expect(marked(message)).toBeUndefined();
});
