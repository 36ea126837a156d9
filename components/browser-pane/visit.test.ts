import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { BrowsePage, BrowseReply, BrowseRequest } from '../../runtime/client/types';
import { createVisit, type Visit } from './visit';

const page = (text: string, headers: [string, string][] = []): BrowsePage => ({
  ok: true,
  status: 200,
  reason: 'OK',
  headers: [['Content-Type', 'text/plain'], ...headers],
  body: new TextEncoder().encode(text),
});

/** A visit to a server that is a function, with what it was asked. */
function begin(respond: (request: BrowseRequest) => BrowseReply | Promise<BrowseReply> = ({ url }) => page(url)) {
  const asked: BrowseRequest[] = [];
  const visit = createVisit(async (request) => {
    asked.push(request);
    return await respond(request);
  });
  return { asked, visit };
}

const settled = (visit: Visit) => vi.waitFor(() => expect(visit.get().loading).toBeUndefined());
const place = (visit: Visit) => visit.get().entry?.url;

async function open(visit: Visit, ...urls: string[]): Promise<void> {
  for (const url of urls) {
    visit.open(url);
    await settled(visit);
  }
}

beforeEach(() => {
  vi.stubGlobal('navigator', { userAgent: 'Test' });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const [one, two, three] = ['http://localhost:8080/1', 'http://localhost:8080/2', 'http://localhost:8080/3'] as const;

describe('a visit', () => {
  it('goes back and forward without asking again, and forgets what was ahead when it goes elsewhere', async () => {
    const { asked, visit } = begin();
    await open(visit, one, two);
    visit.traverse(-1);
    expect(place(visit)).toBe(one);
    expect(visit.get()).toMatchObject({ canGoBack: false, canGoForward: true });
    visit.traverse(1);
    expect(place(visit)).toBe(two);
    visit.traverse(-1);
    await open(visit, three);
    expect(visit.get()).toMatchObject({ canGoBack: true, canGoForward: false });
    expect(asked.map(({ url }) => url)).toEqual([one, two, three]);
  });

  it('asks anew on reload, and before it sends a form again', async () => {
    const { asked, visit } = begin();
    await open(visit, one);
    visit.reload();
    await settled(visit);
    visit.receive({ kind: 'navigate', url: '/2', method: 'POST', type: 'text/plain', body: new Uint8Array([1]) }, 0, () => undefined);
    await settled(visit);
    visit.reload();
    expect(visit.get().entry?.view?.kind).toBe('resend');
    visit.reload({ resend: true });
    await settled(visit);
    expect(asked.map(({ method, url }) => `${method} ${url}`)).toEqual([`GET ${one}`, `GET ${one}`, `POST ${two}`, `POST ${two}`]);
    expect(asked[3]).toMatchObject({ headers: { 'Content-Type': 'text/plain', Origin: 'http://localhost:8080' }, body: new Uint8Array([1]) });
    expect(visit.get().canGoBack).toBe(true);
  });

  it('shows only what was asked for last, and nothing that was stopped', async () => {
    const answers = new Map<string, (reply: BrowseReply) => void>();
    const { visit } = begin(({ url }) => new Promise((answer) => answers.set(url, answer)));
    visit.open(one);
    visit.open(two);
    await vi.waitFor(() => expect(answers.size).toBe(2));
    answers.get(two)?.(page('two'));
    await settled(visit);
    answers.get(one)?.(page('one'));
    visit.open(three);
    visit.stop();
    await vi.waitFor(() => expect(answers.size).toBe(3));
    answers.get(three)?.(page('three'));
    await new Promise((done) => setTimeout(done));
    expect(place(visit)).toBe(two);
    expect(visit.get().canGoBack).toBe(false);
  });

  it('stays where it is when the answer has no content, and says what failed', async () => {
    const { visit } = begin(({ url }) => (url === two ? { ...page(''), status: 204 } : url === three ? { ok: false, failure: 'refused' } : page('one')));
    await open(visit, one, two);
    expect(place(visit)).toBe(one);
    await open(visit, three);
    expect(visit.get().entry?.view).toEqual({ kind: 'failed', failure: 'refused' });
    visit.type('what is this');
    expect(visit.get().entry?.view).toEqual({ kind: 'no-address', typed: 'what is this' });
  });

  it('keeps a page through new addresses that its script gives it, on its own origin only', async () => {
    const { asked, visit } = begin();
    await open(visit, one);
    const said: unknown[] = [];
    visit.attach((message) => said.push(message));
    const { view } = visit.get().entry ?? {};
    visit.receive({ kind: 'address', url: '/state', replace: false, state: { n: 1 } }, 0, () => undefined);
    visit.receive({ kind: 'address', url: 'http://localhost:1/', replace: false }, 0, () => undefined);
    expect(place(visit)).toBe('http://localhost:8080/state');
    visit.traverse(-1);
    visit.traverse(1);
    expect(visit.get().entry?.view).toBe(view);
    expect(said).toEqual([
      { kind: 'arrive', url: one, state: null },
      { kind: 'arrive', url: 'http://localhost:8080/state', state: { n: 1 } },
    ]);
    await open(visit, two);
    visit.traverse(-1);
    await settled(visit);
    expect(asked.map(({ url }) => url)).toEqual([one, two, 'http://localhost:8080/state']);
  });

  it('follows a refresh when its time has come, unless one has gone elsewhere', async () => {
    vi.useFakeTimers();
    const { asked, visit } = begin(({ url }) => page(url, url === one ? [['Refresh', '5; url=/2']] : []));
    visit.open(one);
    await vi.advanceTimersByTimeAsync(4900);
    expect(place(visit)).toBe(one);
    await vi.advanceTimersByTimeAsync(200);
    expect(place(visit)).toBe(two);
    expect(visit.get().canGoBack).toBe(false);
    visit.open(one);
    await vi.advanceTimersByTimeAsync(100);
    visit.open(three);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(place(visit)).toBe(three);
    expect(asked).toHaveLength(4);
  });

  it('begins anew when it is told to, without cookies', async () => {
    const { asked, visit } = begin(({ url }) => page(url, [['Set-Cookie', 'a=1']]));
    await open(visit, one, two);
    expect(asked[1]?.headers?.['Cookie']).toBe('a=1');
    visit.forget();
    expect(visit.get()).toEqual({ entry: undefined, loading: undefined, canGoBack: false, canGoForward: false });
    await open(visit, one);
    expect(asked[2]?.headers?.['Cookie']).toBeUndefined();
  });
});
