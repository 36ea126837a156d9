import type {
  ContainerCreateRequest,
  ContainerCreateResponse,
  ContainerInspect,
  ContainersPruneReport,
  ContainerSummary,
  ContainerTop,
  ContainerUpdateRequest,
  ContainerUpdateResponse,
  ContainerWaitResponse,
  FilesystemChange,
  PathStat,
} from '../types/container';
import { filterQuery } from './filter-query';
import type { IdResponse } from '../types/error';
import type { ExecCreateRequest, ExecInspect, ExecStartRequest } from '../types/exec';
import type { Filters } from '../types/filter';
import type { ContainerStats } from '../types/stats';
import { decodeBase64, type ApiClient, type Query } from './client';
import type { DuplexStream, HttpBody } from '../../net/http/types';

const at = (container: string, verb = '') => `/containers/${encodeURIComponent(container)}${verb}`;

/** What `docker ps` can ask for. */
export interface ContainerListOptions {
  readonly all?: boolean;
  readonly size?: boolean;
  readonly limit?: number;
  readonly filters?: Filters;
}

export function listContainers(client: ApiClient, options: ContainerListOptions = {}): Promise<ContainerSummary[]> {
  const { all, size, limit, filters } = options;
  return client.request('GET', '/containers/json', { query: { all: all || undefined, size: size || undefined, limit: limit && limit > 0 ? limit : undefined, filters: filterQuery(filters) } });
}

export function inspectContainer(client: ApiClient, container: string, size = false): Promise<ContainerInspect> {
  return client.request('GET', at(container, '/json'), { query: { size: size || undefined } });
}

export function createContainer(client: ApiClient, request: ContainerCreateRequest, query: { name?: string; platform?: string }): Promise<ContainerCreateResponse> {
  return client.request('POST', '/containers/create', { json: request, query: { name: query.name || undefined, platform: query.platform || undefined } });
}

/** The verbs without an answer: start, stop, restart, kill, pause, unpause, rename, resize. */
export async function actOnContainer(client: ApiClient, container: string, verb: string, query?: Query): Promise<void> {
  await client.request('POST', at(container, `/${verb}`), { query });
}

export async function removeContainer(client: ApiClient, container: string, options: { force: boolean; volumes: boolean; link: boolean }): Promise<void> {
  const { force, volumes, link } = options;
  await client.request('DELETE', at(container), { query: { force: force || undefined, v: volumes || undefined, link: link || undefined } });
}

/** Waits until the container comes to `condition`; resolves once the daemon has begun to watch, with the exit to come. */
export async function waitContainer(client: ApiClient, container: string, condition: 'not-running' | 'next-exit' | 'removed'): Promise<{ exit: Promise<ContainerWaitResponse> }> {
  const reply = await client.stream('POST', at(container, '/wait'), { query: { condition } });
  const read = async () => {
    const decoder = new TextDecoder();
    let text = '';
    for await (const piece of reply.body) text += decoder.decode(piece, { stream: true });
    return JSON.parse(text) as ContainerWaitResponse;
  };
  return { exit: read() };
}

/** Which streams to attach and how. */
export interface AttachOptions {
  readonly stream?: boolean;
  readonly logs?: boolean;
  readonly stdin?: boolean;
  readonly stdout?: boolean;
  readonly stderr?: boolean;
  readonly detachKeys?: string;
}

export async function attachContainer(client: ApiClient, container: string, options: AttachOptions): Promise<DuplexStream> {
  const { stream, logs, stdin, stdout, stderr, detachKeys } = options;
  const query = { stream: stream || undefined, logs: logs || undefined, stdin: stdin || undefined, stdout: stdout || undefined, stderr: stderr || undefined, detachKeys: detachKeys || undefined };
  return (await client.hijack(at(container, '/attach'), { query })).connection;
}

export async function containerLogs(client: ApiClient, container: string, query: Query): Promise<HttpBody> {
  return (await client.stream('GET', at(container, '/logs'), { query })).body;
}

