import { decode, collect } from '../../../kernel/bytes';
import { digest as digestText } from '../../../kernel/digest';
import type { HttpResponse } from '../../../net/http/types';
import { digestPattern } from '../storage';
import { reply, type Call, type Methods } from './call';
import { RegistryFailure } from './failure';

const schema2 = 'application/vnd.docker.distribution.manifest.v2+json';
const list = 'application/vnd.docker.distribution.manifest.list.v2+json';
const ociManifest = 'application/vnd.oci.image.manifest.v1+json';
const ociIndex = 'application/vnd.oci.image.index.v1+json';

/** What a manifest, or a list of them, says. */
interface Manifest {
  readonly schemaVersion?: number;
  readonly mediaType?: string;
  readonly config?: { readonly digest?: string };
  readonly layers?: readonly { readonly digest?: string; readonly urls?: readonly string[] }[];
  readonly manifests?: readonly { readonly digest?: string; readonly platform?: { readonly os?: string; readonly architecture?: string } }[];
}

/** The media type of a stored manifest, which it may leave to be guessed. */
function typeOf(manifest: Manifest): string {
  return manifest.mediaType || (manifest.manifests ? ociIndex : ociManifest);
}

/** The media types that the client takes. */
function accepted({ request }: Call): Set<string> {
  return new Set((request.headers.get('accept') ?? '').split(',').map((type) => (type.split(';')[0] ?? '').trim()));
}

function find(call: Call, reference: string): { digest: string; bytes: Uint8Array } {
  const { storage } = call.parts;
  const byDigest = digestPattern.test(reference);
  const digest = byDigest ? reference : storage.tag(call.name, reference);
  const bytes = digest === undefined ? undefined : storage.manifest(call.name, digest);
  if (digest !== undefined && bytes !== undefined) return { digest, bytes };
  throw new RegistryFailure({
    code: 'MANIFEST_UNKNOWN',
    detail: byDigest ? { Name: call.name, Revision: reference } : { Tag: reference },
    logged: byDigest ? `unknown manifest name=${call.name} revision=${reference}` : `unknown tag=${reference}`,
  });
}

async function get(call: Call): Promise<HttpResponse> {
  const { parts, request, name, reference } = call;
  let { digest, bytes } = find(call, reference);
  let type = typeOf(JSON.parse(decode(bytes)) as Manifest);
  const takes = accepted(call);
  const byTag = !digestPattern.test(reference);
  if (request.headers.get('if-none-match')?.replaceAll('"', '') === digest) return reply(304, {});
  if (parts.major === 2) {
    if (type === ociManifest && !takes.has(ociManifest)) throw new RegistryFailure({ code: 'MANIFEST_UNKNOWN', message: 'OCI manifest found, but accept header does not support OCI manifests' });
    if (type === ociIndex && !takes.has(ociIndex)) throw new RegistryFailure({ code: 'MANIFEST_UNKNOWN', message: 'OCI index found, but accept header does not support OCI indexes' });
  }
  if (byTag && type === list && !takes.has(list)) {
    // Whoever knows no lists gets what the list has for linux/amd64.
    const { manifests = [] } = JSON.parse(decode(bytes)) as Manifest;
    const usual = manifests.find(({ platform }) => platform?.os === 'linux' && platform.architecture === 'amd64')?.digest;
    if (usual === undefined) throw new RegistryFailure({ code: 'MANIFEST_UNKNOWN' });
    ({ digest, bytes } = find(call, usual));
    type = typeOf(JSON.parse(decode(bytes)) as Manifest);
  }
  if (byTag && parts.major === 2 && type === schema2 && !takes.has(schema2)) {
    const { toSchema1, schema1Type } = await parts.process.until(import('../schema1/convert'));
    bytes = await toSchema1(parts, name, reference, JSON.parse(decode(bytes)) as Parameters<typeof toSchema1>[3]);
    digest = digestText(bytes);
    type = schema1Type;
  }
  return reply(200, { 'Content-Length': String(bytes.length), 'Content-Type': type, 'Docker-Content-Digest': digest, Etag: `"${digest}"` }, bytes);
}

const invalid = (logged: string, detail: unknown = {}) => new RegistryFailure({ code: 'MANIFEST_INVALID', detail, logged });

/** Reads the JSON of a manifest; what is none fails with the place at which Go's decoder gives up. */
function parse(text: string): Manifest {
  try {
    return JSON.parse(text) as Manifest;
  } catch (error) {
    const place = /position (\d+)/.exec(error instanceof Error ? error.message : '')?.[1];
    const offset = place === undefined || Number(place) >= text.length ? text.length : Number(place) + 1;
    throw invalid(offset >= text.length && place === undefined ? 'unexpected end of JSON input' : `invalid character '${text[offset - 1] ?? ''}' in manifest`, { Offset: offset });
  }
}

async function put(call: Call): Promise<HttpResponse> {
  const { parts, request, name, reference } = call;
  const { storage, settings } = parts;
  if (settings.readOnly) throw new RegistryFailure({ code: 'UNSUPPORTED' });
  const bytes = await collect(request.body);
  const type = (request.headers.get('content-type') ?? '').split(';')[0] ?? '';
  const manifest = parse(decode(bytes));
  const isIndex = type === list || type === ociIndex;
  const isOci = type === ociManifest || type === ociIndex;
  if (!isIndex && type !== schema2 && type !== ociManifest) throw invalid('no manifest of a type that is known');
  if (manifest.mediaType !== type && !(isOci && (manifest.mediaType ?? '') === '')) throw invalid(`mediaType in manifest should be '${type}' not '${manifest.mediaType ?? ''}'`);
  if (manifest.schemaVersion !== 2 || (isIndex ? !manifest.manifests : !manifest.config)) throw invalid(`unrecognized manifest schema version ${manifest.schemaVersion ?? 0}`);
  const digest = digestText(bytes);
  const byDigest = digestPattern.test(reference);
  if (byDigest && reference !== digest) throw new RegistryFailure({ code: 'DIGEST_INVALID', logged: `payload digest does match: ${JSON.stringify(digest)} != ${JSON.stringify(reference)}` });
  const needed = [manifest.config, ...(manifest.layers ?? []).filter(({ urls }) => !urls?.length)].flatMap((one) => (one ? [one.digest ?? ''] : []));
  const missing = isIndex
    ? (manifest.manifests ?? []).map((one) => one.digest ?? '').filter((one) => !storage.manifest(name, one) && !storage.blob(name, one))
    : needed.filter((one) => storage.blob(name, one) === undefined);
  if (missing.length > 0) throw new RegistryFailure(...missing.map((detail) => ({ code: 'MANIFEST_BLOB_UNKNOWN' as const, detail })));
  storage.putManifest(name, digest, bytes, byDigest ? undefined : reference);
  return reply(201, { 'Docker-Content-Digest': digest, Location: call.url(`/v2/${name}/manifests/${digest}`) });
}

/** `/v2/<name>/manifests/<reference>`. */
export const manifests: Methods = {
  DELETE(call) {
    const { storage, settings, major } = call.parts;
    if (!settings.deleteEnabled) throw new RegistryFailure({ code: 'UNSUPPORTED' });
    const byDigest = digestPattern.test(call.reference);
    if (!byDigest && major === 2) throw new RegistryFailure({ code: 'DIGEST_INVALID' });
    const done = byDigest ? storage.deleteManifest(call.name, call.reference) : storage.untag(call.name, call.reference);
    if (!done) throw new RegistryFailure({ code: 'MANIFEST_UNKNOWN' });
    return reply(202, {});
  },
  GET: get,
  HEAD: get,
  PUT: put,
};
