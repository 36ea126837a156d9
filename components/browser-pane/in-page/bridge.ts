import type { FetchAnswer, PageMessage, PaneMessage, StorageArea } from '../messages';

/** What a page is told about itself. */
export interface PageSettings {
  readonly url: string;
  readonly referrer: string;
  readonly cookies: string;
  readonly storage: Readonly<Record<StorageArea, Readonly<Record<string, string>>>>;
  readonly state: unknown;
  /** How many frames it is inside the page that the pane shows. */
  readonly depth: number;
  readonly mark: string;
}

/** Without the answer's number, which the bridge gives. */
type Question<Message> = Message extends { readonly id: number } ? Omit<Message, 'id'> : never;

/** The page's line to the pane, and what its parts share. */
export interface Bridge {
  readonly settings: PageSettings;
  /** The page's address as its scripts see it; changes with `history` and places in the page. */
  readonly address: URL;
  tell(message: Exclude<PageMessage, { readonly id: number }>): void;
  ask(question: Question<PageMessage>): Promise<FetchAnswer | string | undefined>;
  /** Called when the pane goes back or forward within the page. */
  onArrive(arrive: (url: string, state: unknown) => void): void;
  /** Whether the machine can be asked for an address. */
  isWeb(url: string): boolean;
}

// Each function of this folder is sent to the page as its own text: it may use nothing but its parameters and what browsers have.

/** Opens the line. */
export function openBridge(settings: PageSettings): Bridge {
  let pane: Window = window;
  for (let level = 0; level <= settings.depth; level++) pane = pane.parent;
  const waiting = new Map<number, (result: FetchAnswer | string | undefined) => void>();
  const arrivals: ((url: string, state: unknown) => void)[] = [];
  let last = 0;
  const post = (message: object) => pane.postMessage({ [settings.mark]: message }, '*');

  addEventListener('message', (event) => {
    const data = event.data as Record<string, unknown> | null;
    if (event.source !== pane || typeof data !== 'object' || data === null || !(settings.mark in data)) return;
    event.stopImmediatePropagation();
    const message = data[settings.mark] as PaneMessage;
    if (message.kind === 'arrive') for (const arrive of arrivals) arrive(message.url, message.state);
    else {
      waiting.get(message.id)?.(message.result);
      waiting.delete(message.id);
    }
  });

  // No policy holds these.
  for (const name of ['RTCPeerConnection', 'webkitRTCPeerConnection']) Reflect.deleteProperty(window, name);

  return {
    settings,
    address: new URL(settings.url),
    tell: (message) => post(message),
    ask: (question) =>
      new Promise((resolve) => {
        const id = ++last;
        waiting.set(id, resolve);
        post({ ...question, id });
      }),
    onArrive: (arrive) => void arrivals.push(arrive),
    isWeb: (url) => /^https?:/i.test(url),
  };
}
