/**
 * What a page in the pane and the pane say to each other (postMessage). The page's side is `in-page/`, which is sent along with the page as
 * text; whatever comes from there is checked, because the page's own scripts can say it too.
 */

/** A body as it crosses. */
export type Bytes = Uint8Array<ArrayBuffer>;

/** From the page. `id` asks for an answer. */
export type PageMessage =
  | { readonly kind: 'navigate'; readonly url: string; readonly method: string; readonly type?: string; readonly body?: Bytes; readonly replace?: boolean; readonly download?: boolean }
  | { readonly kind: 'reload' }
  | { readonly kind: 'traverse'; readonly steps: number }
  /** The address changes without another page: by a place in the page, or by `history`. */
  | { readonly kind: 'address'; readonly url: string; readonly replace: boolean; readonly state?: unknown }
  | { readonly kind: 'title'; readonly title: string }
  | { readonly kind: 'cookie'; readonly line: string }
  | { readonly kind: 'store'; readonly area: StorageArea; readonly items: Readonly<Record<string, string>> }
  | {
      readonly kind: 'fetch';
      readonly id: number;
      /** The page (of a frame, perhaps) whose script asks. */
      readonly page: string;
      readonly url: string;
      readonly method: string;
      readonly headers: Readonly<Record<string, string>>;
      readonly body?: Bytes;
      readonly credentials: RequestCredentials;
      readonly mode: RequestMode;
    }
  | { readonly kind: 'resource'; readonly id: number; readonly as: ResourceKind; readonly url: string; readonly text?: string };

/** Where a page's scripts keep things. */
export type StorageArea = 'local' | 'session';

/** What a script has put on the page: a file, a style sheet, a script, the text of a style, a page in a frame. */
export type ResourceKind = 'file' | 'sheet' | 'script' | 'css' | 'frame';

/** To the page. */
export type PaneMessage =
  | { readonly kind: 'answer'; readonly id: number; readonly result: FetchAnswer | string | undefined }
  /** Back or forward to another address of the same page. */
  | { readonly kind: 'arrive'; readonly url: string; readonly state: unknown };

/** What a script's request came to. */
export type FetchAnswer =
  | { readonly ok: true; readonly url: string; readonly redirected: boolean; readonly status: number; readonly reason: string; readonly headers: readonly (readonly [string, string])[]; readonly body: Bytes }
  | { readonly ok: false; readonly reason: string };

/** The property that marks a message as one of these. */
export const messageMark = 'drydockPage';

const text = (value: unknown): value is string => typeof value === 'string';
const optional = (value: unknown, check: (value: unknown) => boolean) => value === undefined || check(value);
const texts = (value: unknown) => typeof value === 'object' && value !== null && Object.values(value).every(text);
const bytes = (value: unknown) => value instanceof Uint8Array;
const whole = (value: unknown) => Number.isSafeInteger(value);
const flag = (value: unknown) => typeof value === 'boolean';
const resourceKinds = new Set<unknown>(['file', 'sheet', 'script', 'css', 'frame'] satisfies ResourceKind[]);
const method = (value: unknown) => text(value) && /^[!#$%&'*+.^_`|~0-9A-Z-]+$/.test(value);

const checks: Readonly<Record<PageMessage['kind'], (m: Readonly<Record<string, unknown>>) => boolean>> = {
  navigate: (m) => text(m['url']) && method(m['method']) && optional(m['type'], text) && optional(m['body'], bytes) && optional(m['replace'], flag) && optional(m['download'], flag),
  reload: () => true,
  traverse: (m) => whole(m['steps']),
  address: (m) => text(m['url']) && flag(m['replace']),
  title: (m) => text(m['title']),
  cookie: (m) => text(m['line']),
  store: (m) => (m['area'] === 'local' || m['area'] === 'session') && texts(m['items']),
  fetch: (m) => whole(m['id']) && text(m['page']) && text(m['url']) && method(m['method']) && texts(m['headers']) && optional(m['body'], bytes) && text(m['credentials']) && text(m['mode']),
  resource: (m) => whole(m['id']) && text(m['url']) && resourceKinds.has(m['as']) && optional(m['text'], text),
};

/** The message in an event's data; undefined when it is none, or is malformed. */
export function readMessage(data: unknown): PageMessage | undefined {
  if (typeof data !== 'object' || data === null || !(messageMark in data)) return undefined;
  const message = data[messageMark];
  if (typeof message !== 'object' || message === null || !('kind' in message) || !text(message.kind) || !Object.hasOwn(checks, message.kind)) return undefined;
  const { kind } = message as { kind: PageMessage['kind'] };
  return checks[kind](message) ? (message as PageMessage) : undefined;
}
