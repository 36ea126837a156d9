import { reasonPhrase } from '../../net/http/reason';
import type { HttpRequest, HttpResponse } from '../../net/http/types';
import type { Process } from '../../process/types';
import type { Scope } from './scope';

/** What answering needs. */
export interface Serving {
  readonly process: Process;
  readonly request: HttpRequest;
  readonly scope: Scope;
  /** Writes a line of the error log. */
  readonly log: (level: string, module: string, message: string) => Promise<void>;
}

const explanations: Readonly<Record<number, (request: HttpRequest) => string>> = {
  400: () => '<p>Your browser sent a request that this server could not understand.<br />\n</p>',
  403: () => "<p>You don't have permission to access this resource.</p>",
  404: () => '<p>The requested URL was not found on this server.</p>',
  405: ({ method }) => `<p>The requested method ${method} is not allowed for this URL.</p>`,
  416: () => '<p>None of the range-specifier values in the Range\nrequest-header field overlap the current extent\nof the selected resource.</p>',
  503: () => '<p>The server is temporarily unable to service your\nrequest due to maintenance downtime or capacity\nproblems. Please try again later.</p>',
};

/** A page that httpd makes itself. */
export function page(status: number, request: HttpRequest, text = explanations[status]?.(request) ?? ''): HttpResponse {
  const phrase = reasonPhrase(status);
  const body = `<!DOCTYPE HTML PUBLIC "-//IETF//DTD HTML 2.0//EN">\n<html><head>\n<title>${status} ${phrase}</title>\n</head><body>\n<h1>${phrase}</h1>\n${text}\n</body></html>\n`;
  return { status, headers: { 'Content-Type': 'text/html; charset=iso-8859-1' }, body };
}
