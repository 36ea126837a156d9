import { isSystemError } from '../../kernel/errno';
import type { Process, Program } from '../../process/types';
import { control, type ControlRequest } from './control';
import { writeStatus } from './status';
import { disable, enable, isEnabled, listUnits, readUnit, unitName } from './unit-store';

const usage = `systemctl [OPTIONS...] COMMAND ...

Query or send control commands to the system manager.

Unit Commands:
  list-units                          List units currently in memory
  list-unit-files                     List installed unit files
  is-active PATTERN...                Check whether units are active
  is-failed PATTERN...                Check whether units are failed
  status [PATTERN...|PID...]          Show runtime status of one or more units
  cat PATTERN...                      Show files and drop-ins of specified units
  start UNIT...                       Start (activate) one or more units
  stop UNIT...                        Stop (deactivate) one or more units
  reload UNIT...                      Reload one or more units
  restart UNIT...                     Start or restart one or more units
  kill UNIT...                        Send signal to processes of a unit

Unit File Commands:
  enable [UNIT...|PATH...]            Enable one or more unit files
  disable UNIT...                     Disable one or more unit files
  is-enabled UNIT...                  Check whether unit files are enabled

Manager State Commands:
  daemon-reload                       Reload systemd manager configuration

Options:
  -h --help           Show this help
     --now            Start or stop unit after enabling or disabling it
  -q --quiet          Suppress output
     --no-pager       Do not pipe output into a pager
`;

const verbsForRoot = new Set(['start', 'stop', 'restart', 'reload', 'kill', 'enable', 'disable', 'daemon-reload']);

/** Like systemctl(1) for services: it changes and shows what PID 1 knows, over PID 1's socket. */
export const systemctl: Program = async (process: Process): Promise<number> => {
  const options = process.argv.slice(1).filter((word) => word.startsWith('-'));
  const [verb = 'list-units', ...names] = process.argv.slice(1).filter((word) => !word.startsWith('-'));
  if (options.includes('--help') || options.includes('-h')) {
    await process.write(1, usage);
    return 0;
  }
  const quiet = options.includes('--quiet') || options.includes('-q');
  const units = names.map(unitName);
  if (verbsForRoot.has(verb) && process.credentials.uid !== 0) {
    const target = units.length > 0 && !['enable', 'disable'].includes(verb) ? `Failed to ${verb} ${units[0]}: ` : 'Failed to reload daemon: ';
    await process.write(2, `${target}Interactive authentication required.\n${units.length > 0 ? `See system logs and 'systemctl status ${units[0]}' for details.\n` : ''}`);
    return 1;
  }
  try {
    switch (verb) {
      case 'start':
      case 'stop':
      case 'restart':
      case 'reload':
      case 'kill':
        return await change(process, verb, units);
      case 'try-restart':
        return await change(process, 'restart', units);
      case 'status':
        return await writeStatus(process, units.length > 0 ? units : listUnits(process.files));
      case 'is-active':
      case 'is-failed':
        return await tellState(process, verb, units, quiet);
      case 'is-enabled':
        return await tellEnabled(process, units, quiet);
      case 'enable':
      case 'disable':
        return await changeEnabled(process, verb, units, options.includes('--now'));
      case 'daemon-reload':
        return 0;
      case 'cat':
        return await showFiles(process, units);
      case 'list-units':
      case 'list-unit-files':
        return await list(process, verb);
      default:
        await process.write(2, `Unknown command verb '${verb}'.\n`);
        return 1;
    }
  } catch (error) {
    if (!isSystemError(error)) throw error;
    await process.write(2, "System has not been booted with systemd as init system (PID 1). Can't operate.\nFailed to connect to bus: Host is down\n");
    return 1;
  }
};

