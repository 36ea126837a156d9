import type { HttpBody } from '../../net/http/types';
import type { Filters } from '../types/filter';
import type { ImageDeleteItem, ImageHistoryItem, ImageInspect, ImageSearchResult, ImagesPruneReport, ImageSummary, JsonMessage } from '../types/image';
import { jsonLines, type ApiClient, type Query } from './client';
import { filterQuery } from './filter-query';

// A reference keeps its slashes: the daemon's router takes all up to the verb.
const at = (image: string, verb = '') => `/images/${encodeURI(image)}${verb}`;

export function listImages(client: ApiClient, options: { all?: boolean; filters?: Filters; sharedSize?: boolean } = {}): Promise<ImageSummary[]> {
  const { all, filters, sharedSize } = options;
  return client.request('GET', '/images/json', { query: { all: all || undefined, filters: filterQuery(filters), 'shared-size': sharedSize || undefined } });
}

export function inspectImage(client: ApiClient, image: string): Promise<ImageInspect> {
  return client.request('GET', at(image, '/json'));
}

export function imageHistory(client: ApiClient, image: string): Promise<ImageHistoryItem[]> {
  return client.request('GET', at(image, '/history'));
}

export async function tagImage(client: ApiClient, source: string, repository: string, tag: string): Promise<void> {
  await client.request('POST', at(source, '/tag'), { query: { repo: repository, tag } });
}

export function removeImage(client: ApiClient, image: string, options: { force: boolean; noprune: boolean }): Promise<ImageDeleteItem[]> {
  return client.request('DELETE', at(image), { query: { force: options.force || undefined, noprune: options.noprune || undefined } });
}

/** The header of a request in nobody's name. */
const nobody = 'e30=';

/** Messages of a pull, as they come; `authentication` is the header `X-Registry-Auth`. */
export async function pullImage(client: ApiClient, repository: string, tag: string | undefined, platform: string, authentication = nobody): Promise<AsyncGenerator<JsonMessage>> {
  const reply = await client.stream('POST', '/images/create', { query: { fromImage: repository, tag, platform: platform || undefined }, headers: { 'X-Registry-Auth': authentication } });
  return jsonLines<JsonMessage>(reply.body);
}

function platformQuery(platform: string): string | undefined {
  const [os, architecture, variant] = platform.split('/');
  return platform === '' ? undefined : JSON.stringify({ architecture, os, ...(variant === undefined ? {} : { variant }) });
}

/** Messages of a push, as they come; without a tag, of all tags. `platform` is `os/architecture`, or empty. */
export async function pushImage(client: ApiClient, repository: string, tag: string | undefined, platform: string, authentication: string): Promise<AsyncGenerator<JsonMessage>> {
  const reply = await client.stream('POST', at(repository, '/push'), { query: { tag, platform: platformQuery(platform) }, headers: { 'X-Registry-Auth': authentication } });
  return jsonLines<JsonMessage>(reply.body);
}

export async function importImage(client: ApiClient, query: Query, source: HttpBody | Uint8Array | undefined): Promise<AsyncGenerator<JsonMessage>> {
  return jsonLines<JsonMessage>((await client.stream('POST', '/images/create', { query, body: source })).body);
}

/** A tar with images, as `docker save` writes it. */
export async function saveImages(client: ApiClient, images: readonly string[], platform: string): Promise<HttpBody> {
  const parameters = images.map((name) => `names=${encodeURIComponent(name)}`).join('&');
  return (await client.stream('GET', `/images/get?${parameters}${platform ? `&platform=${encodeURIComponent(platform)}` : ''}`)).body;
}

export async function loadImages(client: ApiClient, tar: HttpBody, quiet: boolean): Promise<AsyncGenerator<JsonMessage>> {
  return jsonLines<JsonMessage>((await client.stream('POST', '/images/load', { query: { quiet }, body: tar })).body);
}

export function pruneImages(client: ApiClient, filters: Filters): Promise<ImagesPruneReport> {
  return client.request('POST', '/images/prune', { query: { filters: filterQuery(filters) } });
}

export function searchImages(client: ApiClient, term: string, options: { limit: number; filters: Filters }): Promise<ImageSearchResult[]> {
  return client.request('GET', '/images/search', { query: { term, limit: options.limit || undefined, filters: filterQuery(options.filters) } });
}
