/** An address of the web, as a client needs its parts. */
export interface Url {
  readonly scheme: 'http' | 'https';
  readonly user: string | undefined;
  readonly host: string;
  readonly port: number;
  /** Path and query. */
  readonly target: string;
}

/** Reads an address; `http` when it names no scheme. curl's sentence when it is none. */
export function parseUrl(text: string): Url | string {
  const match = /^(?:([a-zA-Z][a-zA-Z0-9+.-]*):\/\/)?(?:([^@/]*)@)?(\[[0-9a-fA-F:]+\]|[^:/?#]*)(?::(\d*))?([/?][^#]*)?(?:#.*)?$/.exec(text);
  if (!match) return 'URL rejected: Malformed input to a URL function';
  const [, scheme = 'http', user, host = '', port, rest = '/'] = match;
  const lower = scheme.toLowerCase();
  if (lower !== 'http' && lower !== 'https') return `Protocol "${scheme}" not supported`;
  if (host === '') return 'URL rejected: No host part in the URL';
  if (/\s/.test(text)) return 'URL rejected: Malformed input to a URL function';
  if (port !== undefined && Number(port) > 65_535) return 'URL rejected: Port number was not a decimal number between 0 and 65535';
  return {
    scheme: lower,
    user,
    host: host.replaceAll(/^\[|\]$/g, ''),
    port: port === undefined || port === '' ? (lower === 'https' ? 443 : 80) : Number(port),
    target: rest.startsWith('/') ? rest : `/${rest}`,
  };
}
