import type { HttpResponse } from '../../../net/http/types';
import { digestPattern } from '../storage';
import { reply, type Call, type Methods } from './call';
import { RegistryFailure } from './failure';

/** Bytes that are read from the disk at once. */
const pieceSize = 65_536;

function checkDigest({ reference }: Call): void {
  if (!digestPattern.test(reference)) throw new RegistryFailure({ code: 'DIGEST_INVALID', detail: {}, logged: 'invalid checksum digest length' });
}

function get(call: Call): HttpResponse {
  checkDigest(call);
  const { parts, request, reference: digest } = call;
  const path = parts.storage.blob(call.name, digest);
  if (path === undefined) throw new RegistryFailure({ code: 'BLOB_UNKNOWN', detail: digest });
  const { node } = parts.process.files.resolve(path);
  const { size } = node.attributes();
  const tags = { 'Docker-Content-Digest': digest, Etag: `"${digest}"` };
  const forEver = { 'Cache-Control': 'max-age=31536000' };
  if (request.headers.get('if-none-match') === `"${digest}"`) return reply(304, { ...forEver, ...tags });
  const range = /^bytes=(\d*)-(\d*)$/.exec(request.headers.get('range') ?? '');
  let [from, to] = [0, size];
  if (range && (range[1] !== '' || range[2] !== '')) {
    if (range[1] === '') from = Math.max(0, size - Number(range[2]));
    else [from, to] = [Number(range[1]), range[2] === '' ? size : Math.min(size, Number(range[2]) + 1)];
    if (from >= to) return reply(416, { ...forEver, 'Content-Range': `bytes */${size}`, 'Content-Type': 'text/plain; charset=utf-8', ...tags }, 'invalid range: failed to overlap\n');
  }
  const pieces = async function* () {
    for (let at = from; at < to; at += pieceSize) yield node.read(at, Math.min(pieceSize, to - at));
  };
  return reply(
    range ? 206 : 200,
    { 'Accept-Ranges': 'bytes', ...forEver, 'Content-Length': String(to - from), ...(range ? { 'Content-Range': `bytes ${from}-${to - 1}/${size}` } : {}), 'Content-Type': 'application/octet-stream', ...tags },
    pieces(),
  );
}

/** `/v2/<name>/blobs/<digest>`. */
export const blobs: Methods = {
  DELETE(call) {
    checkDigest(call);
    const { storage, settings } = call.parts;
    if (!settings.deleteEnabled) throw new RegistryFailure({ code: 'UNSUPPORTED' });
    if (storage.blob(call.name, call.reference) === undefined) throw new RegistryFailure({ code: 'BLOB_UNKNOWN' });
    storage.unlinkBlob(call.name, call.reference);
    return reply(202, { 'Content-Length': '0' });
  },
  GET: get,
  HEAD: get,
};
