/**
 * What was typed into the address field as an address: `8080`, `localhost:8080/path`, `http://127.0.0.1:8080`, `172.17.0.2`, or, on a page,
 * `/path` and `?query`. Undefined when it is none; what is not `http:` or `https:` is none.
 */
export function readAddress(typed: string, current?: string): string | undefined {
  const text = typed.trim();
  if (text === '' || /\s/.test(text)) return undefined;
  if (/^[/?#]/.test(text) && !text.startsWith('//')) return current === undefined ? undefined : parse(text, current);
  if (/^:?\d{1,5}([/?#]|$)/.test(text)) return parse(`http://localhost:${text.replace(/^:/, '')}`);
  return parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text.replace(/^\/\//, '')}`);
}

function parse(text: string, base?: string): string | undefined {
  try {
    const url = new URL(text, base);
    url.username = url.password = '';
    return /^https?:$/.test(url.protocol) ? url.href : undefined;
  } catch {
    return undefined;
  }
}

/** An address as the field shows it: without `http://`, and without the slash behind a bare host. */
export function showAddress(url: string): string {
  const { protocol, host, pathname, search, hash } = new URL(url);
  const scheme = protocol === 'http:' ? '' : `${protocol}//`;
  return `${scheme}${host}${pathname === '/' && search === '' && hash === '' ? '' : `${pathname}${search}${hash}`}`;
}

/** An address without the place in the page. */
export function withoutHash(url: string): string {
  return url.replace(/#.*/, '');
}

/** `relative` seen from `base`; undefined when it is not an address that the machine can be asked for. */
export function resolveAddress(relative: string, base: string): string | undefined {
  return parse(relative, base);
}
