import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { concatenate, decode, encode } from '../../../kernel/bytes';
import type { HttpResponse } from '../../../net/http/types';
import { createUuid } from '../log';
import { digestPattern } from '../storage';
import { reply, type Call, type Methods } from './call';
import { RegistryFailure } from './failure';

/** What the location of an upload carries, so that any registry with the same secret can go on with it. */
interface UploadState {
  readonly Name: string;
  readonly UUID: string;
  readonly Offset: number;
  readonly StartedAt: string;
}

const signatureSize = 32;

function packState(secret: string, state: UploadState): string {
  const bytes = encode(JSON.stringify(state));
  const whole = concatenate([hmac(sha256, encode(secret), bytes), bytes]);
  return btoa(String.fromCharCode(...whole)).replaceAll('+', '-').replaceAll('/', '_');
}

function unpackState(secret: string, text: string): UploadState {
  const refuse = (detail: unknown, logged: string) => new RegistryFailure({ code: 'BLOB_UPLOAD_INVALID', detail, logged });
  let bytes: Uint8Array;
  try {
    bytes = Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));
  } catch {
    throw refuse(text.length - 1, `illegal base64 data at input byte ${text.length - 1}`);
  }
  const body = bytes.subarray(signatureSize);
  const signature = hmac(sha256, encode(secret), body);
  if (bytes.length < signatureSize || !signature.every((byte, index) => byte === bytes[index])) throw refuse({}, 'invalid secret');
  return JSON.parse(decode(body)) as UploadState;
}

/** The upload that a call goes on with, checked against what is stored of it. */
function resume(call: Call): UploadState {
  const { parts, request, name, reference: id } = call;
  if (id === '') throw new RegistryFailure({ code: 'BLOB_UPLOAD_UNKNOWN' });
  const state = unpackState(parts.secret, request.query.get('_state') ?? '');
  if (state.Name !== name || state.UUID !== id) throw new RegistryFailure({ code: 'BLOB_UPLOAD_INVALID' });
  const size = parts.storage.uploadSize(name, id);
  if (size === undefined) throw new RegistryFailure({ code: 'BLOB_UPLOAD_UNKNOWN', detail: {}, logged: 'blob upload unknown' });
  if (size !== state.Offset) throw new RegistryFailure({ code: 'BLOB_UPLOAD_INVALID' });
  return state;
}

function progress(call: Call, state: UploadState, status: number): HttpResponse {
  const query = new URLSearchParams({ _state: packState(call.parts.secret, state) }).toString();
  return reply(status, {
    ...(status === 202 ? { 'Content-Length': '0' } : {}),
    'Docker-Upload-Uuid': state.UUID,
    Location: call.url(`/v2/${state.Name}/blobs/uploads/${state.UUID}?${query}`),
    Range: `0-${Math.max(0, state.Offset - 1)}`,
  });
}

const created = (call: Call, digest: string) => reply(201, { 'Content-Length': '0', 'Docker-Content-Digest': digest, Location: call.url(`/v2/${call.name}/blobs/${digest}`) });

/** Whether the body counts as a form, whose reader would eat it before the upload sees it. */
const isForm = (call: Call) => (call.request.headers.get('content-type') ?? '').startsWith('application/x-www-form-urlencoded');

async function store(call: Call): Promise<void> {
  for await (const piece of call.request.body) if (!isForm(call)) call.parts.storage.append(call.name, call.reference, piece);
}

/** Begins an upload, or mounts a blob of another repository. */
function start(call: Call): HttpResponse {
  const { parts, request, name } = call;
  const digest = request.query.get('mount') ?? '';
  const from = request.query.get('from') ?? '';
  if (digestPattern.test(digest) && from !== '' && parts.storage.mount(from, name, digest)) return created(call, digest);
  const id = createUuid(parts.process);
  return progress(call, { Name: name, UUID: id, Offset: 0, StartedAt: parts.storage.startUpload(name, id) }, 202);
}

const status = (call: Call) => progress(call, resume(call), 204);

/** `/v2/<name>/blobs/uploads/` and `/v2/<name>/blobs/uploads/<uuid>`. */
export const uploads: Methods = {
  DELETE(call) {
    const state = resume(call);
    call.parts.storage.cancelUpload(call.name, state.UUID);
    return reply(204, { 'Docker-Upload-Uuid': state.UUID });
  },
  GET: status,
  HEAD: status,
  async PATCH(call) {
    const state = resume(call);
    const type = call.request.headers.get('content-type') ?? '';
    if (type !== '' && type !== 'application/octet-stream') throw new RegistryFailure({ code: 'UNKNOWN', detail: {}, logged: 'bad Content-Type' });
    await store(call);
    return progress(call, { ...state, Offset: call.parts.storage.uploadSize(call.name, state.UUID) ?? 0 }, 202);
  },
  POST: start,
  async PUT(call) {
    const state = resume(call);
    const digest = call.request.query.get('digest') ?? '';
    if (digest === '') throw new RegistryFailure({ code: 'DIGEST_INVALID', detail: 'digest missing' });
    if (!digestPattern.test(digest)) throw new RegistryFailure({ code: 'DIGEST_INVALID', detail: 'digest parsing failed' });
    await store(call);
    if (await call.parts.storage.finishUpload(call.name, state.UUID, digest)) return created(call, digest);
    call.parts.storage.cancelUpload(call.name, state.UUID);
    throw new RegistryFailure({ code: 'DIGEST_INVALID', detail: { Digest: digest, Reason: {} }, logged: `invalid digest for referenced layer: ${digest}, content does not match digest` });
  },
};
