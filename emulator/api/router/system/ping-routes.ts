import type { Route } from '../route';

const pingHeaders = {
  'Builder-Version': '2',
  'Cache-Control': 'no-cache, no-store, must-revalidate',
  Pragma: 'no-cache',
  Swarm: 'inactive',
  'Content-Type': 'text/plain; charset=utf-8',
};

/** `/_ping`, which every client asks first. */
export const pingRoutes: readonly Route[] = [
  { method: 'GET', pattern: '/_ping', handle: async () => ({ status: 200, headers: pingHeaders, body: 'OK' }) },
  { method: 'HEAD', pattern: '/_ping', handle: async () => ({ status: 200, headers: { ...pingHeaders, 'Content-Length': '0' } }) },
];
