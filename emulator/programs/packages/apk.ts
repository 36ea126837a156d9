import type { Process, Program } from '../../process/types';
import { OptionError, parseOptions, type ParsedOptions } from '../command-line/options';
import { cacheDirectory, neededBy, readInstalled, readWorld, selectPackages, summary, writeInstalled, writeWorld, type Installed } from './apk-state';
import { readOptional } from './apt-state';
import { fetchText, FetchError } from './fetch';
import { removeFiles, unpack, type ArchivePackage } from './package';
import { parseStanzas, readPackage } from './stanza';

const options = { quiet: 'q,quiet', noCache: 'no-cache', update: 'U,update-cache,update', virtual: 't,virtual=', verbose: 'v,verbose', installed: 'I,installed', info: 'e', contents: 'L,contents', owner: 'W,who-owns', descriptions: 'd,description', repository: 'X,repository=', latest: 'l,latest', upgrade: 'u,upgrade', untrusted: 'allow-untrusted', force: 'f,force', root: 'p,root=', help: 'h,help', version: 'V,version', interactive: 'i,interactive', simulate: 's,simulate', all: 'a,all', initdb: 'initdb', purge: 'purge', rdepends: 'r,rdepends', noScripts: 'no-scripts', noProgress: 'no-progress' } as const;
type Given = ParsedOptions<keyof typeof options>;

const help = `apk-tools 2.14.9, compiled for x86_64.

usage: apk [<OPTIONS>...] COMMAND [<ARGUMENTS>...]

Package installation and removal:
  add        Add packages to WORLD and commit changes
  del        Remove packages from WORLD and commit changes

System maintenance:
  fix        Fix, reinstall or upgrade packages without modifying WORLD
  update     Update repository indexes
  upgrade    Install upgrades available from repositories

Querying package information:
  info       Give detailed information about packages or repositories
  list       List packages matching a pattern or other criteria
  search     Search for packages by name or description
  policy     Show repository policy for packages

Repository maintenance:
  version    Compare package versions or perform tests on version strings

Miscellaneous:
  audit      Audit system for changes
  stats      Show statistics about repositories and installations

This apk has coffee making abilities.
For more information: man 8 apk
`;

/** `apk`: Alpine's packages out of an emulated archive that is fetched over the machine's network; what is installed are real files. */
export const apk: Program = async (process: Process): Promise<number> => {
  let given: Given;
  try {
    given = parseOptions(process.argv.slice(1), options);
  } catch (error) {
    if (!(error instanceof OptionError)) throw error;
    await process.write(2, `apk: ${error.message.replace(/invalid option -- '(.)'/, 'unrecognized option: $1').replace(/unrecognized option '--(.*)'/, 'unrecognized option: $1')}\n${help}`);
    return 1;
  }
  const [command, ...names] = given.operands;
  if (given.has('version')) return await say(process, 'apk-tools 2.14.9, compiled for x86_64.\n');
  if (command === undefined || given.has('help')) return await say(process, help, given.has('help') ? 0 : 1);
  const changes = ['add', 'del', 'update', 'upgrade', 'fix'].includes(command);
  if (changes && process.credentials.uid !== 0) {
    await process.write(2, 'ERROR: Unable to lock database: Permission denied\nERROR: Failed to open apk database: Permission denied\n');
    return 99;
  }
  switch (command) {
    case 'add':
      return await add(process, given, names);
    case 'del':
      return await remove(process, given, names);
    case 'update': {
      const archive = await readArchive(process, given, true);
      const releases = repositories(process).map((url) => `v${/v[\d.]+/.exec(url)?.[0].slice(1) ?? ''}.2 [${url}]\n`);
      return archive.failed ? await say(process, `${archive.failed} unavailable, 0 stale; ${archive.packages.size} distinct packages available\n`, archive.failed) : await say(process, `${releases.join('')}OK: ${archive.packages.size} distinct packages available\n`);
    }
    case 'upgrade':
    case 'fix':
      await readArchive(process, given, true);
      return await say(process, summary(readInstalled(process.files)));
    case 'info':
      return await info(process, given, names);
    case 'list':
    case 'search':
    case 'policy':
      return await query(process, given, command, names);
    case 'stats':
      return await say(process, `installed:\n  packages: ${readInstalled(process.files).size}\n`);
    case 'version':
      return await say(process, 'Installed:                                Available:\n');
    default:
      await process.write(2, `ERROR: '${command}' is not an apk command. See 'apk --help'.\n`);
      return 1;
  }
};

