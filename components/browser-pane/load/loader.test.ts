import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { BrowseReply, BrowseRequest } from '../../../runtime/client/types';
import { createCookieJar } from './cookie-jar';
import { createLoader, type LoadRequest, type LoadResult } from './loader';

const bytes = (text: string) => new TextEncoder().encode(text);
const answer = (status: number, headers: [string, string][] = [], body: Uint8Array = bytes('')): BrowseReply => ({ ok: true, status, reason: '', headers, body });

/** A loader over a server that is a function, with what it was asked. */
function serve(respond: (request: BrowseRequest) => BrowseReply | Promise<BrowseReply>) {
  const asked: BrowseRequest[] = [];
  const load = createLoader(
    async (request) => {
      asked.push(request);
      return await respond(request);
    },
    createCookieJar(),
    'Test',
  );
  return { asked, load };
}

describe('createLoader', () => {
  it('follows redirects to where they end, with the method that browsers use then', async () => {
    const statuses = [301, 302, 303, 307];
    for (const status of statuses) {
      const { asked, load } = serve(({ url }) => (url.endsWith('/a') ? answer(status, [['location', 'b?x']]) : answer(200)));
      const result = await load({ url: 'http://localhost/a#place', method: 'POST', headers: { 'Content-Type': 'text/plain' }, body: bytes('x') });
      expect(result).toMatchObject({ ok: true, url: 'http://localhost/b?x#place', redirected: true });
      expect(asked[1]?.url).toBe('http://localhost/b?x');
      expect(asked[1]?.method).toBe(status === 307 ? 'POST' : 'GET');
      expect(asked[1]?.headers?.['Content-Type']).toBe(status === 307 ? 'text/plain' : undefined);
    }
  });

  it('gives up on redirects that do not end', async () => {
    const { asked, load } = serve(() => answer(302, [['Location', '/']]));
    expect(await load({ url: 'http://localhost/' })).toEqual({ ok: false, url: 'http://localhost/', failure: 'too-many-redirects' });
    expect(asked).toHaveLength(21);
  });

  it('keeps cookies, also those of a redirect, and sends them back', async () => {
    const { asked, load } = serve(({ url }) => (url.endsWith('/login') ? answer(302, [['Location', '/'], ['Set-Cookie', 'a=1; Path=/'], ['Set-Cookie', 'b=2']]) : answer(200)));
    await load({ url: 'http://localhost/login' });
    expect(asked[1]?.headers?.['Cookie']).toBe('a=1; b=2');
    await load({ url: 'http://localhost/', anonymous: true });
    expect(asked[2]?.headers?.['Cookie']).toBeUndefined();
  });

  it('unpacks compressed bodies', async () => {
    const { load } = serve(() => answer(200, [['Content-Encoding', 'gzip']], gzipSync('cargo')));
    const result = await load({ url: 'http://localhost/' });
    expect(result.ok && new TextDecoder().decode(result.body)).toBe('cargo');
  });

  it('passes failures on, and says when the machine is off', async () => {
    const { load } = serve(() => ({ ok: false, failure: 'refused' }));
    expect(await load({ url: 'http://localhost/' })).toMatchObject({ ok: false, failure: 'refused' });
    const off = serve(() => Promise.reject(new Error('off')));
    expect(await off.load({ url: 'http://localhost/' })).toMatchObject({ ok: false, failure: 'machine-off' });
  });

  it('holds six connections to a host at a time, and asks for the rest as they end', async () => {
    const open: ((reply: BrowseReply) => void)[] = [];
    const { asked, load } = serve(() => new Promise((reply) => open.push(reply)));
    const loads: Promise<LoadResult>[] = Array.from({ length: 8 }, (_, index): LoadRequest => ({ url: `http://localhost/${index}` })).map(load);
    const other = load({ url: 'http://127.0.0.1/' });
    await Promise.resolve();
    expect(asked).toHaveLength(7);
    while (open.length > 0 || asked.length < 9) {
      open.shift()?.(answer(200));
      await new Promise((done) => setTimeout(done));
    }
    expect((await Promise.all([...loads, other])).every((result) => result.ok)).toBe(true);
  });
});
