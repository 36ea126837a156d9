import type { FileCalls } from '../../vfs/types';

/** The journal: one line of JSON an entry, so that it survives a reboot and can be looked at with `cat`. */
const journalPath = '/var/log/journal/system.journal';

/** Group number of `adm`, whose members may read it. */
const administrators = 4;

/** Bytes at which the older half of the journal is dropped. */
const journalLimit = 512 * 1024;

/** One line that a service printed, or that the service manager said of it. */
export interface JournalEntry {
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly unit: string;
  /** Who said it: `dockerd`, `systemd`. */
  readonly identifier: string;
  readonly pid: number;
  readonly message: string;
  /** Number of the boot, counting from 0. */
  readonly boot: number;
}

/** Adds entries at the end; drops the older half when the file has grown over its limit. */
export function appendJournal(files: FileCalls, entries: readonly JournalEntry[]): void {
  files.makeDirectory('/var/log/journal', { parents: true });
  const text = entries.map((entry) => `${JSON.stringify(entry)}\n`).join('');
  if (!files.exists(journalPath)) {
    files.writeFile(journalPath, '', { mode: 0o640 });
    files.changeOwner(journalPath, 0, administrators);
  }
  files.writeFile(journalPath, text, { append: true });
  if (files.stat(journalPath).size < journalLimit) return;
  const lines = files.readText(journalPath).split('\n');
  files.writeFile(journalPath, lines.slice(lines.length >> 1).join('\n'));
}

/** All entries, oldest first; a line that was cut off by a crash is passed over. */
export function readJournal(files: FileCalls): JournalEntry[] {
  if (!files.exists(journalPath)) return [];
  return files
    .readText(journalPath)
    .split('\n')
    .flatMap((line) => {
      try {
        return line === '' ? [] : [JSON.parse(line) as JournalEntry];
      } catch {
        return [];
      }
    });
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `Nov 24 09:54:38 drydock dockerd[123]: message`, in UTC, the host's zone. */
export function formatEntry(entry: JournalEntry, hostname: string): string {
  const date = new Date(entry.time);
  const clock = date.toISOString().slice(11, 19);
  return `${months[date.getUTCMonth()]} ${String(date.getUTCDate()).padStart(2, '0')} ${clock} ${hostname} ${entry.identifier}[${entry.pid}]: ${entry.message}`;
}
