import type { BrowseReply, BrowseRequest } from '../../runtime/client/types';
import { announce } from '../ui/announce';
import { readAddress, resolveAddress, showAddress, withoutHash } from './address';
import { createCookieJar } from './load/cookie-jar';
import { loadPage, type Answerer, type LoadedPage, type VisitMemory } from './load-page';
import type { PageMessage, PaneMessage } from './messages';
import type { Entry, PageRequest, View } from './view';

/** What the pane shows of a visit. */
export interface VisitState {
  /** The place that is shown; undefined before the first. */
  readonly entry: Entry | undefined;
  /** The address that is being loaded. */
  readonly loading: string | undefined;
  readonly canGoBack: boolean;
  readonly canGoForward: boolean;
}

/** A visit to the machine's servers: a history, cookies, and the page that is shown. It outlives the components that show it. */
export interface Visit {
  get(): VisitState;
  subscribe(listener: () => void): () => void;
  /** Opens what was typed into the address field. */
  type(typed: string): void;
  open(url: string): void;
  /** By that many places; negative is back. */
  traverse(steps: number): void;
  /** Asks for the page anew; one that was sent a form only with `resend`. */
  reload(options?: { resend?: boolean }): void;
  /** Gives up on what is being loaded. */
  stop(): void;
  /** The frame went where nothing may go. */
  leave(): void;
  /** Takes a message of the page, whose frame is `depth` frames inside the pane's own; `reply` goes to the window that sent it. */
  receive(message: PageMessage, depth: number, reply: (message: PaneMessage) => void): void;
  /** Joins the shown page's frame to the visit; returns how to part them. */
  attach(post: (message: PaneMessage) => void): () => void;
  /** Begins anew, without history and cookies. */
  forget(): void;
}

/** Pages kept as they are for going back; older ones are loaded again. */
const keptPages = 12;
/** The least time between two pages of which one leads to the other by itself. */
const shortestRefresh = 500;

const newMemory = (): VisitMemory => ({ jar: createCookieJar(), storage: { local: new Map(), session: new Map() } });

