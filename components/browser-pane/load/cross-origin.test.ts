import { describe, expect, it } from 'vitest';
import { loadForScript, type ScriptRequest } from './cross-origin';
import type { LoadRequest, LoadResult } from './loader';

const page = 'http://localhost:3000/app';
const other = 'http://localhost:5000/api';

async function ask(request: Partial<ScriptRequest>, headers: Record<string, [string, string][]>) {
  const asked: LoadRequest[] = [];
  const load = async (one: LoadRequest): Promise<LoadResult> => {
    asked.push(one);
    return { ok: true, url: one.url, redirected: false, status: 200, reason: 'OK', headers: headers[one.method ?? 'GET'] ?? [], body: new Uint8Array() };
  };
  const result = await loadForScript(load, page, { url: other, method: 'GET', headers: {}, credentials: 'same-origin', mode: 'cors', ...request });
  return { asked, result: result.ok ? 'loaded' : 'blocked' in result ? result.blocked : result.failure };
}
const allow = (value: string): [string, string] => ['Access-Control-Allow-Origin', value];

describe('loadForScript', () => {
  it('lets a page have what its own origin serves, with its cookies', async () => {
    const { asked, result } = await ask({ url: 'http://localhost:3000/data' }, {});
    expect(result).toBe('loaded');
    expect(asked[0]).toMatchObject({ anonymous: false, headers: {} });
  });

  it('lets it have what another origin serves only when that one allows it', async () => {
    const { asked, result } = await ask({}, {});
    expect(result).toContain("No 'Access-Control-Allow-Origin' header");
    expect(asked[0]).toMatchObject({ anonymous: true, headers: { Origin: 'http://localhost:3000' } });
    expect((await ask({}, { GET: [allow('*')] })).result).toBe('loaded');
    expect((await ask({}, { GET: [allow('http://localhost:3000')] })).result).toBe('loaded');
    expect((await ask({}, { GET: [allow('http://localhost:9')] })).result).toContain('not equal');
    expect((await ask({ credentials: 'include' }, { GET: [allow('*')] })).result).toContain('wildcard');
    expect((await ask({ mode: 'no-cors' }, {})).result).toBe('loaded');
    expect((await ask({ mode: 'same-origin' }, {})).result).toContain('blocked');
  });

  it('asks first before it sends what a form could not', async () => {
    const json = { method: 'POST', headers: { 'Content-Type': 'application/json' } };
    const refused = await ask(json, { OPTIONS: [allow('*')], POST: [allow('*')] });
    expect(refused.result).toContain('content-type is not allowed');
    expect(refused.asked.map(({ method }) => method)).toEqual(['OPTIONS']);
    expect(refused.asked[0]?.headers).toMatchObject({ 'Access-Control-Request-Method': 'POST', 'Access-Control-Request-Headers': 'content-type' });
    expect((await ask(json, { OPTIONS: [allow('*'), ['Access-Control-Allow-Headers', 'Content-Type']], POST: [allow('*')] })).result).toBe('loaded');
    expect((await ask({ method: 'PUT' }, { OPTIONS: [allow('*')] })).result).toContain('Method PUT is not allowed');
    expect((await ask({ method: 'PUT' }, { OPTIONS: [allow('*'), ['Access-Control-Allow-Methods', 'PUT']], PUT: [allow('*')] })).result).toBe('loaded');
  });
});