/** One sample of what a container uses; with `compared` the daemon takes a second, so that the sample has one to be compared with. */
export function containerStats(client: ApiClient, container: string, { compared }: { compared: boolean }): Promise<ContainerStats> {
  return client.request('GET', at(container, '/stats'), { query: { stream: false, 'one-shot': compared ? undefined : true } });
}

export function topContainer(client: ApiClient, container: string, psArgs: readonly string[]): Promise<ContainerTop> {
  return client.request('GET', at(container, '/top'), { query: { ps_args: psArgs.length > 0 ? psArgs.join(' ') : undefined } });
}

export async function diffContainer(client: ApiClient, container: string): Promise<FilesystemChange[]> {
  return (await client.request<FilesystemChange[] | null>('GET', at(container, '/changes'))) ?? [];
}

export async function exportContainer(client: ApiClient, container: string): Promise<HttpBody> {
  return (await client.stream('GET', at(container, '/export'))).body;
}

export async function commitContainer(client: ApiClient, query: Query, config: unknown): Promise<string> {
  return (await client.request<IdResponse>('POST', '/commit', { query, json: config })).Id;
}

export function updateContainer(client: ApiClient, container: string, request: ContainerUpdateRequest): Promise<ContainerUpdateResponse> {
  return client.request('POST', at(container, '/update'), { json: request });
}

export function pruneContainers(client: ApiClient, filters: Filters): Promise<ContainersPruneReport> {
  return client.request('POST', '/containers/prune', { query: { filters: filterQuery(filters) } });
}

/** A tar of a path in a container, and what the path is. */
export async function readArchive(client: ApiClient, container: string, path: string): Promise<{ stat: PathStat; tar: HttpBody }> {
  const reply = await client.stream('GET', at(container, '/archive'), { query: { path } });
  return { stat: pathStat(reply.headers.get('x-docker-container-path-stat')), tar: reply.body };
}

export async function statPath(client: ApiClient, container: string, path: string): Promise<PathStat> {
  const reply = await client.stream('HEAD', at(container, '/archive'), { query: { path } });
  return pathStat(reply.headers.get('x-docker-container-path-stat'));
}

function pathStat(header: string | undefined): PathStat {
  return JSON.parse(decodeBase64(header ?? '')) as PathStat;
}

export async function writeArchive(client: ApiClient, container: string, path: string, tar: HttpBody | Uint8Array, copyUidGid: boolean): Promise<void> {
  await client.request('PUT', at(container, '/archive'), { query: { path, noOverwriteDirNonDir: true, copyUIDGID: copyUidGid || undefined }, body: tar });
}

export async function createExec(client: ApiClient, container: string, request: ExecCreateRequest): Promise<string> {
  return (await client.request<IdResponse>('POST', at(container, '/exec'), { json: request })).Id;
}

export async function startExec(client: ApiClient, exec: string, request: ExecStartRequest): Promise<DuplexStream> {
  return (await client.hijack(`/exec/${exec}/start`, { json: request })).connection;
}

/** Starts an exec and leaves it alone. */
export async function startExecDetached(client: ApiClient, exec: string, tty: boolean): Promise<void> {
  await client.request('POST', `/exec/${exec}/start`, { json: { Detach: true, Tty: tty } satisfies ExecStartRequest });
}

export function inspectExec(client: ApiClient, exec: string): Promise<ExecInspect> {
  return client.request('GET', `/exec/${exec}/json`);
}

export async function resizeExec(client: ApiClient, exec: string, rows: number, columns: number): Promise<void> {
  await client.request('POST', `/exec/${exec}/resize`, { query: { h: rows, w: columns } });
}

export async function resizeContainer(client: ApiClient, container: string, rows: number, columns: number): Promise<void> {
  await client.request('POST', at(container, '/resize'), { query: { h: rows, w: columns } });
}
