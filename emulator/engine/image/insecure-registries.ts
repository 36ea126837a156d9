import type { Process } from '../../process/types';

/** Registries that need no TLS: what daemon.json and the flags of the daemon said when it started. */
const insecureOf = new WeakMap<Process, readonly string[]>();

function readInsecure({ argv, files }: Process): string[] {
  const flag = (name: string) => argv.flatMap((word, index) => (word.startsWith(`--${name}=`) ? [word.slice(name.length + 3)] : word === `--${name}` ? [argv[index + 1] ?? ''] : []));
  const path = flag('config-file').at(-1) ?? '/etc/docker/daemon.json';
  const text = files.exists(path) ? files.readText(path).trim() : '';
  const config = (text === '' ? {} : JSON.parse(text)) as { 'insecure-registries'?: unknown };
  const listed = config['insecure-registries'];
  return [...flag('insecure-registry'), ...(Array.isArray(listed) ? listed.map(String) : [])];
}

/** Remembers which registries need no TLS, when the daemon starts. */
export function noteInsecureRegistries(process: Process): void {
  insecureOf.set(process, readInsecure(process));
}

/** Hosts and networks that were noted. */
export function insecureRegistries(process: Process): readonly string[] {
  return insecureOf.get(process) ?? [];
}
