import type { LoadFailure } from './load/loader';

/** What the pane shows under its toolbar. */
export type View =
  /** A page in the frame, as it came from `url`; `key` tells it from every other that was ever shown. */
  | { readonly kind: 'page'; readonly key: number; readonly url: string; readonly document: string; readonly refresh?: { readonly seconds: number; readonly url: string } }
  | { readonly kind: 'download'; readonly fileName: string; readonly mime: string; readonly bytes: Uint8Array }
  | { readonly kind: 'failed'; readonly failure: LoadFailure }
  /** The server answered with an error and nothing else. */
  | { readonly kind: 'bare-error'; readonly status: number; readonly reason: string }
  /** What was typed is no address. */
  | { readonly kind: 'no-address'; readonly typed: string }
  /** The page was sent a form, and would be sent it again. */
  | { readonly kind: 'resend' }
  /** A script led the frame out, to where the site lets nothing go. */
  | { readonly kind: 'left' };

/** What is sent for a page. */
export interface PageRequest {
  readonly url: string;
  readonly method: string;
  readonly type?: string;
  readonly body?: Uint8Array;
  readonly referrer?: string;
}

/** A place in the history of a visit. */
export interface Entry {
  readonly request: PageRequest;
  /** Where it led. */
  readonly url: string;
  readonly title: string;
  /** Undefined when it was let go of, to be loaded again. */
  readonly view: View | undefined;
  /** What the page's script keeps with it. */
  readonly state: unknown;
}