/** Begins a visit. */
export function createVisit(browse: (request: BrowseRequest) => Promise<BrowseReply>): Visit {
  let memory = newMemory();
  let entries: Entry[] = [];
  let at = -1;
  let turn = 0;
  let loading: string | undefined;
  let refreshing: ReturnType<typeof setTimeout> | undefined;
  let post: ((message: PaneMessage) => void) | undefined;
  const answerers = new Map<number, Answerer>();
  const listeners = new Set<() => void>();
  let state: VisitState = { entry: undefined, loading: undefined, canGoBack: false, canGoForward: false };

  function changed(): void {
    state = { entry: entries[at], loading, canGoBack: at > 0, canGoForward: at < entries.length - 1 };
    for (const listener of listeners) listener();
  }
  const keyOf = (entry: Entry | undefined) => (entry?.view?.kind === 'page' ? entry.view.key : undefined);

  function put(entry: Entry, replace: boolean): void {
    entries = replace && at >= 0 ? entries.with(at, entry) : [...entries.slice(0, at + 1), entry];
    if (!replace || at < 0) at = entries.length - 1;
    // What is far away is let go of, and loaded again when one comes back.
    entries = entries.map((one, index) => (Math.abs(index - at) > keptPages && one.view !== undefined ? { ...one, view: undefined } : one));
    const kept = new Set(entries.map(keyOf));
    for (const key of answerers.keys()) if (!kept.has(key)) answerers.delete(key);
  }

  function shown(): void {
    clearTimeout(refreshing);
    changed();
    const entry = entries[at];
    if (entry?.view?.kind !== 'page' || !entry.view.refresh) return;
    const { seconds, url } = entry.view.refresh;
    refreshing = setTimeout(() => void load({ url, method: 'GET', referrer: entry.url }, { replace: true }), Math.max(shortestRefresh, seconds * 1000));
  }

  async function load(request: PageRequest, { replace = false, download = false } = {}): Promise<void> {
    const own = ++turn;
    clearTimeout(refreshing);
    loading = request.url;
    changed();
    announce(`Loading ${showAddress(request.url)}`);
    const page = await loadPage(browse, memory, request, download).catch(() => unreadable(request.url));
    if (own !== turn) return;
    loading = undefined;
    if (!page) {
      announce('The server sent nothing new.');
      return changed();
    }
    const { url, title, view, answer } = page;
    put({ request, url, title, view, state: null }, replace);
    if (view.kind === 'page') answerers.set(view.key, answer);
    shown();
    announce(describe(view, title, url));
  }

  function show(view: View, url: string, title: string): void {
    turn++;
    loading = undefined;
    put({ request: { url, method: 'GET' }, url, title, view, state: null }, false);
    shown();
  }

  /** Another place in the shown page, when it is that. */
  function withinPage(url: string, replace: boolean, data: unknown): boolean {
    const entry = entries[at];
    if (!entry || keyOf(entry) === undefined) return false;
    put({ ...entry, url, request: { url, method: 'GET' }, state: data }, replace);
    changed();
    return true;
  }

  function open(url: string): void {
    const entry = entries[at];
    const samePage = entry && url.includes('#') && withoutHash(url) === withoutHash(entry.url) && loading === undefined;
    if (samePage && withinPage(url, false, null)) post?.({ kind: 'arrive', url, state: null });
    else void load({ url, method: 'GET' });
  }

  function traverse(steps: number): void {
    const target = entries[at + steps];
    if (!target || steps === 0) return;
    turn++;
    loading = undefined;
    const before = keyOf(entries[at]);
    at += steps;
    const same = before !== undefined && keyOf(target) === before;
    // A page that calls itself something else since it came is asked for by its new name.
    const renamed = target.view?.kind === 'page' && withoutHash(target.view.url) !== withoutHash(target.url);
    if (!target.view || (renamed && !same)) return reload();
    shown();
    if (same) post?.({ kind: 'arrive', url: target.url, state: target.state });
    announce(describe(target.view, target.title, target.url));
  }

  function reload({ resend = false } = {}): void {
    const entry = entries[at];
    if (!entry || entry.view?.kind === 'no-address') return;
    if (entry.request.method === 'GET' || resend) return void load({ ...entry.request, ...(entry.request.method === 'GET' ? { url: entry.url } : {}) }, { replace: true });
    put({ ...entry, view: { kind: 'resend' } }, true);
    shown();
  }

  return {
    get: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    type(typed) {
      const url = readAddress(typed, entries[at]?.url);
      if (url !== undefined) open(url);
      else if (typed.trim() !== '') {
        show({ kind: 'no-address', typed: typed.trim() }, entries[at]?.url ?? 'http://localhost/', 'Not an address');
        announce('That is not an address of a page.');
      }
    },
    open,
    traverse,
    reload,
    stop() {
      turn++;
      loading = undefined;
      changed();
      announce('Stopped.');
    },
    leave() {
      const entry = entries[at];
      if (!entry) return;
      show({ kind: 'left' }, entry.url, entry.title);
      announce('The page tried to leave the machine.');
    },
    receive(message, depth, reply) {
      const entry = entries[at];
      const key = keyOf(entry);
      if (!entry || key === undefined) return;
      if ('id' in message) {
        const answer = answerers.get(key);
        void answer?.(message, depth).then((result) => reply({ kind: 'answer', id: message.id, result }));
        return;
      }
      switch (message.kind) {
        case 'navigate': {
          const url = resolveAddress(message.url, entry.url);
          const { method, type, body, replace, download } = message;
          if (url !== undefined) void load({ url, method, type, body, referrer: withoutHash(entry.url) }, { replace, download });
          break;
        }
        case 'address': {
          const url = resolveAddress(message.url, entry.url);
          if (depth === 0 && url !== undefined && new URL(url).origin === new URL(entry.url).origin) withinPage(url, message.replace, message.state);
          break;
        }
        case 'title':
          if (depth > 0) break;
          put({ ...entry, title: message.title || showAddress(entry.url) }, true);
          changed();
          break;
        case 'reload':
          reload();
          break;
        case 'traverse':
          traverse(message.steps);
          break;
        case 'cookie':
          memory.jar.set(entry.url, message.line, { byScript: true });
          break;
        case 'store':
          memory.storage[message.area].set(new URL(entry.url).origin, message.items);
          break;
      }
    },
    attach(given) {
      post = given;
      return () => {
        if (post === given) post = undefined;
      };
    },
    forget() {
      turn++;
      clearTimeout(refreshing);
      memory = newMemory();
      entries = [];
      answerers.clear();
      at = -1;
      loading = undefined;
      changed();
    },
  };
}

/** For a page that could not be made ready. */
const unreadable = (url: string): LoadedPage => ({ url, title: showAddress(url), view: { kind: 'failed', failure: 'unreadable' }, answer: () => Promise.resolve(undefined) });

function describe(view: View, title: string, url: string): string {
  const place = showAddress(url);
  switch (view.kind) {
    case 'page':
      return `Loaded: ${title}`;
    case 'download':
      return `${view.fileName} is there to be saved.`;
    case 'failed':
      return `${place} could not be loaded.`;
    case 'bare-error':
      return `${place} answered with the error ${view.status}.`;
    case 'resend':
      return 'The form would be sent again.';
    case 'no-address':
    case 'left':
      return title;
  }
}
