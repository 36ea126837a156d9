import type { HttpRequest, HttpResponse } from '../../../net/http/types';
import type { Process } from '../../../process/types';
import type { RegistrySettings } from '../settings';
import type { Storage } from '../storage';

/** What the handlers of a registry work with. */
export interface RegistryParts {
  readonly process: Process;
  readonly storage: Storage;
  readonly settings: RegistrySettings;
  /** Signs the state of uploads. */
  readonly secret: string;
  /** The major version: 3 pages its tags, deletes by tag, and knows no manifests of schema 1. */
  readonly major: 2 | 3;
}

/** A request to one of the API's routes. */
export interface Call {
  readonly parts: RegistryParts;
  readonly request: HttpRequest;
  /** The repository. */
  readonly name: string;
  /** Tag or digest of a manifest, digest of a blob, or an upload's UUID. */
  readonly reference: string;
  /** A location as this client should see it. */
  url(path: string): string;
}

/** One route: its methods. */
export type Methods = Readonly<Partial<Record<string, (call: Call) => Promise<HttpResponse> | HttpResponse>>>;

/** An answer whose header fields are sorted, as Go sends them. */
export function reply(status: number, headers: Readonly<Record<string, string>>, body?: HttpResponse['body']): HttpResponse {
  return { status, headers, ...(body === undefined ? {} : { body }) };
}

/** An answer in JSON. */
export function json(value: unknown, headers: Readonly<Record<string, string>> = {}): HttpResponse {
  return reply(200, { 'Content-Type': 'application/json; charset=utf-8', ...headers }, `${JSON.stringify(value)}\n`);
}
