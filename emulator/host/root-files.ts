import { executableContent } from '../process/executable';
import type { FileCalls } from '../vfs/types';
import { hostConfiguration } from './configuration';
import { hostDirectories, hostLinks } from './directories';
import { installedPrograms } from './installed-programs';

/**
 * Lays out a fresh host's root file system through `files` (root's calls on an empty one): directories, links, configuration, and an
 * executable for every name in `programs` that belongs on a host.
 */
export function installHost(files: FileCalls, hostname: string, programs: readonly string[]): void {
  for (const { path, mode = 0o755, uid = 0, gid = 0 } of hostDirectories) {
    files.makeDirectory(path, { parents: true });
    files.changeMode(path, mode);
    files.changeOwner(path, uid, gid);
  }
  for (const [path, target] of Object.entries(hostLinks)) files.symlink(target, path);
  for (const { path, program, size, mode = 0o755 } of installedPrograms(programs)) {
    files.writeFile(path, executableContent(program, size), { mode });
    files.changeMode(path, mode);
  }
  if (files.exists('/usr/bin/dash')) files.symlink('dash', '/usr/bin/sh');
  for (const [path, { text, mode = 0o644, uid = 0, gid = 0 }] of Object.entries(hostConfiguration(hostname))) {
    files.writeFile(path, text, { mode });
    files.changeMode(path, mode);
    files.changeOwner(path, uid, gid);
  }
}
