import { OptionError, parseOptions } from '../command-line/options';
import type { Program } from '../../process/types';
import { aptInstall, aptRemove, cleanArchives } from './apt-install';
import { aptOptions, AptRun } from './apt-run';
import { aptSize, isInstalled, readCandidates, readStatus } from './apt-state';
import { aptUpdate } from './apt-update';

const version = (run: AptRun) => `apt ${readStatus(run.process.files).get('apt')?.get('Version') ?? '2.8.3'} (amd64)\n`;

const help = (run: AptRun) =>
  run.name === 'apt'
    ? `${version(run)}Usage: apt [options] command\n\napt is a commandline package manager and provides commands for\nsearching and managing as well as querying information about packages.\nIt provides the same functionality as the specialized APT tools,\nlike apt-get and apt-cache, but enables options more suitable for\ninteractive use by default.\n\nMost used commands:\n  list - list packages based on package names\n  search - search in package descriptions\n  show - show package details\n  install - install packages\n  reinstall - reinstall packages\n  remove - remove packages\n  autoremove - automatically remove all unused packages\n  update - update list of available packages\n  upgrade - upgrade the system by installing/upgrading packages\n  full-upgrade - upgrade the system by removing/installing/upgrading packages\n\nSee apt(8) for more information about the available commands.\n`
    : `${version(run)}Usage: ${run.name} [options] command\n       ${run.name} [options] install|remove pkg1 [pkg2 ...]\n\nMost used commands:\n  update - Retrieve new lists of packages\n  upgrade - Perform an upgrade\n  install - Install new packages (pkg is libc6 not libc6.deb)\n  reinstall - Reinstall packages (pkg is libc6 not libc6.deb)\n  remove - Remove packages\n  purge - Remove packages and config files\n  autoremove - Remove automatically all unused packages\n  dist-upgrade - Distribution upgrade, see apt-get(8)\n  clean - Erase downloaded archive files\n  autoclean - Erase old downloaded archive files\n\nSee ${run.name}(8) for more information about the available commands.\n`;

/** `apt`, `apt-get`, `apt-cache`: packages of an emulated archive that is fetched over the machine's network; what they install are real files. */
export const createApt =
  (name: 'apt' | 'apt-get' | 'apt-cache'): Program =>
  async (process) => {
    let run: AptRun;
    try {
      // -qq is the letter twice, not q with a value.
      run = new AptRun(process, name, parseOptions(process.argv.slice(1).flatMap((word) => (/^-[a-zA-Z]*q[a-zA-Z]*$/.test(word) ? [...word.slice(1)].map((letter) => (letter === 'q' ? '-q' : `-${letter}`)) : [word])), aptOptions));
    } catch (error) {
      if (!(error instanceof OptionError)) throw error;
      const letter = /invalid option -- '(.)'/.exec(error.message)?.[1];
      await process.write(2, letter === undefined ? `E: Command line option ${/'(.*)'/.exec(error.message)?.[1] ?? ''} is not understood in combination with the other options\n` : `E: Command line option '${letter}' [from -${letter}] is not understood in combination with the other options.\n`);
      return 100;
    }
    const [command, ...names] = run.given.operands;
    if (run.given.has('version')) return await print(run, version(run));
    if (run.given.has('help') || command === undefined || command === 'help') return await print(run, help(run));
    if (name === 'apt' && !process.terminal(1)) await process.write(2, '\nWARNING: apt does not have a stable CLI interface. Use with caution in scripts.\n\n');
    return await obey(run, command, names);
  };

async function print(run: AptRun, text: string): Promise<number> {
  await run.process.write(1, text);
  return 0;
}

async function obey(run: AptRun, command: string, names: readonly string[]): Promise<number> {
  const cache = run.name !== 'apt-get';
  if (cache && command === 'search') return await search(run, names);
  if (cache && command === 'show') return await show(run, names);
  if (cache && command === 'policy') return await policy(run, names);
  if (run.name === 'apt' && command === 'list') return await list(run, names);
  if (run.name === 'apt-cache') return await run.fail(`Invalid operation ${command}`);
  switch (command) {
    case 'update':
      return await aptUpdate(run);
    case 'install':
    case 'reinstall':
      return await aptInstall(run, names);
    case 'remove':
      return await aptRemove(run, names, run.given.has('purge'));
    case 'purge':
      return await aptRemove(run, names, true);
    case 'upgrade':
    case 'dist-upgrade':
    case 'full-upgrade':
      if (run.process.credentials.uid !== 0) return await aptInstall(run, []);
      await run.progress('Reading package lists', 'Building dependency tree', 'Reading state information', 'Calculating upgrade');
      await run.say('0 upgraded, 0 newly installed, 0 to remove and 0 not upgraded.\n');
      return 0;
    case 'autoremove':
    case 'check':
      return await aptInstall(run, []);
    case 'clean':
    case 'autoclean':
      cleanArchives(run);
      return 0;
    default:
      return await run.fail(`Invalid operation ${command}`);
  }
}

