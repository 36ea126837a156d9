import { CliError } from '../../cli/error';

const systems = new Set(['aix', 'android', 'darwin', 'dragonfly', 'freebsd', 'illumos', 'ios', 'js', 'linux', 'nacl', 'netbsd', 'openbsd', 'plan9', 'solaris', 'wasip1', 'windows', 'zos']);
const architectures = new Set(
  '386 amd64 amd64p32 arm armbe arm64 arm64be loong64 mips mipsle mips64 mips64le mips64p32 mips64p32le ppc riscv riscv64 s390 s390x sparc sparc64 ppc64 ppc64le wasm'.split(' '),
);
const otherNames: Readonly<Record<string, string>> = { aarch64: 'arm64', x86_64: 'amd64', 'x86-64': 'amd64', i386: '386', armhf: 'arm', armel: 'arm' };

/** A platform as the engine takes it: `amd64` becomes `linux/amd64`. Throws what containerd's library says of what is none. */
export function parsePlatform(text: string): string {
  const failed = (reason: string) => new CliError(`${JSON.stringify(text)}: ${reason}: invalid argument`);
  if (text === 'local') return 'linux/amd64';
  if (text.includes('*')) throw failed('wildcards not yet supported');
  const parts = text.split('/').map((part) => part.toLowerCase());
  const wrong = parts.find((part) => !/^[\w.-]+$/.test(part));
  if (wrong !== undefined) throw new CliError(`${JSON.stringify(text)} is an invalid component of ${JSON.stringify(text)}: platform specifier component must match "^[A-Za-z0-9_.-]+$": invalid argument`);
  const [first = '', second, variant, ...more] = parts;
  if (more.length > 0) throw failed('cannot parse platform specifier');
  const architecture = (name: string) => otherNames[name] ?? name;
  if (second === undefined) {
    if (systems.has(first)) return `${first}/amd64`;
    if (architectures.has(architecture(first))) return `linux/${architecture(first)}`;
    throw failed('unknown operating system or architecture');
  }
  return [first, architecture(second), ...(variant === undefined ? [] : [variant])].join('/');
}

/** All `--platform`, each once. */
export function parsePlatforms(texts: readonly string[]): string[] {
  return [...new Set(texts.flatMap((text) => text.split(',')).filter((text) => text !== '').map((text) => parsePlatform(text.trim())))];
}
