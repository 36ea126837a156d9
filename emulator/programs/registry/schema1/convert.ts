import { sha256 } from '@noble/hashes/sha2.js';
import { concatenate, decode, encode } from '../../../kernel/bytes';
import { digest } from '../../../kernel/digest';
import type { RegistryParts } from '../http/call';
import { RegistryFailure } from '../http/failure';
import { createSigningKey, type SigningKey } from './p256';

/** The media type of a signed manifest of the first schema. */
export const schema1Type = 'application/vnd.docker.distribution.manifest.v1+prettyjws';

/** The layer without files that steps without a layer of their own get: an empty tar, gzipped. */
const emptyLayer = Uint8Array.of(31, 139, 8, 0, 0, 9, 110, 136, 0, 255, 98, 24, 5, 163, 96, 20, 140, 88, 0, 8, 0, 0, 255, 255, 46, 175, 181, 239, 0, 4, 0, 0);

interface Config {
  readonly architecture: string;
  readonly history?: readonly { readonly created?: string; readonly created_by?: string; readonly author?: string; readonly comment?: string; readonly empty_layer?: boolean }[];
  readonly rootfs?: unknown;
}

/** One key for a registry process, made when it first signs. */
const keys = new WeakMap<RegistryParts, SigningKey>();

function keyOf(parts: RegistryParts): SigningKey {
  const known = keys.get(parts) ?? createSigningKey(Uint8Array.from(parts.process.system.random.hex(32).match(/../g) ?? [], (pair) => parseInt(pair, 16)));
  keys.set(parts, known);
  return known;
}

const base64Url = (bytes: Uint8Array) => btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');

/** The key's name: the hash of its public half in DER, in groups of four letters. */
function keyId({ x, y }: SigningKey): string {
  const head = Uint8Array.from([0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00, 0x04]);
  const bits = Array.from(sha256(concatenate([head, x, y])).subarray(0, 30), (byte) => byte.toString(2).padStart(8, '0')).join('');
  const letters = (bits.match(/.{5}/g) ?? []).map((five) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'[parseInt(five, 2)] ?? '').join('');
  return (letters.match(/.{4}/g) ?? []).join(':');
}

/** An object with its keys in order, as Go writes a map. */
const sorted = (value: object) => Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));

/** What the first schema says of each step, the newest first. */
async function steps(name: string, parts: RegistryParts, text: string, layers: readonly { readonly digest: string }[]): Promise<{ blobSum: string; v1Compatibility: string }[]> {
  const { history = [], rootfs: _rootfs, ...rest } = JSON.parse(text) as Config;
  if (history.filter((step) => !step.empty_layer).length !== layers.length) throw new RegistryFailure({ code: 'MANIFEST_INVALID', detail: {}, logged: 'too many non-empty layers in History section' });
  const found: { blobSum: string; v1Compatibility: string }[] = [];
  let parent = '';
  let layer = 0;
  for (const [index, step] of history.entries()) {
    const blobSum = step.empty_layer ? digest(emptyLayer) : (layers[layer++]?.digest ?? '');
    if (step.empty_layer && parts.storage.blob(name, blobSum) === undefined) await putEmptyLayer(parts, name, blobSum);
    const last = index === history.length - 1;
    const id = digest(`${blobSum.slice('sha256:'.length)} ${parent}${last ? ` ${text}` : ''}`).slice('sha256:'.length);
    const ids = { id, ...(parent === '' ? {} : { parent }) };
    const throwaway = step.empty_layer ? { throwaway: true } : {};
    const older = { ...ids, ...(step.comment ? { comment: step.comment } : {}), created: step.created ?? '0001-01-01T00:00:00Z', container_config: { Cmd: step.created_by ? [step.created_by] : null }, ...(step.author ? { author: step.author } : {}), ...throwaway };
    found.unshift({ blobSum, v1Compatibility: JSON.stringify(last ? sorted({ ...rest, ...ids, ...throwaway }) : older) });
    parent = id;
  }
  return found;
}

async function putEmptyLayer({ process, storage }: RegistryParts, name: string, blobSum: string): Promise<void> {
  const id = `empty-${process.system.random.hex(8)}`;
  storage.startUpload(name, id);
  storage.append(name, id, emptyLayer);
  await storage.finishUpload(name, id, blobSum);
}

/** A manifest of schema 2 for a client that knows only the first one: written anew from the image's config and signed, as Distribution 2 does. */
export async function toSchema1(parts: RegistryParts, name: string, tag: string, manifest: { config: { digest: string }; layers: readonly { digest: string }[] }): Promise<Uint8Array> {
  const path = parts.storage.blob(name, manifest.config.digest);
  if (path === undefined) throw new RegistryFailure({ code: 'MANIFEST_INVALID', detail: {}, logged: 'unknown blob' });
  const text = decode(parts.process.files.readFile(path));
  const { architecture } = JSON.parse(text) as Config;
  const all = await steps(name, parts, text, manifest.layers);
  const payload = JSON.stringify(
    { schemaVersion: 1, name, tag, architecture, fsLayers: all.map(({ blobSum }) => ({ blobSum })), history: all.map(({ v1Compatibility }) => ({ v1Compatibility })) },
    undefined,
    3,
  );
  const key = keyOf(parts);
  const tail = '\n}';
  const length = encode(payload).length - tail.length;
  const time = `${new Date(parts.process.system.clock.now()).toISOString().slice(0, 19)}Z`;
  const protectedPart = base64Url(encode(JSON.stringify({ formatLength: length, formatTail: base64Url(encode(tail)), time })));
  const signature = base64Url(key.sign(encode(`${protectedPart}.${base64Url(encode(payload))}`)));
  const signatures = [{ header: { jwk: { crv: 'P-256', kid: keyId(key), kty: 'EC', x: base64Url(key.x), y: base64Url(key.y) }, alg: 'ES256' }, signature, protected: protectedPart }];
  const appended = JSON.stringify({ signatures }, undefined, 3).slice(1);
  return encode(`${payload.slice(0, -tail.length)},${appended}`);
}
