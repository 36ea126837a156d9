import type { BrowsePage } from '../../../runtime/client/types';
import { findHeader } from './content';
import type { Loader, LoadRequest, LoadResult } from './loader';

/** What a page's script asks for (fetch, XMLHttpRequest). */
export interface ScriptRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  readonly credentials: RequestCredentials;
  /** `no-cors` sends, and lets the script see nothing. */
  readonly mode: RequestMode;
}

/** What the script gets: the answer, or why the browser keeps it from the script, for its console. */
export type ScriptResult = LoadResult | { readonly ok: false; readonly blocked: string };

const plainMethods = ['GET', 'HEAD', 'POST'];
const plainTypes = ['application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain'];

/** Loads what a script of the page asks for, under the rules that browsers have for other origins (CORS). */
export async function loadForScript(load: Loader, page: string, request: ScriptRequest): Promise<ScriptResult> {
  const { url, method, credentials, mode } = request;
  const origin = new URL(page).origin;
  const foreign = new URL(url).origin !== origin;
  const withCookies = credentials === 'include' || (credentials === 'same-origin' && !foreign);
  const asked: LoadRequest = {
    url,
    method,
    referrer: page,
    anonymous: !withCookies,
    headers: { ...request.headers, ...(foreign || !['GET', 'HEAD'].includes(method) ? { Origin: origin } : {}) },
    ...(request.body ? { body: request.body } : {}),
  };
  if (!foreign) return await load(asked);
  if (mode === 'same-origin') return blocked(url, origin, 'the request asks for its own origin alone');
  const unusual = mode === 'no-cors' ? [] : unusualHeaders(request.headers);
  if (mode !== 'no-cors' && (unusual.length > 0 || !plainMethods.includes(method))) {
    const preflight = await load({
      url,
      method: 'OPTIONS',
      anonymous: true,
      referrer: page,
      headers: { Origin: origin, 'Access-Control-Request-Method': method, ...(unusual.length > 0 ? { 'Access-Control-Request-Headers': unusual.join(',') } : {}) },
    });
    const refused = preflight.ok ? refuse(preflight, origin, withCookies) ?? refusePreflight(preflight, method, unusual, withCookies) : undefined;
    if (!preflight.ok) return preflight;
    if (refused) return blocked(url, origin, `Response to preflight request doesn't pass access control check: ${refused}`);
  }
  const result = await load(asked);
  if (!result.ok || mode === 'no-cors') return result;
  const refused = refuse(result, origin, withCookies);
  return refused ? blocked(url, origin, refused) : result;
}

function blocked(url: string, origin: string, reason: string): ScriptResult {
  return { ok: false, blocked: `Access to fetch at '${url}' from origin '${origin}' has been blocked by CORS policy: ${reason}.` };
}

/** Names of the headers, in small letters, that need to be asked for first. */
function unusualHeaders(headers: Readonly<Record<string, string>>): string[] {
  return Object.entries(headers)
    .filter(([name, value]) => {
      const key = name.toLowerCase();
      if (key === 'content-type') return !plainTypes.includes(value.split(';')[0]?.trim().toLowerCase() ?? '');
      return !['accept', 'accept-language', 'content-language'].includes(key);
    })
    .map(([name]) => name.toLowerCase())
    .sort();
}

function refuse({ headers }: BrowsePage, origin: string, withCookies: boolean): string | undefined {
  const allowed = findHeader(headers, 'access-control-allow-origin')?.trim();
  if (allowed === undefined) return "No 'Access-Control-Allow-Origin' header is present on the requested resource";
  if (withCookies && allowed === '*') return "The value of the 'Access-Control-Allow-Origin' header must not be the wildcard '*' when the request's credentials mode is 'include'";
  if (allowed !== '*' && allowed !== origin) return `The 'Access-Control-Allow-Origin' header has a value '${allowed}' that is not equal to the supplied origin`;
  if (withCookies && findHeader(headers, 'access-control-allow-credentials')?.trim() !== 'true') return "The value of the 'Access-Control-Allow-Credentials' header must be 'true' when the request's credentials mode is 'include'";
  return undefined;
}

function refusePreflight({ status, headers }: BrowsePage, method: string, unusual: readonly string[], withCookies: boolean): string | undefined {
  if (status < 200 || status > 299) return 'It does not have HTTP ok status';
  const list = (name: string) => (findHeader(headers, name) ?? '').split(',').map((one) => one.trim());
  const methods = list('access-control-allow-methods');
  if (!plainMethods.includes(method) && !methods.includes(method) && (withCookies || !methods.includes('*'))) return `Method ${method} is not allowed by Access-Control-Allow-Methods in preflight response`;
  const names = list('access-control-allow-headers').map((one) => one.toLowerCase());
  const missing = unusual.find((name) => !names.includes(name) && (withCookies || !names.includes('*')));
  return missing === undefined ? undefined : `Request header field ${missing} is not allowed by Access-Control-Allow-Headers in preflight response`;
}
