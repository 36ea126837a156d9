import type { Process } from '../../process/types';

/** Registries that need no TLS: what daemon.json and the flags of the daemon said when it started. */
const insecureOf = new WeakMap<Process, readonly string[]>();

/** Remembers which registries need no TLS, when the daemon starts. */
export function noteInsecureRegistries(process: Process, hosts: readonly string[]): void {
  insecureOf.set(process, hosts);
}

/** Hosts and networks that were noted. */
export function insecureRegistries(process: Process): readonly string[] {
  return insecureOf.get(process) ?? [];
}
