import type { Process } from '../../process/types';
import { control, type UnitStatus } from './control';
import { formatEntry, readJournal } from './journal';
import type { Unit } from './unit-file';
import { isEnabled, readUnit } from './unit-store';

const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/** `Tue 2026-11-24 09:54:38 UTC` */
function formatMoment(time: number): string {
  const date = new Date(time);
  return `${weekdays[date.getUTCDay()]} ${date.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

/** `1h 2min ago`, at most two units, as systemd writes spans. */
function formatAge(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000);
  const parts: [number, string][] = [
    [Math.floor(seconds / 86_400), seconds >= 172_800 ? ' days' : ' day'],
    [Math.floor((seconds % 86_400) / 3600), 'h'],
    [Math.floor((seconds % 3600) / 60), 'min'],
    [seconds % 60, 's'],
  ];
  const shown = parts.filter(([count]) => count > 0).slice(0, 2);
  return shown.length > 0 ? `${shown.map(([count, unit]) => `${count}${unit}`).join(' ')} ago` : 'now';
}

/** Writes what `systemctl status` shows of each unit; returns its exit code (0 active, 3 not, 4 unknown). */
export async function writeStatus(process: Process, names: readonly string[]): Promise<number> {
  let code = 0;
  for (const [index, name] of names.entries()) {
    const unit = readUnit(process.files, name);
    const answer = await control(process, { verb: 'status', unit: name });
    if (!unit || !answer.ok) {
      await process.write(2, `Unit ${name} could not be found.\n`);
      code = 4;
      continue;
    }
    await process.write(1, `${index > 0 ? '\n' : ''}${describe(process, unit, answer.status)}`);
    if (answer.status.active !== 'active') code = 3;
  }
  return code;
}

function describe(process: Process, unit: Unit, status: UnitStatus): string {
  const colours = process.terminal(1) !== undefined;
  const paint = (code: string, text: string) => (colours ? `\u001b[${code}m${text}\u001b[0m` : text);
  const tone = status.active === 'active' ? '0;1;32' : status.active === 'failed' ? '0;1;31' : '0';
  const dot = status.active === 'inactive' ? '○' : status.active === 'failed' ? '×' : '●';
  const enabled = isEnabled(process.files, unit.name) ? 'enabled' : 'disabled';
  const failed = status.active === 'failed' && status.result ? ` (Result: ${status.result.code === 'killed' ? 'signal' : 'exit-code'})` : ` (${status.sub})`;
  const lines = [`${paint(tone, dot)} ${unit.name} - ${unit.description}`, `     Loaded: loaded (${unit.path}; ${enabled}; preset: enabled)`];
  const age = status.since === undefined ? '' : ` since ${formatMoment(status.since)}; ${formatAge(process.system.clock.now() - status.since)}`;
  lines.push(`     Active: ${paint(tone, `${status.active}${failed}`)}${age}`);
  if (unit.documentation.length > 0) lines.push(`       Docs: ${unit.documentation.join('\n             ')}`);
  if (status.mainPid === undefined) {
    if (status.result && status.result.pid > 0) lines.push(`   Main PID: ${status.result.pid} (code=${status.result.code}, status=${status.result.status})`);
  } else {
    const group = process.list().filter((row) => row.controlGroup.path === `/system.slice/${unit.name}`);
    const memory = group.reduce((sum, row) => sum + row.memory, 0);
    const cpu = group.reduce((sum, row) => sum + row.cpuTime, 0);
    const main = group.find((row) => row.pid === status.mainPid);
    lines.push(`   Main PID: ${status.mainPid} (${main?.name ?? unit.command[0]?.split('/').at(-1)})`);
    lines.push(`      Tasks: ${group.length}`, `     Memory: ${(memory / 1024 / 1024).toFixed(1)}M`, `        CPU: ${Math.round(cpu)}ms`);
    lines.push(`     CGroup: /system.slice/${unit.name}`);
    for (const [at, row] of group.entries()) lines.push(`             ${at === group.length - 1 ? '└─' : '├─'}${row.pid} ${row.argv.join(' ')}`);
  }
  const log = canReadJournal(process) ? readJournal(process.files).filter((entry) => entry.unit === unit.name).slice(-10) : [];
  if (log.length > 0) lines.push('', ...log.map((entry) => formatEntry(entry, process.namespaces.uts.hostname)));
  return `${lines.join('\n')}\n`;
}

/** Root and the groups adm (4) and systemd-journal may read the journal; others see the status alone, as on a real host. */
function canReadJournal(process: Process): boolean {
  return process.files.exists('/var/log/journal/system.journal') && process.files.access('/var/log/journal/system.journal', { read: true });
}
