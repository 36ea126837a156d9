import { json, type Call, type Methods } from './call';
import { RegistryFailure } from './failure';

/** Entries of a page when nothing was asked, and at most. */
const usualPage = 100;
const longestPage = 1000;

/** The entries behind `last`, at most `n`, and a link to those after them. */
function page(call: Call, all: readonly string[], path: string): { entries: readonly string[]; headers: Record<string, string> } {
  const { query } = call.request;
  const last = query.get('last') ?? '';
  const asked = query.get('n');
  const number = asked !== null && /^-?\d+$/.test(asked) ? Number(asked) : undefined;
  if (call.parts.major === 3 && asked !== null && asked !== '' && (number === undefined || number < 0)) throw new RegistryFailure({ code: 'PAGINATION_NUMBER_INVALID', detail: { n: number ?? 0 } });
  const count = number === undefined || number < 0 ? usualPage : Math.min(number, longestPage);
  const rest = all.filter((entry) => entry > last);
  const entries = rest.slice(0, count);
  if (rest.length <= count || count === 0) return { entries, headers: {} };
  return { entries, headers: { Link: `<${path}?${new URLSearchParams({ last: entries.at(-1) ?? '', n: String(count) }).toString()}>; rel="next"` } };
}

/** `/v2/_catalog`. */
export const catalog: Methods = {
  GET(call) {
    const { entries, headers } = page(call, call.parts.storage.repositories(call.parts.major === 3), '/v2/_catalog');
    return json({ repositories: entries }, headers);
  },
};

/** `/v2/<name>/tags/list`. Version 2 gives all of them, in the order of the directory. */
export const tags: Methods = {
  GET(call) {
    const { name, parts } = call;
    const all = parts.storage.tags(name);
    if (!all) throw new RegistryFailure({ code: 'NAME_UNKNOWN', detail: { name } });
    if (parts.major === 2) return json({ name, tags: all.length > 0 ? all : null });
    all.sort();
    const { entries, headers } = call.request.query.has('n') || call.request.query.has('last') ? page(call, all, `/v2/${name}/tags/list`) : { entries: all, headers: {} };
    return json({ name, tags: entries.length > 0 ? entries : null }, headers);
  },
};
