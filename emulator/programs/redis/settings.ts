import { splitLine } from './reply';

const defaults: Readonly<Record<string, string>> = {
  bind: '* -::*',
  port: '6379',
  databases: '16',
  dir: '',
  dbfilename: 'dump.rdb',
  save: '3600 1 300 100 60 10000',
  appendonly: 'no',
  appendfilename: 'appendonly.aof',
  appenddirname: 'appendonlydir',
  appendfsync: 'everysec',
  requirepass: '',
  'protected-mode': 'no',
  maxmemory: '0',
  'maxmemory-policy': 'noeviction',
  maxclients: '10000',
  timeout: '0',
  'tcp-keepalive': '300',
  'tcp-backlog': '511',
  loglevel: 'notice',
  logfile: '',
  daemonize: 'no',
  'always-show-logo': 'no',
};

/** A setting is wrong; the text is what the server says before it ends. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}

/** The settings of a server: what it has anyway, then the lines of its configuration file, then its arguments (`--port 6380`). */
export function readSettings(fileText: string, args: readonly string[], cwd: string): Map<string, string> {
  const settings = new Map(Object.entries({ ...defaults, dir: cwd }));
  const saves: string[] = [];
  const argLines: string[] = [];
  for (const word of args) {
    if (word.startsWith('--')) argLines.push(word.slice(2));
    else if (argLines.length > 0) argLines.push(`${argLines.pop() ?? ''} ${word === '' || /\s/.test(word) ? JSON.stringify(word) : word}`);
  }
  const lines = [...fileText.split('\n'), ...argLines];
  for (const [index, raw] of lines.entries()) {
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) continue;
    const words = splitLine(line);
    const fail = (what: string) => new SettingsError(`\n*** FATAL CONFIG FILE ERROR (Redis) ***\nReading the configuration file, at line ${index + 1}\n>>> '${line}'\n${what}\n`);
    if (!words) throw fail('Unbalanced quotes in configuration line');
    const [name = '', ...values] = words;
    const lower = name.toLowerCase();
    if (!settings.has(lower) || values.length === 0) throw fail('Bad directive or wrong number of arguments');
    const value = values.join(' ');
    if (lower === 'port' && !(/^\d+$/.test(value) && Number(value) <= 65_535)) throw fail('argument must be between 0 and 65535 inclusive');
    if (['appendonly', 'daemonize', 'protected-mode'].includes(lower) && !['yes', 'no'].includes(value)) throw fail("argument must be 'yes' or 'no'");
    if (lower === 'save') {
      if (value === '') saves.length = 0;
      else saves.push(value);
      settings.set('save', saves.join(' '));
    } else settings.set(lower, value);
  }
  return settings;
}

/** The save points: after so many seconds with so many changes. */
export function savePoints(settings: ReadonlyMap<string, string>): { readonly seconds: number; readonly changes: number }[] {
  const numbers = (settings.get('save') ?? '').split(' ').filter((word) => word !== '').map(Number);
  return numbers.flatMap((seconds, at) => (at % 2 === 0 ? [{ seconds, changes: numbers[at + 1] ?? 1 }] : []));
}