async function say(process: Process, text: string, code = 0): Promise<number> {
  await process.write(1, text);
  return code;
}

const repositories = (process: Process) => readOptional(process.files, '/etc/apk/repositories').split('\n').map((line) => line.trim().replace(/^@\S+\s+/, '')).filter((line) => line !== '' && !line.startsWith('#'));

/** The indexes of all repositories: from the cache, or fetched (and kept unless --no-cache). */
async function readArchive(process: Process, given: Given, fresh: boolean): Promise<{ packages: Map<string, ArchivePackage>; failed: number }> {
  const packages = new Map<string, ArchivePackage>();
  let failed = 0;
  for (const repository of [...repositories(process), ...given.values('repository')]) {
    const url = `${repository.replace(/\/$/, '')}/x86_64/APKINDEX.tar.gz`;
    const cached = `${cacheDirectory}/APKINDEX.${url.replace(/^\w+:\/\//, '').replaceAll('/', '_')}`;
    let text = fresh || given.has('noCache') ? '' : readOptional(process.files, cached);
    if (text === '') {
      try {
        if (!given.has('quiet')) await process.write(1, `fetch ${url}\n`);
        text = await fetchText(process, url);
        if (!given.has('noCache')) {
          process.files.makeDirectory(cacheDirectory, { parents: true });
          process.files.writeFile(cached, text);
        }
      } catch (error) {
        if (!(error instanceof FetchError)) throw error;
        failed++;
        const why = error.kind === 'resolve' ? 'DNS lookup error' : error.kind === 'http' ? 'remote server returned error (try \'apk update\')' : error.message.toLowerCase();
        await process.write(2, `WARNING: updating and opening ${repository}: ${why}\n`);
      }
    }
    for (const stanza of parseStanzas(text)) packages.set(stanza.get('Package') ?? '', readPackage(stanza));
  }
  return { packages, failed };
}

async function add(process: Process, given: Given, names: readonly string[]): Promise<number> {
  const { files } = process;
  const archive = await readArchive(process, given, given.has('update'));
  const installed = readInstalled(files);
  const plain = names.map((name) => name.replace(/[=<>~@].*$/, ''));
  const { wanted, missing } = selectPackages(archive.packages, installed, plain);
  const virtual = given.value('virtual');
  if (missing.length > 0) {
    await process.write(2, `ERROR: unable to select packages:\n${[...missing].sort().map((name) => `  ${name} (no such package):\n    required by: ${virtual === undefined ? `world[${name}]` : `${virtual}-20251127.000000[${name}]`}\n`).join('')}`);
    return missing.length;
  }
  const groups = virtual === undefined ? [] : [{ name: virtual, version: '20251127.000000', installed: 0, description: 'virtual meta package', depends: plain } as const];
  const count = wanted.length + groups.length;
  for (const [index, one] of wanted.entries()) {
    if (!given.has('quiet')) await process.write(1, `(${index + 1}/${count}) Installing ${one.name} (${one.version})\n`);
    if (given.has('simulate')) continue;
    const paths = unpack(files, one, `/usr/share/${one.name}`);
    installed.set(one.name, { name: one.name, version: one.version, size: one.installed, description: one.description, depends: one.depends, files: paths });
    await process.tick();
  }
  for (const group of groups) {
    if (!given.has('quiet')) await process.write(1, `(${count}/${count}) Installing ${group.name} (${group.version})\n`);
    installed.set(group.name, { name: group.name, version: group.version, size: 0, description: group.description, depends: plain, files: [] });
  }
  if (given.has('simulate')) return 0;
  writeInstalled(files, installed);
  writeWorld(files, [...readWorld(files), ...(virtual === undefined ? names : [virtual])]);
  if (count > 0 && !given.has('quiet')) await runTriggers(process, installed, wanted);
  return given.has('quiet') ? 0 : await say(process, summary(installed));
}

async function runTriggers(process: Process, installed: ReadonlyMap<string, Installed>, wanted: readonly ArchivePackage[]): Promise<void> {
  const named = ['busybox', ...(wanted.some((one) => one.name === 'ca-certificates') ? ['ca-certificates'] : [])];
  for (const name of named) {
    const one = installed.get(name);
    if (one) await process.write(1, `Executing ${name}-${one.version}.trigger\n`);
  }
}

