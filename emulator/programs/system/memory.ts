/** `free` and `uptime`: what /proc tells of memory and load. */
import { formatDate } from '../command-line/date-format';
import { createTool, type Flavour } from '../command-line/tool';

/** `free`. */
export const createFree = (flavour: Flavour) =>
  createTool(
    {
      name: 'free',
      options: { bytes: 'b,bytes', kibi: 'k,kibi', mebi: 'm,mebi', gibi: 'g,gibi', human: 'h,human', total: 't,total', wide: 'w,wide', si: 'si' },
      help: '\nUsage:\n free [options]\n\nOptions:\n -b, --bytes         show output in bytes\n -k, --kibi          show output in kibibytes\n -m, --mebi          show output in mebibytes\n -g, --gibi          show output in gibibytes\n -h, --human         show human-readable output\n -t, --total         show total for RAM + swap\n',
      async run(tool) {
        const { options, process } = tool;
        const values = new Map(process.files.readText('/proc/meminfo').split('\n').map((line) => [line.split(':')[0] ?? '', Number(/\d+/.exec(line)?.[0] ?? 0)]));
        const of = (name: string) => values.get(name) ?? 0;
        const cache = of('Buffers') + of('Cached') + of('SReclaimable');
        const available = of('MemAvailable');
        const memory = [of('MemTotal'), of('MemTotal') - available, of('MemFree'), of('Shmem'), cache, available];
        const swap = [of('SwapTotal'), of('SwapTotal') - of('SwapFree'), of('SwapFree')];
        const show = (kibibytes: number): string => {
          if (options.has('bytes')) return String(kibibytes * 1024);
          if (options.has('mebi')) return String(Math.floor(kibibytes / 1024));
          if (options.has('gibi')) return String(Math.floor(kibibytes / 1_048_576));
          return options.has('human') ? human(kibibytes) : String(kibibytes);
        };
        const line = (name: string, numbers: readonly number[]) => `${name.padEnd(8)}${numbers.map((value) => show(value).padStart(12)).join('')}\n`;
        const heads = ['total', 'used', 'free', 'shared', 'buff/cache', 'available'];
        const totals = [0, 1, 2].map((index) => (memory[index] ?? 0) + (swap[index] ?? 0));
        await tool.out.write(`${' '.repeat(8)}${heads.map((head) => head.padStart(12)).join('')}\n${line('Mem:', memory)}${line('Swap:', swap)}${options.has('total') ? line('Total:', totals) : ''}`);
      },
    },
    flavour,
  );

function human(kibibytes: number): string {
  let value = kibibytes * 1024;
  let unit = 0;
  while (value >= 1024 && unit < 4) {
    value /= 1024;
    unit++;
  }
  return unit === 0 ? `${value}B` : `${value < 10 ? value.toFixed(1) : Math.floor(value)}${['B', 'Ki', 'Mi', 'Gi', 'Ti'][unit]}`;
}

/** `10:35:01 up 2 min,  1 user,  load average: 0.00, 0.00, 0.00`, as uptime, w and top begin. */
export function uptimeLine(files: { readText(path: string): string }, now: number, users: number): string {
  const seconds = Math.floor(Number(files.readText('/proc/uptime').split(' ')[0] ?? 0));
  const days = Math.floor(seconds / 86_400);
  const hours = Math.floor(seconds / 3600) % 24;
  const minutes = Math.floor(seconds / 60) % 60;
  const clock = hours > 0 ? `${String(hours).padStart(2)}:${String(minutes).padStart(2, '0')}` : `${minutes} min`;
  const load = files.readText('/proc/loadavg').split(' ').slice(0, 3).join(', ');
  return `${formatDate('%H:%M:%S', now)} up ${days > 0 ? `${days} day${days === 1 ? '' : 's'}, ` : ''}${clock},  ${users} user${users === 1 ? '' : 's'},  load average: ${load}`;
}

/** `uptime`. */
export const createUptime = (flavour: Flavour) =>
  createTool(
    {
      name: 'uptime',
      options: { pretty: 'p,pretty', since: 's,since' },
      help: '\nUsage:\n uptime [options]\n\nOptions:\n -p, --pretty   show uptime in pretty format\n -s, --since    system up since\n',
      async run(tool) {
        const { process } = tool;
        const now = process.system.clock.now();
        const terminals = new Set(process.list().flatMap((row) => (row.terminal === undefined ? [] : [row.terminal])));
        const seconds = Math.floor(Number(process.files.readText('/proc/uptime').split(' ')[0] ?? 0));
        if (tool.options.has('since')) return void (await tool.out.write(`${formatDate('%F %T', now - seconds * 1000)}\n`));
        if (tool.options.has('pretty')) {
          const parts = [[Math.floor(seconds / 86_400), 'day'], [Math.floor(seconds / 3600) % 24, 'hour'], [Math.floor(seconds / 60) % 60, 'minute']] as const;
          const words = parts.filter(([count, unit]) => count > 0 || (unit === 'minute' && seconds < 3600)).map(([count, unit]) => `${count} ${unit}${count === 1 ? '' : 's'}`);
          return void (await tool.out.write(`up ${words.join(', ')}\n`));
        }
        await tool.out.write(` ${uptimeLine(process.files, now, terminals.size)}\n`);
      },
    },
    flavour,
  );
