/** What a parameter stands for: one text or none, or a list (`@` keeps elements apart when quoted, `*` joins them). */
export type ParameterValue =
  | { readonly type: 'scalar'; readonly text: string | undefined }
  | { readonly type: 'list'; readonly items: readonly string[]; readonly star: boolean; readonly keys?: readonly string[]; readonly positional: boolean };
