/** What the service manager takes from a unit file (systemd.service(5)): the parts that services here use. */
export interface Unit {
  /** With `.service`. */
  readonly name: string;
  readonly path: string;
  readonly description: string;
  readonly documentation: readonly string[];
  readonly command: readonly string[];
  readonly user: string;
  readonly environment: readonly string[];
  readonly restart: 'no' | 'on-failure' | 'always';
  /** Milliseconds before a restart. */
  readonly restartDelay: number;
  /** Milliseconds between SIGTERM and SIGKILL. */
  readonly stopTimeout: number;
  readonly wantedBy: readonly string[];
}

/** `2`, `2s`, `1min 30s`, `500ms` in milliseconds. */
function parseSpan(text: string, fallback: number): number {
  const units: Record<string, number> = { ms: 1, s: 1000, '': 1000, min: 60_000, m: 60_000, h: 3_600_000 };
  let sum = 0;
  let found = false;
  for (const match of text.matchAll(/(\d+)\s*(ms|s|min|m|h)?/g)) {
    found = true;
    sum += Number(match[1]) * (units[match[2] ?? ''] ?? 1000);
  }
  return found ? sum : fallback;
}

/** Reads the text of a unit file. Unknown sections and keys are passed over, as systemd does with a warning. */
export function parseUnit(name: string, path: string, text: string): Unit {
  const values = new Map<string, string[]>();
  let section = '';
  for (const raw of text.replaceAll(/\\\n/g, ' ').split('\n')) {
    const line = raw.trim();
    if (line === '' || line.startsWith('#') || line.startsWith(';')) continue;
    const header = /^\[(.+)\]$/.exec(line);
    if (header) {
      section = header[1] ?? '';
      continue;
    }
    const at = line.indexOf('=');
    if (at < 0) continue;
    const key = `${section}.${line.slice(0, at).trim()}`;
    const value = line.slice(at + 1).trim();
    values.set(key, value === '' ? [] : [...(values.get(key) ?? []), value]);
  }
  const last = (key: string) => values.get(key)?.at(-1);
  const words = (key: string) => (values.get(key) ?? []).flatMap((value) => value.split(/\s+/));
  const restart = last('Service.Restart');
  return {
    name,
    path,
    description: last('Unit.Description') ?? name,
    documentation: words('Unit.Documentation'),
    command: (last('Service.ExecStart') ?? '').split(/\s+/).filter((word) => word !== ''),
    user: last('Service.User') ?? 'root',
    environment: (values.get('Service.Environment') ?? []).map((value) => value.replaceAll(/^"|"$/g, '')),
    restart: restart === 'always' || restart === 'on-failure' ? restart : 'no',
    restartDelay: parseSpan(last('Service.RestartSec') ?? '', 100),
    stopTimeout: parseSpan(last('Service.TimeoutStopSec') ?? '', 90_000),
    wantedBy: words('Install.WantedBy'),
  };
}
