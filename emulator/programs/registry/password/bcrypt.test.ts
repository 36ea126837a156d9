import { expect, it } from 'vitest';
import { hashPassword, isPassword } from './bcrypt';

const pause = () => undefined;

// Hashes that a real registry takes (conformance/scenarios/registry/login), and one with the letters of htpasswd.
it('knows passwords by their hashes', async () => {
  const hash = '$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW';
  expect(await isPassword('U*U', hash, pause)).toBe(true);
  expect(await isPassword('U*V', hash, pause)).toBe(false);
  expect(await isPassword('U*U', 'U*U', pause)).toBe(false);
});

it('makes hashes that it knows again', async () => {
  const hash = await hashPassword('secret', 4, new Uint8Array(16).fill(7), pause);
  expect(hash).toMatch(/^\$2y\$04\$.{53}$/);
  expect(await isPassword('secret', hash, pause)).toBe(true);
});
