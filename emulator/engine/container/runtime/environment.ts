import type { Container } from '../container';

/** The environment of a container's processes. */
export function environmentOf(container: Container, home: string, extra: readonly string[] = []): Map<string, string> {
  const { Config: config } = container.record;
  const env = new Map([['PATH', '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin']]);
  env.set('HOSTNAME', config.Hostname);
  if (config.Tty) env.set('TERM', 'xterm');
  for (const entry of [...(config.Env ?? []), ...extra]) {
    const at = entry.indexOf('=');
    if (at < 0) env.delete(entry);
    else env.set(entry.slice(0, at), entry.slice(at + 1));
  }
  if (!env.has('HOME')) env.set('HOME', home);
  return env;
}
