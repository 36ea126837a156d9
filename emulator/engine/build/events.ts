/**
 * What BuildKit's build tells its client, inside messages' `aux` (the real one sends protobuf traces; these say the same). A vertex is a step; its
 * number is the client's to give.
 */
export type BuildEvent =
  | { readonly kind: 'vertex'; readonly id: number; readonly name: string }
  | { readonly kind: 'status'; readonly id: number; readonly text: string }
  | { readonly kind: 'log'; readonly id: number; readonly text: string; readonly time: number }
  | { readonly kind: 'done'; readonly id: number; readonly seconds: number; readonly cached: boolean }
  | { readonly kind: 'error'; readonly id: number; readonly message: string }
  /** The end of a failed build; `excerpt` shows the Dockerfile. */
  | { readonly kind: 'failed'; readonly message: string; readonly excerpt: string }
  | { readonly kind: 'image'; readonly digest: string };