async function remove(process: Process, given: Given, names: readonly string[]): Promise<number> {
  const { files } = process;
  const installed = readInstalled(files);
  const before = readWorld(files);
  const world = before.filter((entry) => !names.includes(entry.replace(/[=<>~@].*$/, '')));
  const kept = neededBy(installed, world);
  const held = names.filter((name) => kept.has(name));
  if (held.length > 0) {
    const users = (name: string) => [...installed.values()].filter((one) => kept.has(one.name) && one.depends.includes(name)).map((one) => `${one.name}-${one.version}`);
    await process.write(1, `World updated, but the following packages are not removed due to:\n${held.map((name) => `  ${name}: ${users(name).join(' ')}\n`).join('')}\n`);
  }
  const old = neededBy(installed, before);
  const gone = [...installed.values()].filter((one) => old.has(one.name) && !kept.has(one.name)).sort((a, b) => Number(b.depends.includes(a.name)) - Number(a.depends.includes(b.name)));
  for (const [index, one] of gone.entries()) {
    if (!given.has('quiet')) await process.write(1, `(${index + 1}/${gone.length}) Purging ${one.name} (${one.version})\n`);
    removeFiles(files, one.files);
    installed.delete(one.name);
  }
  writeWorld(files, world);
  if (gone.length > 0) {
    writeInstalled(files, installed);
    if (!given.has('quiet')) await runTriggers(process, installed, []);
  }
  return given.has('quiet') ? 0 : await say(process, summary(installed));
}

async function info(process: Process, given: Given, names: readonly string[]): Promise<number> {
  const installed = readInstalled(process.files);
  if (given.has('owner')) {
    for (const path of names) {
      const owner = [...installed.values()].find((one) => one.files.includes(path));
      if (!owner) {
        await process.write(2, `ERROR: ${path}: Could not find owner package\n`);
        return 1;
      }
      await process.write(1, `${path} is owned by ${owner.name}-${owner.version}\n`);
    }
    return 0;
  }
  if (names.length === 0) return await say(process, [...installed.values()].map((one) => `${one.name}${given.has('verbose') ? `-${one.version}` : ''}\n`).sort().join(''));
  if (given.has('info')) {
    const found = names.filter((name) => installed.has(name));
    return await say(process, found.map((name) => `${name}\n`).join(''), found.length === names.length ? 0 : 1);
  }
  let code = 0;
  for (const name of names) {
    const one = installed.get(name);
    if (!one) code = 1;
    else if (given.has('contents')) await process.write(1, `${name}-${one.version} contains:\n${one.files.filter((path) => !one.files.some((other) => other.startsWith(`${path}/`))).map((path) => `${path.slice(1)}\n`).join('')}\n`);
    else await process.write(1, `${name}-${one.version} description:\n${one.description}\n\n${name}-${one.version} webpage:\nhttps://alpinelinux.org/\n\n${name}-${one.version} installed size:\n${Math.round(one.size / 1024)} KiB\n\n`);
  }
  return code;
}

async function query(process: Process, given: Given, command: string, names: readonly string[]): Promise<number> {
  const installed = readInstalled(process.files);
  const archive = command === 'list' && given.has('installed') ? new Map<string, ArchivePackage>() : (await readArchive(process, given, false)).packages;
  const all = new Map<string, { version: string; description: string }>([...installed, ...archive]);
  const wanted = [...all].filter(([name]) => (names.length === 0 || names.some((pattern) => (command === 'search' ? name.includes(pattern) : new RegExp(`^${pattern.replaceAll('*', '.*')}$`).test(name)))) && (!given.has('installed') || installed.has(name))).sort(([a], [b]) => (a < b ? -1 : 1));
  const rows = wanted.map(([name, one]) => {
    if (command === 'search') return `${name}-${one.version}${given.has('verbose') || given.has('descriptions') ? ` - ${one.description}` : ''}\n`;
    if (command === 'policy') return `${name} policy:\n  ${one.version}:\n${installed.has(name) ? '    lib/apk/db/installed\n' : ''}${repositories(process).slice(0, 1).map((url) => `    ${url}\n`).join('')}`;
    return `${name}-${one.version} x86_64 {${name}} (custom)${installed.has(name) ? ' [installed]' : ''}\n`;
  });
  return await say(process, rows.join(''));
}
