import type { AptRun } from './apt-run';
import { aptSize, fileList, isInstalled, readCandidates, readStatus, writeStatus } from './apt-state';
import { fetchText, FetchError } from './fetch';
import { removeFiles, resolvePackages, unpack, type ArchivePackage } from './package';
import { debFile, packageStanza, parseStanzas } from './stanza';

const lockTrouble = ['Could not open lock file /var/lib/dpkg/lock-frontend - open (13: Permission denied)', 'Unable to acquire the dpkg frontend lock (/var/lib/dpkg/lock-frontend), are you root?'];

/** Names in lines of at most the width of the screen, two spaces before each line. */
function namesIn(run: AptRun, names: readonly string[]): string {
  const width = (run.process.terminal(1)?.size.columns ?? 80) - 1;
  const lines: string[] = [];
  for (const name of names) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + name.length <= width) lines[lines.length - 1] = `${last} ${name}`;
    else lines.push(`  ${name}`);
  }
  return lines.map((line) => `${line}\n`).join('');
}

const database = (count: number) => `(Reading database ... \r${Array.from({ length: 20 }, (_, index) => `(Reading database ... ${index * 5 + 5}%\r`).join('')}(Reading database ... ${count} files and directories currently installed.)\n`;

/** How many files dpkg knows of: what a base system has, and the lists of what was installed since. */
function knownFiles(run: AptRun): number {
  const { files } = run.process;
  const folder = '/var/lib/dpkg/info';
  const lists = files.exists(folder) ? files.readDirectory(folder).filter((entry) => entry.name.endsWith('.list')) : [];
  return lists.reduce((sum, entry) => sum + files.readText(`${folder}/${entry.name}`).split('\n').length - 1, 4380);
}

/** `apt-get install`: what is missing, with what it needs, out of the lists that `update` brought. A name that ends in `-` is removed. */
export async function aptInstall(run: AptRun, names: readonly string[]): Promise<number> {
  const { process, given } = run;
  const { files } = process;
  if (process.credentials.uid !== 0 && !given.has('simulate')) return await run.fail(...lockTrouble);
  await run.progress('Reading package lists', 'Building dependency tree', 'Reading state information');
  const candidates = readCandidates(files);
  const status = readStatus(files);
  const archive = new Map([...candidates].map(([name, { one }]) => [name, one]));
  const asked = names.map((name) => name.split(/[=/]/)[0]?.replace(/:amd64$/, '') ?? '');
  for (const [index, name] of asked.entries()) {
    const version = names[index]?.split('=')[1];
    const stanza = status.get(name);
    if (!archive.has(name) && !isInstalled(stanza)) return await run.fail(...asked.filter((one) => !archive.has(one) && !isInstalled(status.get(one))).map((one) => `Unable to locate package ${one}`));
    const available = archive.get(name)?.version ?? stanza?.get('Version') ?? '';
    if (version !== undefined && !matches(available, version)) return await run.fail(`Version '${version}' for '${name}' was not found`);
  }
  const again = given.has('reinstall') ? asked : [];
  const { wanted, missing } = resolvePackages(archive, asked, (name) => isInstalled(status.get(name)) && !again.includes(name));
  if (missing.length > 0) return await run.fail(...missing.map((name) => `Unable to locate package ${name}`));
  for (const name of asked) if (!wanted.some((one) => one.name === name)) await run.say(`${name} is already the newest version (${status.get(name)?.get('Version') ?? ''}).\n`);
  const extra = wanted.filter((one) => !asked.includes(one.name)).map((one) => one.name).sort();
  const fresh = wanted.map((one) => one.name).sort();
  if (extra.length > 0) await run.say(`The following additional packages will be installed:\n${namesIn(run, extra)}`);
  if (fresh.length > 0) await run.say(`The following NEW packages will be installed:\n${namesIn(run, fresh)}`);
  await run.say(`0 upgraded, ${wanted.length} newly installed, 0 to remove and 0 not upgraded.\n`);
  if (wanted.length === 0 || given.has('simulate')) return 0;
  const total = wanted.reduce((sum, one) => sum + one.download, 0);
  const space = wanted.reduce((sum, one) => sum + one.installed, 0);
  await run.say(`Need to get ${aptSize(total)} of archives.\nAfter this operation, ${aptSize(space)} of additional disk space will be used.\n`);
  if (extra.length > 0 && !(await run.confirm())) return 1;
  const began = process.system.clock.uptime();
  for (const [index, one] of wanted.entries()) {
    const candidate = candidates.get(one.name);
    if (!candidate) continue;
    const label = `${candidate.source.uri} ${candidate.source.suite}/${candidate.component} amd64 ${one.name} amd64 ${one.version}`;
    try {
      await fetchText(process, candidate.url);
      await run.say(`Get:${index + 1} ${label} [${aptSize(one.download)}]\n`);
    } catch (error) {
      if (!(error instanceof FetchError)) throw error;
      await run.say(`Err:${index + 1} ${label}\n  ${error.message}\n`);
      return await run.fail(`Failed to fetch ${candidate.url}  ${error.message}`, 'Unable to fetch some archives, maybe run apt-get update or try with --fix-missing?');
    }
  }
  await process.write(2, 'debconf: delaying package configuration, since apt-utils is not installed\n');
  await run.fetched(total, began);
  await unpackAll(run, wanted);
  return 0;
}

/** `7.2*` and the like. */
const matches = (version: string, wanted: string) => new RegExp(`^${wanted.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`).test(version);

/** What dpkg does and says. */
async function unpackAll(run: AptRun, wanted: readonly ArchivePackage[]): Promise<void> {
  const { process } = run;
  const { files } = process;
  const status = readStatus(files);
  files.makeDirectory('/var/lib/dpkg/info', { parents: true });
  for (const [index, one] of wanted.entries()) {
    await process.write(1, `Selecting previously unselected package ${one.name}.\n${index === 0 ? database(knownFiles(run)) : ''}Preparing to unpack .../${wanted.length > 9 ? `${String(index).padStart(2, '0')}-` : wanted.length > 1 ? `${index}-` : ''}${debFile(one.name, one.version.replaceAll(':', '%3a'))} ...\nUnpacking ${one.name} (${one.version}) ...\n`);
    const paths = unpack(files, one);
    files.writeFile(fileList(one.name), ['/.', ...paths].map((path) => `${path}\n`).join(''));
    await process.tick();
  }
  for (const one of wanted) {
    await process.write(1, `Setting up ${one.name} (${one.version}) ...\n`);
    status.set(one.name, parseStanzas(packageStanza(one).replace('\n', '\nStatus: install ok installed\n'))[0] ?? new Map());
  }
  writeStatus(files, status);
  files.makeDirectory('/var/log/apt', { parents: true });
  files.writeFile('/var/log/apt/history.log', `\nCommandline: ${process.argv.join(' ')}\nInstall: ${wanted.map((one) => `${one.name}:amd64 (${one.version})`).join(', ')}\n`, { append: true });
  if (wanted.some((one) => one.section === 'libs')) await process.write(1, 'Processing triggers for libc-bin (2.39-0ubuntu8.6) ...\n'.replace('2.39-0ubuntu8.6', status.get('libc-bin')?.get('Version') ?? ''));
}

/** `apt-get remove` and `purge`: takes the files of packages away. */
export async function aptRemove(run: AptRun, names: readonly string[], purge: boolean): Promise<number> {
  const { process } = run;
  const { files } = process;
  if (process.credentials.uid !== 0) return await run.fail(...lockTrouble);
  await run.progress('Reading package lists', 'Building dependency tree', 'Reading state information');
  const status = readStatus(files);
  const candidates = readCandidates(files);
  const unknown = names.filter((name) => !status.has(name) && !candidates.has(name));
  if (unknown.length > 0) return await run.fail(...unknown.map((name) => `Unable to locate package ${name}`));
  const gone = new Set(names.filter((name) => isInstalled(status.get(name))));
  for (const name of names) if (!gone.has(name)) await run.say(`Package '${name}' is not installed, so not removed\n`);
  // What needs what goes, goes too.
  for (let before = -1; before !== gone.size; ) {
    before = gone.size;
    for (const [name, stanza] of status) if ((stanza.get('Depends') ?? '').split(/[ ,]+/).some((one) => gone.has(one)) && isInstalled(stanza)) gone.add(name);
  }
  const sorted = [...gone].sort();
  if (sorted.length > 0) await run.say(`The following packages will be REMOVED:\n${namesIn(run, sorted.map((name) => `${name}${purge ? '*' : ''}`))}`);
  await run.say(`0 upgraded, 0 newly installed, ${sorted.length} to remove and 0 not upgraded.\n`);
  if (sorted.length === 0 || run.given.has('simulate')) return 0;
  const space = sorted.reduce((sum, name) => sum + Number(status.get(name)?.get('Installed-Size') ?? 0) * 1024, 0);
  await run.say(`After this operation, ${aptSize(space)} disk space will be freed.\n`);
  if (!(await run.confirm())) return 1;
  await process.write(1, database(knownFiles(run)));
  for (const name of sorted) {
    await process.write(1, `Removing ${name} (${status.get(name)?.get('Version') ?? ''}) ...\n`);
    const listed = files.exists(fileList(name)) ? files.readText(fileList(name)).split('\n').filter((path) => path !== '' && path !== '/.') : programsOf(status.get(name)?.get('Programs'));
    removeFiles(files, listed);
    if (files.exists(fileList(name))) files.unlink(fileList(name));
    status.delete(name);
  }
  writeStatus(files, status);
  return 0;
}

const programsOf = (text = '') => text.split(' ').flatMap((word) => (word === '' ? [] : [word.split('=')[0] ?? '']));

/** `apt-get clean`: what was downloaded goes (nothing is kept here beyond the lists). */
export function cleanArchives(run: AptRun): void {
  const folder = '/var/cache/apt/archives';
  const { files } = run.process;
  if (files.exists(folder)) for (const entry of files.readDirectory(folder)) if (entry.name.endsWith('.deb')) files.unlink(`${folder}/${entry.name}`);
}

