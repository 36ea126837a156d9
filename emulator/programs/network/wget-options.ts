/** The options of wget that exist here. */
export const wgetOptions = {
  agent: 'U,user-agent=',
  body: 'post-data=',
  certificate: 'no-check-certificate',
  continue: 'c,continue',
  document: 'O,output-document=',
  header: 'header=',
  help: 'h,help',
  noClobber: 'nc,no-clobber',
  noVerbose: 'no-verbose',
  prefix: 'P,directory-prefix=',
  progress: 'progress=',
  quiet: 'q,quiet',
  response: 'S,server-response',
  show: 'show-progress',
  spider: 'spider',
  timeout: 'T,timeout=',
  tries: 't,tries=',
  version: 'V,version',
} as const;
export type WgetKey = keyof typeof wgetOptions;
