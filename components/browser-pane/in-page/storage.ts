import type { Bridge } from './bridge';

/** `document.cookie`, `localStorage` and `sessionStorage`, which a frame without an origin does not have: kept by the pane for the visit. */
export function keepStorage(bridge: Bridge): void {
  const { settings, tell } = bridge;
  const cookies = new Map(
    settings.cookies
      .split('; ')
      .filter((pair) => pair !== '')
      .map((pair): [string, string] => [pair.split('=')[0] ?? '', pair]),
  );
  Object.defineProperty(document, 'cookie', {
    get: () => [...cookies.values()].join('; '),
    set(line: unknown) {
      const text = String(line);
      const pair = (text.split(';')[0] ?? '').trim();
      const name = pair.split('=')[0] ?? '';
      const past = /;\s*max-age\s*=\s*(-\d+|0)\s*(;|$)/i.test(text) || Date.parse(/;\s*expires\s*=\s*([^;]+)/i.exec(text)?.[1] ?? '') <= Date.now();
      if (past) cookies.delete(name);
      else cookies.set(name, pair);
      tell({ kind: 'cookie', line: text });
    },
  });

  for (const area of ['local', 'session'] as const) {
    const items = new Map(Object.entries(settings.storage[area]));
    const keep = () => tell({ kind: 'store', area, items: Object.fromEntries(items) });
    const calls: Record<string, unknown> = {
      getItem: (key: unknown) => items.get(String(key)) ?? null,
      setItem(key: unknown, value: unknown) {
        items.set(String(key), String(value));
        keep();
      },
      removeItem(key: unknown) {
        if (items.delete(String(key))) keep();
      },
      clear() {
        items.clear();
        keep();
      },
      key: (index: number) => [...items.keys()][index] ?? null,
    };
    const storage = new Proxy(calls, {
      get: (_, key) => (key === 'length' ? items.size : typeof key === 'string' ? (calls[key] ?? items.get(key)) : undefined),
      set(_, key, value) {
        items.set(String(key), String(value));
        keep();
        return true;
      },
      deleteProperty(_, key) {
        if (items.delete(String(key))) keep();
        return true;
      },
      has: (_, key) => key in calls || items.has(String(key)),
      ownKeys: () => [...items.keys()],
      getOwnPropertyDescriptor: (_, key) => (items.has(String(key)) ? { configurable: true, enumerable: true, writable: true, value: items.get(String(key)) } : undefined),
    });
    Object.defineProperty(window, `${area}Storage`, { get: () => storage });
  }
}
