import type { Bridge } from './bridge';

/** Links, forms, `history`, and what stands for `location`: all of them lead the pane, and never the frame. */
export function watchNavigation(bridge: Bridge, locationName: string): void {
  const { address, settings, tell } = bridge;
  let state = settings.state;

  const absolute = (url: string | URL) => new URL(url, document.baseURI);
  const samePage = (url: URL) => url.href.replace(/#.*/, '') === address.href.replace(/#.*/, '') && url.hash !== '';

  /** Shows a place in the page. */
  function scrollTo(hash: string): void {
    const name = decodeURIComponent(hash.slice(1));
    if (name === '' || name.toLowerCase() === 'top') window.scrollTo(0, 0);
    else (document.getElementById(name) ?? document.querySelector(`a[name=${CSS.escape(name)}]`))?.scrollIntoView();
  }
  function setHash(hash: string, replace: boolean): void {
    const before = address.href;
    address.hash = hash;
    scrollTo(address.hash);
    if (address.href === before) return;
    state = null;
    tell({ kind: 'address', url: address.href, replace, state });
    dispatchEvent(new HashChangeEvent('hashchange', { oldURL: before, newURL: address.href }));
  }
  function go(to: string | URL, replace = false): void {
    const url = absolute(to);
    if (samePage(url)) setHash(url.hash, replace);
    else if (bridge.isWeb(url.href)) tell({ kind: 'navigate', url: url.href, method: 'GET', replace });
  }

  addEventListener('click', (event) => {
    if (event.defaultPrevented || event.button !== 0) return;
    const link = event.composedPath().find((node) => node instanceof Element && /^a(rea)?$/i.test(node.localName) && (node.hasAttribute('href') || node.hasAttribute('xlink:href')));
    if (!(link instanceof Element)) return;
    const href = link.getAttribute('href') ?? link.getAttribute('xlink:href') ?? '';
    if (/^\s*javascript:/i.test(href)) return;
    event.preventDefault();
    if (link.hasAttribute('download') && bridge.isWeb(absolute(href).href)) tell({ kind: 'navigate', url: absolute(href).href, method: 'GET', download: true });
    else go(href);
  });

  async function submit(form: HTMLFormElement, submitter: HTMLElement | null): Promise<void> {
    // Attributes, because a field named "action" hides the form's own.
    const said = (name: string) => submitter?.getAttribute(`form${name}`) ?? form.getAttribute(name) ?? '';
    const method = said('method').toLowerCase();
    if (method === 'dialog') return form.closest('dialog')?.close((submitter as HTMLButtonElement | null)?.value);
    const url = absolute(said('action') || address.href);
    if (!bridge.isWeb(url.href)) return;
    const data = new FormData(form, submitter);
    const pairs = [...data].map(([name, value]): [string, string] => [name, typeof value === 'string' ? value : value.name]);
    if (method !== 'post') {
      url.search = new URLSearchParams(pairs).toString();
      url.hash = '';
      return tell({ kind: 'navigate', url: url.href, method: 'GET' });
    }
    const type = said('enctype').toLowerCase();
    const content = type === 'multipart/form-data' ? data : type === 'text/plain' ? pairs.map(([name, value]) => `${name}=${value}\r\n`).join('') : new URLSearchParams(pairs);
    const request = new Response(content);
    const body = new Uint8Array(await request.arrayBuffer());
    const sent = type === 'text/plain' ? 'text/plain' : (request.headers.get('content-type') ?? '').replace(/;\s*charset=utf-8$/i, '');
    tell({ kind: 'navigate', url: url.href, method: 'POST', type: sent, body });
  }
  addEventListener('submit', (event) => {
    if (event.defaultPrevented || !(event.target instanceof HTMLFormElement)) return;
    event.preventDefault();
    void submit(event.target, event.submitter);
  });
  HTMLFormElement.prototype.submit = function (this: HTMLFormElement) {
    void submit(this, null);
  };
  window.open = (url) => {
    if (url !== undefined && url !== '') go(url);
    return null;
  };

  const change = (replace: boolean) => (data: unknown, _: string, url?: string | URL | null) => {
    if (url !== undefined && url !== null) {
      const next = absolute(url);
      if (next.origin !== address.origin) throw new DOMException(`A history state object with URL '${next.href}' cannot be created in a document with origin '${address.origin}'.`, 'SecurityError');
      address.href = next.href;
    }
    state = structuredClone(data);
    tell({ kind: 'address', url: address.href, replace, state });
  };
  Object.defineProperties(history, {
    pushState: { value: change(false) },
    replaceState: { value: change(true) },
    state: { get: () => state },
    back: { value: () => tell({ kind: 'traverse', steps: -1 }) },
    forward: { value: () => tell({ kind: 'traverse', steps: 1 }) },
    go: { value: (steps = 0) => (steps === 0 ? tell({ kind: 'reload' }) : tell({ kind: 'traverse', steps })) },
  });
  bridge.onArrive((url, data) => {
    const before = address.href;
    address.href = url;
    state = data;
    dispatchEvent(new PopStateEvent('popstate', { state: data }));
    if (before.replace(/#.*/, '') !== url.replace(/#.*/, '') || before === url) return;
    scrollTo(address.hash);
    dispatchEvent(new HashChangeEvent('hashchange', { oldURL: before, newURL: url }));
  });

  // The real `location` is the frame's and cannot be replaced: the page's scripts are sent with this name in its place.
  const location = {
    assign: (url: string | URL) => go(url),
    replace: (url: string | URL) => go(url, true),
    reload: () => tell({ kind: 'reload' }),
    toString: () => address.href,
    ancestorOrigins: { length: 0, item: () => null, contains: () => false },
  };
  for (const part of ['href', 'protocol', 'host', 'hostname', 'port', 'pathname', 'search', 'hash', 'origin'] as const) {
    Object.defineProperty(location, part, {
      enumerable: true,
      get: () => address[part],
      set(value: unknown) {
        if (part === 'href') return go(String(value));
        if (part === 'hash') return setHash(String(value), false);
        if (part === 'origin') return;
        const next = new URL(address);
        next[part] = String(value);
        go(next);
      },
    });
  }
  for (const holder of [window, document]) Object.defineProperty(holder, locationName, { get: () => location, set: (value: unknown) => go(String(value)) });
  Object.defineProperties(document, {
    URL: { get: () => address.href },
    documentURI: { get: () => address.href },
    domain: { get: () => address.hostname },
    referrer: { get: () => settings.referrer },
  });

  addEventListener('DOMContentLoaded', () => {
    if (address.hash !== '') scrollTo(address.hash);
    if (settings.depth > 0) return;
    let title = document.title;
    new MutationObserver(() => {
      if (document.title !== title) tell({ kind: 'title', title: (title = document.title) });
    }).observe(document.head, { subtree: true, childList: true, characterData: true });
  });
}
