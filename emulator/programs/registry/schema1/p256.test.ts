import { createPublicKey, verify } from 'node:crypto';
import { expect, it } from 'vitest';
import { createSigningKey } from './p256';

const base64Url = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url');

it('signs as ES256 wants it', () => {
  const key = createSigningKey(Uint8Array.from({ length: 32 }, (_, index) => index * 7 + 1));
  const open = createPublicKey({ format: 'jwk', key: { kty: 'EC', crv: 'P-256', x: base64Url(key.x), y: base64Url(key.y) } });
  const message = new TextEncoder().encode('a manifest');
  const check = (bytes: Uint8Array) => verify('sha256', bytes, { key: open, dsaEncoding: 'ieee-p1363' }, key.sign(message));
  expect(check(message)).toBe(true);
  expect(check(new TextEncoder().encode('another'))).toBe(false);
});