async function change(process: Process, verb: ControlRequest['verb'], units: readonly string[]): Promise<number> {
  if (units.length === 0) {
    await process.write(2, 'Too few arguments.\n');
    return 1;
  }
  for (const unit of units) {
    const answer = await control(process, { verb, unit });
    if (!answer.ok) {
      await process.write(2, `Failed to ${verb} ${unit}: ${answer.error}\n`);
      return 5;
    }
    if ((verb === 'start' || verb === 'restart') && answer.status.active !== 'active') {
      await process.write(
        2,
        `Job for ${unit} failed because the control process exited with error code.\nSee "systemctl status ${unit}" and "journalctl -xeu ${unit}" for details.\n`,
      );
      return 1;
    }
  }
  return 0;
}

async function tellState(process: Process, verb: string, units: readonly string[], quiet: boolean): Promise<number> {
  let code = verb === 'is-failed' ? 1 : 0;
  for (const unit of units) {
    const answer = await control(process, { verb: 'status', unit });
    const state = answer.ok ? answer.status.active : 'inactive';
    if (!quiet) await process.write(1, `${state}\n`);
    if (verb === 'is-failed') code = state === 'failed' ? 0 : code;
    else if (state !== 'active') code = answer.ok ? 3 : 4;
  }
  return code;
}

async function tellEnabled(process: Process, units: readonly string[], quiet: boolean): Promise<number> {
  let code = 0;
  for (const unit of units) {
    if (!readUnit(process.files, unit)) {
      await process.write(2, 'not-found\n');
      code = 4;
      continue;
    }
    const enabled = isEnabled(process.files, unit);
    if (!quiet) await process.write(1, enabled ? 'enabled\n' : 'disabled\n');
    if (!enabled) code = 1;
  }
  return code;
}

async function changeEnabled(process: Process, verb: 'enable' | 'disable', names: readonly string[], now: boolean): Promise<number> {
  for (const name of names) {
    const unit = readUnit(process.files, name);
    if (!unit) {
      await process.write(2, `Failed to ${verb} unit: Unit ${name} does not exist\n`);
      return 1;
    }
    if (verb === 'enable') {
      const link = enable(process.files, unit);
      if (link !== undefined) await process.write(2, `Created symlink ${link} → ${unit.path}.\n`);
    } else {
      const link = disable(process.files, unit);
      if (link !== undefined) await process.write(2, `Removed "${link}".\n`);
    }
    if (now) await change(process, verb === 'enable' ? 'start' : 'stop', [name]);
  }
  return 0;
}

async function showFiles(process: Process, names: readonly string[]): Promise<number> {
  for (const name of names) {
    const unit = readUnit(process.files, name);
    if (!unit) {
      await process.write(2, `No files found for ${name}.\n`);
      return 1;
    }
    await process.write(1, `# ${unit.path}\n${process.files.readText(unit.path)}`);
  }
  return 0;
}

async function list(process: Process, verb: 'list-units' | 'list-unit-files'): Promise<number> {
  const names = listUnits(process.files);
  const width = Math.max(9, ...names.map((name) => name.length));
  if (verb === 'list-unit-files') {
    const rows = names.map((name) => `${name.padEnd(width)} ${(isEnabled(process.files, name) ? 'enabled' : 'disabled').padEnd(8)} enabled\n`);
    await process.write(1, `${'UNIT FILE'.padEnd(width)} STATE    PRESET\n${rows.join('')}\n${names.length} unit files listed.\n`);
    return 0;
  }
  let text = `  ${'UNIT'.padEnd(width)} LOAD   ACTIVE   SUB     DESCRIPTION\n`;
  let shown = 0;
  for (const unit of names) {
    const answer = await control(process, { verb: 'status', unit });
    if (!answer.ok || answer.status.active === 'inactive') continue;
    shown++;
    const mark = answer.status.active === 'failed' ? '●' : ' ';
    text += `${mark} ${unit.padEnd(width)} loaded ${answer.status.active.padEnd(8)} ${answer.status.sub.padEnd(7)} ${readUnit(process.files, unit)?.description ?? ''}\n`;
  }
  await process.write(1, `${text}\n${shown} loaded units listed.\n`);
  return 0;
}
