import { parseArgs } from './options';
import { isSystemError } from '../../kernel/errno';
import type { Process, Program } from '../../process/types';
import { formatEntry, readJournal, type JournalEntry } from './journal';
import { unitName } from './unit-store';

/** How often (milliseconds) `-f` looks for new lines. */
const followInterval = 100;

/** Like journalctl(1): `-u UNIT`, `-n LINES`, `-f`, `-b`, `-r`, `--no-pager`, `-o cat|short|json`. */
export const journalctl: Program = async (process: Process): Promise<number> => {
  const parsed = parseArgs(process.argv.slice(1), { u: 'unit', n: 'lines', o: 'output', f: true, b: true, r: true, e: true, x: true, q: true });
  if (typeof parsed === 'string') {
    await process.write(2, `journalctl: ${parsed}\n`);
    return 1;
  }
  const units = (parsed.values.get('unit') ?? []).map(unitName);
  const output = parsed.values.get('output')?.at(-1) ?? 'short';
  const wanted = (entry: JournalEntry) => units.length === 0 || units.includes(entry.unit);
  const render = (entry: JournalEntry) =>
    output === 'cat' ? entry.message : output === 'json' ? JSON.stringify(entry) : formatEntry(entry, process.namespaces.uts.hostname);
  let entries: JournalEntry[];
  try {
    entries = readJournal(process.files).filter(wanted);
  } catch (error) {
    if (!isSystemError(error, 'EACCES')) throw error;
    await process.write(
      2,
      "Hint: You are currently not seeing messages from other users and the system.\n      Users in groups 'adm', 'systemd-journal' can see all messages.\nNo journal files were opened due to insufficient permissions.\n",
    );
    return 1;
  }
  const follow = parsed.flags.has('f') || parsed.flags.has('follow');
  if (parsed.flags.has('b') || parsed.flags.has('boot')) entries = entries.filter((entry) => entry.boot === entries.at(-1)?.boot);
  const lines = parsed.values.get('lines')?.at(-1) ?? (follow ? '10' : 'all');
  let shown = lines === 'all' ? entries : Number(lines) === 0 ? [] : entries.slice(-Number(lines));
  if (parsed.flags.has('r') || parsed.flags.has('reverse')) shown = shown.toReversed();
  if (shown.length === 0 && !follow) await process.write(1, '-- No entries --\n');
  let boot: number | undefined;
  for (const entry of shown) {
    if (boot !== undefined && entry.boot !== boot && output === 'short') await process.write(1, `-- Boot ${String(entry.boot).padStart(32, '0')} --\n`);
    boot = entry.boot;
    await process.write(1, `${render(entry)}\n`);
  }
  let seen = entries.length;
  while (follow) {
    await process.sleep(followInterval);
    const now = readJournal(process.files).filter(wanted);
    for (const entry of now.slice(Math.min(seen, now.length))) await process.write(1, `${render(entry)}\n`);
    seen = now.length;
  }
  return 0;
};
