/** The client that this program is. */
export const clientVersion = {
  version: '28.5.2',
  apiVersion: '1.51',
  goVersion: 'go1.25.3',
  commit: 'ecc6942',
  built: 'Wed Nov  5 14:43:33 2025',
  os: 'linux',
  arch: 'amd64',
} as const;

/** The plugins that are built in. */
export const plugins = [
  {
    SchemaVersion: '0.1.0',
    Vendor: 'Docker Inc.',
    Version: 'v0.29.1',
    ShortDescription: 'Docker Buildx',
    Name: 'buildx',
    Path: '/usr/libexec/docker/cli-plugins/docker-buildx',
  },
] as const;
