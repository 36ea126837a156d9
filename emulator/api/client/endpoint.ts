/** Where a daemon listens: the forms that `DOCKER_HOST` has here. */
export type Endpoint = { readonly kind: 'unix'; readonly path: string; readonly url: string } | { readonly kind: 'tcp'; readonly host: string; readonly port: number; readonly url: string };

export const defaultHost = 'unix:///var/run/docker.sock';

/** Reads a host such as `unix:///run/docker.sock` or `tcp://10.0.0.2:2375`; `undefined` when it is of no known form. */
export function parseEndpoint(host: string): Endpoint | undefined {
  const [, scheme = 'tcp', rest = ''] = /^(?:([a-z]+):\/\/)?(.*)$/.exec(host.trim()) ?? [];
  if (scheme === 'unix') return { kind: 'unix', path: rest || '/var/run/docker.sock', url: `unix://${rest || '/var/run/docker.sock'}` };
  if (scheme !== 'tcp' && scheme !== 'http') return undefined;
  const match = /^(\[[^\]]*\]|[^:/]*)(?::(\d+))?(\/.*)?$/.exec(rest);
  if (!match) return undefined;
  const name = match[1] || 'localhost';
  const port = Number(match[2] ?? 2375);
  return { kind: 'tcp', host: name.replace(/^\[|\]$/g, ''), port, url: `tcp://${name}:${port}` };
}
