/** A cookie as a server, or a page's script, has set it. */
interface Cookie {
  readonly name: string;
  readonly value: string;
  readonly path: string;
  /** Milliseconds since 1970; it ends with the visit when absent. */
  readonly expires: number | undefined;
  readonly httpOnly: boolean;
}

/** The cookies of a visit, kept by host (of any port, as browsers do), in memory. */
export interface CookieJar {
  /** What a request to the address carries in `Cookie`; undefined when nothing. */
  header(url: string): string | undefined;
  /** What the scripts of the page at the address see in `document.cookie`. */
  visible(url: string): string;
  /** Keeps what one `Set-Cookie` of an answer from the address says. */
  set(url: string, line: string, options?: { byScript?: boolean }): void;
}

/** `Domain` is read as one's own host, and `Secure` and `SameSite` change nothing: there is one machine, without TLS. */
export function createCookieJar(now: () => number = Date.now): CookieJar {
  const byHost = new Map<string, Cookie[]>();

  function matching(url: string): Cookie[] {
    const { hostname, pathname } = new URL(url);
    const alive = (byHost.get(hostname) ?? []).filter(({ expires }) => expires === undefined || expires > now());
    byHost.set(hostname, alive);
    return alive.filter(({ path }) => isUnder(pathname, path)).sort((a, b) => b.path.length - a.path.length);
  }
  const write = (cookies: readonly Cookie[]) => cookies.map(({ name, value }) => (name === '' ? value : `${name}=${value}`)).join('; ');

  return {
    header: (url) => write(matching(url)) || undefined,
    visible: (url) => write(matching(url).filter(({ httpOnly }) => !httpOnly)),
    set(url, line, { byScript = false } = {}) {
      const cookie = readCookie(line, new URL(url), now());
      if (!cookie || (byScript && cookie.httpOnly)) return;
      const { hostname } = new URL(url);
      const all = byHost.get(hostname) ?? [];
      const same = all.find(({ name, path }) => name === cookie.name && path === cookie.path);
      if (byScript && same?.httpOnly) return;
      byHost.set(hostname, [...all.filter((one) => one !== same), cookie]);
    },
  };
}

function isUnder(pathname: string, path: string): boolean {
  return pathname === path || (pathname.startsWith(path) && (path.endsWith('/') || pathname[path.length] === '/'));
}

function readCookie(line: string, url: URL, now: number): Cookie | undefined {
  const [pair = '', ...attributes] = line.split(';');
  const equals = pair.indexOf('=');
  const name = equals < 0 ? '' : pair.slice(0, equals).trim();
  const value = pair.slice(equals + 1).trim();
  if (name === '' && value === '') return undefined;
  let path = url.pathname.slice(0, url.pathname.lastIndexOf('/')) || '/';
  let expires: number | undefined;
  let maxAge: number | undefined;
  let httpOnly = false;
  for (const attribute of attributes) {
    const [key = '', ...rest] = attribute.split('=');
    const given = rest.join('=').trim();
    switch (key.trim().toLowerCase()) {
      case 'path':
        if (given.startsWith('/')) path = given;
        break;
      case 'expires':
        if (!Number.isNaN(Date.parse(given))) expires = Date.parse(given);
        break;
      case 'max-age':
        if (/^-?\d+$/.test(given)) maxAge = Number(given);
        break;
      case 'httponly':
        httpOnly = true;
        break;
      default:
        break;
    }
  }
  return { name, value, path, expires: maxAge === undefined ? expires : now + maxAge * 1000, httpOnly };
}
