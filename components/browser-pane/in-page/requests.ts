import type { Bridge } from './bridge';

/** `fetch` and `sendBeacon` through the pane. */
export function replaceFetch(bridge: Bridge): void {
  const real = window.fetch;

  window.fetch = async (input, init) => {
    const request = new Request(input, init);
    if (!bridge.isWeb(request.url)) return await real(request);
    const { signal } = request;
    signal.throwIfAborted();
    const body = new Uint8Array(await request.arrayBuffer());
    const asked = bridge.ask({
      kind: 'fetch',
      page: bridge.settings.url,
      url: request.url,
      method: request.method.toUpperCase(),
      headers: Object.fromEntries(request.headers),
      credentials: request.credentials,
      mode: request.mode,
      ...(body.length > 0 ? { body } : {}),
    });
    const aborted = new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));
    const answer = await Promise.race([asked, aborted]);
    if (typeof answer !== 'object') throw new TypeError('Failed to fetch');
    if (!answer.ok) {
      console.error(answer.reason);
      throw new TypeError('Failed to fetch');
    }
    if (answer.redirected && request.redirect === 'error') throw new TypeError('Failed to fetch');
    const bodiless = [101, 204, 205, 304].includes(answer.status);
    const hidden = ['set-cookie', 'set-cookie2'];
    const response = new Response(bodiless ? null : answer.body, {
      status: Math.max(200, answer.status),
      statusText: answer.reason,
      headers: answer.headers.filter(([name]) => !hidden.includes(name.toLowerCase())).map(([name, value]): [string, string] => [name, value]),
    });
    Object.defineProperties(response, { url: { value: answer.url.replace(/#.*/, '') }, redirected: { value: answer.redirected }, type: { value: 'basic' } });
    return response;
  };
  navigator.sendBeacon = (url, data) => {
    void fetch(url, { method: 'POST', body: data ?? null, mode: 'no-cors', credentials: 'include' }).catch(() => undefined);
    return true;
  };
}

/** `XMLHttpRequest` over that `fetch`. Synchronous requests fail, as a network error does. */
export function replaceXhr(): void {
  class Request extends EventTarget {
    static readonly UNSENT = 0;
    static readonly OPENED = 1;
    static readonly HEADERS_RECEIVED = 2;
    static readonly LOADING = 3;
    static readonly DONE = 4;
    readonly UNSENT = 0;
    readonly OPENED = 1;
    readonly HEADERS_RECEIVED = 2;
    readonly LOADING = 3;
    readonly DONE = 4;
    readonly upload = new EventTarget();
    readyState = 0;
    status = 0;
    statusText = '';
    responseURL = '';
    responseType: XMLHttpRequestResponseType = '';
    response: unknown = null;
    responseText = '';
    responseXML: Document | null = null;
    timeout = 0;
    withCredentials = false;
    private method = 'GET';
    private url = '';
    private mime = '';
    private waits = true;
    private headers = new Headers();
    private received = new Headers();
    private aborting = new AbortController();

    open(method: string, url: string | URL, isAsync = true): void {
      this.method = method.toUpperCase();
      this.url = new URL(url, document.baseURI).href;
      this.waits = isAsync;
      this.headers = new Headers();
      this.reset();
      this.become(1);
    }
    setRequestHeader(name: string, value: string): void {
      if (this.readyState !== 1) throw new DOMException('The object’s state must be OPENED.', 'InvalidStateError');
      this.headers.append(name, value);
    }
    overrideMimeType(mime: string): void {
      this.mime = mime;
    }
    getResponseHeader(name: string): string | null {
      return this.received.get(name);
    }
    getAllResponseHeaders(): string {
      return [...this.received].map(([name, value]) => `${name}: ${value}\r\n`).join('');
    }
    abort(): void {
      this.aborting.abort();
    }
    send(body: Document | XMLHttpRequestBodyInit | null = null): void {
      if (this.readyState !== 1) throw new DOMException('The object’s state must be OPENED.', 'InvalidStateError');
      if (!this.waits) throw new DOMException(`Failed to load '${this.url}': requests that block the page are not there.`, 'NetworkError');
      void this.transfer(body instanceof Document ? new XMLSerializer().serializeToString(body) : body);
    }
    private async transfer(body: XMLHttpRequestBodyInit | null): Promise<void> {
      const { aborting } = this;
      const timer = this.timeout > 0 ? setTimeout(() => aborting.abort('timeout'), this.timeout) : undefined;
      this.fire('loadstart');
      try {
        const sent = ['GET', 'HEAD'].includes(this.method) ? null : body;
        const response = await fetch(this.url, { method: this.method, headers: this.headers, body: sent, credentials: this.withCredentials ? 'include' : 'same-origin', signal: aborting.signal });
        this.status = response.status;
        this.statusText = response.statusText;
        this.responseURL = response.url;
        this.received = response.headers;
        this.become(2);
        const bytes = await response.arrayBuffer();
        this.become(3);
        this.take(bytes, this.mime || (response.headers.get('content-type') ?? ''));
        this.become(4);
        this.fire('progress', bytes.byteLength);
        this.fire('load', bytes.byteLength);
        this.fire('loadend', bytes.byteLength);
      } catch {
        this.reset();
        this.become(4);
        this.fire(aborting.signal.aborted ? (aborting.signal.reason === 'timeout' ? 'timeout' : 'abort') : 'error');
        this.fire('loadend');
      } finally {
        clearTimeout(timer);
      }
    }
    private take(bytes: ArrayBuffer, type: string): void {
      const text = () => new TextDecoder().decode(bytes);
      switch (this.responseType) {
        case 'arraybuffer':
          this.response = bytes;
          break;
        case 'blob':
          this.response = new Blob([bytes], { type });
          break;
        case 'json':
          try {
            this.response = JSON.parse(text()) as unknown;
          } catch {
            this.response = null;
          }
          break;
        case 'document':
          this.response = this.responseXML = new DOMParser().parseFromString(text(), /html/.test(type) ? 'text/html' : 'text/xml');
          break;
        default:
          this.response = this.responseText = text();
          if (/\bxml\b/.test(type)) this.responseXML = new DOMParser().parseFromString(this.responseText, 'text/xml');
      }
    }
    private reset(): void {
      this.status = 0;
      this.statusText = this.responseURL = this.responseText = '';
      this.response = this.responseType === '' || this.responseType === 'text' ? '' : null;
      this.responseXML = null;
      this.received = new Headers();
      this.aborting = new AbortController();
    }
    private become(state: number): void {
      this.readyState = state;
      this.dispatch(new Event('readystatechange'));
    }
    private fire(type: string, loaded = 0): void {
      this.dispatch(new ProgressEvent(type, { loaded, total: loaded, lengthComputable: loaded > 0 }));
    }
    private dispatch(event: Event): void {
      const handler = (this as unknown as Record<string, unknown>)[`on${event.type}`];
      if (typeof handler === 'function') (handler as (event: Event) => void).call(this, event);
      this.dispatchEvent(event);
    }
  }
  window.XMLHttpRequest = Request as unknown as typeof XMLHttpRequest;
}
