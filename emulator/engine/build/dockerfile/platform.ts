import { DockerfileError } from './error';

/** What an image is made for. */
export interface Platform {
  readonly os: string;
  readonly architecture: string;
  readonly variant: string;
}

/** The emulated host. */
export const hostPlatform: Platform = { os: 'linux', architecture: 'amd64', variant: '' };

const aliases: Readonly<Record<string, string>> = {
  x86_64: 'amd64',
  'x86-64': 'amd64',
  aarch64: 'arm64',
  i386: '386',
  i686: '386',
  armhf: 'arm',
  armel: 'arm',
};

/** Reads `linux/arm64/v8`. Throws {@link DockerfileError} as containerd's library says it. */
export function parsePlatform(text: string): Platform {
  const parts = text.split('/');
  const bad = parts.find((part) => !/^[A-Za-z0-9_.-]+$/.test(part));
  if (bad !== undefined)
    throw new DockerfileError(
      `${JSON.stringify(bad)} is an invalid component of ${JSON.stringify(text)}: platform specifier component must match "^[A-Za-z0-9_.-]+$": invalid argument`,
    );
  const [first = '', second, third = ''] = parts.map((part) => part.toLowerCase());
  const architecture = (name: string) => aliases[name] ?? name;
  if (parts.length > 3) throw new DockerfileError(`${JSON.stringify(text)}: cannot parse platform specifier: invalid argument`);
  if (second !== undefined) return { os: first, architecture: architecture(second), variant: third };
  if (['linux', 'windows', 'darwin', 'freebsd'].includes(first)) return { ...hostPlatform, os: first };
  if (['386', 'amd64', 'arm', 'arm64', 'ppc64le', 'riscv64', 's390x', 'loong64'].includes(architecture(first)))
    return { os: 'linux', architecture: architecture(first), variant: '' };
  throw new DockerfileError(`${JSON.stringify(text)}: unknown operating system or architecture: invalid argument`);
}

/** `linux/amd64`. */
export function formatPlatform({ os, architecture, variant }: Platform): string {
  return [os, architecture, variant].filter((part) => part !== '').join('/');
}

/** The arguments that are there without being asked for: TARGETPLATFORM and friends. */
export function platformArguments(target: Platform, build: Platform): Map<string, string> {
  const of = (prefix: string, platform: Platform): [string, string][] => [
    [`${prefix}PLATFORM`, formatPlatform(platform)],
    [`${prefix}OS`, platform.os],
    [`${prefix}OSVERSION`, ''],
    [`${prefix}ARCH`, platform.architecture],
    [`${prefix}VARIANT`, platform.variant],
  ];
  return new Map([...of('BUILD', build), ...of('TARGET', target)]);
}

/** Arguments that RUN gets without their being declared, and that no cache depends on. */
export const proxyArguments: ReadonlySet<string> = new Set([
  'HTTP_PROXY',
  'http_proxy',
  'HTTPS_PROXY',
  'https_proxy',
  'FTP_PROXY',
  'ftp_proxy',
  'NO_PROXY',
  'no_proxy',
  'ALL_PROXY',
  'all_proxy',
]);
