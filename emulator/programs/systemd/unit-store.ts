import type { FileCalls } from '../../vfs/types';
import { parseUnit, type Unit } from './unit-file';

/** Where unit files lie, the administrator's first. */
const folders = ['/etc/systemd/system', '/usr/lib/systemd/system'];
const wantsFolder = '/etc/systemd/system/multi-user.target.wants';

/** `docker` and `docker.service` are the same unit. */
export function unitName(name: string): string {
  return /\.(service|socket|target|timer)$/.test(name) ? name : `${name}.service`;
}

/** The unit of that name, read from its file; undefined when there is none. */
export function readUnit(files: FileCalls, name: string): Unit | undefined {
  for (const folder of folders) {
    const path = `${folder}/${name}`;
    if (files.exists(path)) return parseUnit(name, path, files.readText(path));
  }
  return undefined;
}

/** Names of all services that have a file. */
export function listUnits(files: FileCalls): string[] {
  const names = folders.filter((folder) => files.exists(folder)).flatMap((folder) => files.readDirectory(folder).map((entry) => entry.name));
  return [...new Set(names.filter((name) => name.endsWith('.service')))].sort();
}

/** Whether the unit starts at boot. */
export function isEnabled(files: FileCalls, name: string): boolean {
  return files.exists(`${wantsFolder}/${name}`);
}

/** Makes the link that starts the unit at boot; returns its path, or undefined when it was there. */
export function enable(files: FileCalls, unit: Unit): string | undefined {
  const link = `${wantsFolder}/${unit.name}`;
  if (files.exists(link)) return undefined;
  files.makeDirectory(wantsFolder, { parents: true });
  files.symlink(unit.path, link);
  return link;
}

/** Takes the link away; returns its path, or undefined when there was none. */
export function disable(files: FileCalls, unit: Unit): string | undefined {
  const link = `${wantsFolder}/${unit.name}`;
  if (!files.exists(link)) return undefined;
  files.unlink(link);
  return link;
}