async function search(run: AptRun, patterns: readonly string[]): Promise<number> {
  if (patterns.length === 0) return await run.fail('You must give at least one search pattern');
  const status = readStatus(run.process.files);
  const found = [...readCandidates(run.process.files).values()]
    .filter(({ one }) => patterns.every((pattern) => new RegExp(pattern, 'i').test(one.name) || (!run.given.has('namesOnly') && new RegExp(pattern, 'i').test(one.description))))
    .sort((a, b) => (a.one.name < b.one.name ? -1 : 1));
  if (run.name === 'apt-cache') return await print(run, found.map(({ one }) => `${one.name} - ${one.description}\n`).join(''));
  await run.progress('Sorting', 'Full Text Search');
  return await print(run, found.map(({ one, source }) => `${one.name}/${source.suite} ${one.version} amd64${isInstalled(status.get(one.name)) ? ' [installed]' : ''}\n  ${one.description}\n\n`).join(''));
}

async function list(run: AptRun, patterns: readonly string[]): Promise<number> {
  const status = readStatus(run.process.files);
  const candidates = readCandidates(run.process.files);
  const names = [...new Set([...candidates.keys(), ...status.keys()])].sort();
  const chosen = names.filter((name) => (patterns.length === 0 || patterns.some((pattern) => new RegExp(`^${pattern.replaceAll('*', '.*')}$`).test(name))) && (!run.given.has('installed') || isInstalled(status.get(name))) && !run.given.has('upgradable'));
  await run.progress('Listing');
  const rows = chosen.map((name) => {
    const stanza = status.get(name);
    const candidate = candidates.get(name);
    const suite = candidate ? `${candidate.source.suite}${isInstalled(stanza) ? ',now' : ''}` : 'now';
    return `${name}/${suite} ${candidate?.one.version ?? stanza?.get('Version') ?? ''} amd64${isInstalled(stanza) ? ` [installed${candidate ? '' : ',local'}]` : ''}\n`;
  });
  return await print(run, rows.join(''));
}

async function show(run: AptRun, names: readonly string[]): Promise<number> {
  const candidates = readCandidates(run.process.files);
  for (const name of names) {
    const found = candidates.get(name);
    if (!found) {
      await run.process.write(run.name === 'apt' ? 2 : 2, `N: Unable to locate package ${name}\n`);
      return await run.fail('No packages found');
    }
    const { one, source, component } = found;
    await print(run, `Package: ${one.name}\nVersion: ${one.version}\nPriority: optional\nSection: ${one.section}\nInstalled-Size: ${aptSize(one.installed)}\n${one.depends.length > 0 ? `Depends: ${one.depends.join(', ')}\n` : ''}Download-Size: ${aptSize(one.download)}\nAPT-Sources: ${source.uri} ${source.suite}/${component} amd64 Packages\nDescription: ${one.description}\n\n`);
  }
  return 0;
}

async function policy(run: AptRun, names: readonly string[]): Promise<number> {
  const status = readStatus(run.process.files);
  const candidates = readCandidates(run.process.files);
  for (const name of names) {
    const found = candidates.get(name);
    const installed = status.get(name)?.get('Version');
    if (!found && installed === undefined) continue;
    const rows = found ? ` ${installed === found.one.version ? '***' : '   '} ${found.one.version} 500\n        500 ${found.source.uri} ${found.source.suite}/${found.component} amd64 Packages\n` : ` *** ${installed} 100\n`;
    await print(run, `${name}:\n  Installed: ${installed ?? '(none)'}\n  Candidate: ${found?.one.version ?? installed}\n  Version table:\n${rows}${installed === undefined ? '' : '        100 /var/lib/dpkg/status\n'}`);
  }
  return 0;
}
