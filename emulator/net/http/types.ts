/**
 * HTTP/1.1 inside the machine: spoken in real bytes over its sockets, so that `curl`, `nc`, the docker CLI and clients from outside all
 * meet the same server. These are the web's `Request` and `Response` in shape, but not the classes: a web `Response` cannot be 101,
 * and upgrading (attach, exec) needs the raw connection.
 */
export interface HttpHeaders {
  /** The value (several joined by `, `), by name in any case. */
  get(name: string): string | undefined;
  set(name: string, value: string): void;
  append(name: string, value: string): void;
  delete(name: string): void;
  /** As they were written. */
  entries(): Iterable<readonly [string, string]>;
}

/** A body: pieces as they come. Reading it to the end frees the connection for the next request. */
export type HttpBody = AsyncIterable<Uint8Array>;

export interface HttpRequest {
  readonly method: string;
  /** As in the request line: path and query. */
  readonly target: string;
  /** The path, percent-decoding left to the reader. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: HttpHeaders;
  readonly body: HttpBody;
  /** Address of the client, `@` for a Unix socket. */
  readonly remote: string;
  /** Fires when the client goes away while the response is being made. */
  onAbort(gone: () => void): void;
}

export interface HttpResponse {
  readonly status: number;
  /** The standard phrase when absent. */
  readonly reason?: string;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  /** Whole (then Content-Length is sent) or in pieces (chunked). Each piece goes out as it comes. */
  readonly body?: Uint8Array | string | HttpBody;
  /** With status 101 (or 200 for old clients): after the head, the raw connection is handed over, until the function is done. */
  readonly upgrade?: (connection: DuplexStream) => Promise<void>;
}

/** A raw two-way stream: an upgraded connection. */
export interface DuplexStream {
  /** None at the end. */
  read(max?: number): Promise<Uint8Array>;
  write(bytes: Uint8Array | string): Promise<void>;
  /** No more will be written; reading goes on. */
  closeWrite(): void;
  close(): void;
}

export type HttpHandler = (request: HttpRequest) => Promise<HttpResponse>;
