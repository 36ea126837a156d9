import type { Process, Program } from '../../process/types';
import { fileList, isInstalled, readOptional, readStatus } from './apt-state';
import type { Stanza } from './stanza';

const usage = `dpkg: error: need an action option

Type dpkg --help for help about installing and deinstalling packages [*];
Use 'apt' or 'aptitude' for user-friendly package management;
Type dpkg -Dhelp for a list of dpkg debug flag values;
Type dpkg --force-help for a list of forcing options;
Type dpkg-deb --help for help about manipulating *.deb files;

Options marked [*] produce a lot of output - pipe it through 'less' or 'more' !
`;
const help = `Usage: dpkg [<option>...] <command>

Commands:
  -l|--list [<pattern>...]         List packages concisely.
  -s|--status [<package>...]       Display package status details.
  -L|--listfiles <package>...      List files 'owned' by package(s).
  -S|--search <pattern>...         Find package(s) owning file(s).
  --get-selections                 Get list of selections to stdout.
  --print-architecture             Print dpkg architecture.
  --help, --version
`;

/** `dpkg` and `dpkg-query`, as far as they answer questions: what is installed, and which files are whose. */
export const dpkg: Program = async (process: Process): Promise<number> => {
  const [action, ...names] = process.argv.slice(1);
  const status = readStatus(process.files);
  switch (action) {
    case '-l':
    case '--list':
      return await list(process, status, names);
    case '-s':
    case '--status':
      return await each(process, names, (name) => describe(status.get(name)), (name) => `dpkg-query: package '${name}' is not installed and no information is available`);
    case '-L':
    case '--listfiles':
      return await each(process, names, (name) => (isInstalled(status.get(name)) ? readOptional(process.files, fileList(name)) || '/.\n' : undefined), (name) => `dpkg-query: package '${name}' is not installed`);
    case '-S':
    case '--search':
      return await each(process, names, (path) => owners(process, status, path), (path) => `dpkg-query: no path found matching pattern ${path}`, false);
    case '--get-selections':
      await process.write(1, [...status.keys()].sort().map((name) => `${name}${'\t'.repeat(Math.max(1, 6 - Math.floor(name.length / 8)))}install\n`).join(''));
      return 0;
    case '--print-architecture':
      await process.write(1, 'amd64\n');
      return 0;
    case '-W':
    case '--show':
      await process.write(1, [...status].filter(([name]) => names.length === 0 || names.includes(name)).map(([name, stanza]) => `${name}\t${stanza.get('Version') ?? ''}\n`).join(''));
      return names.every((name) => status.has(name)) ? 0 : 1;
    case '--help':
      await process.write(1, help);
      return 0;
    case '--version':
      await process.write(1, `Debian 'dpkg' package management program version ${status.get('dpkg')?.get('Version') ?? '1.22.6'} (amd64).\nThis is free software; see the GNU General Public License version 2 or\nlater for copying conditions. There is NO warranty.\n`);
      return 0;
    case '-i':
    case '--install':
      await process.write(2, names.length === 0 ? 'dpkg: error: --install needs at least one package archive file argument\n' : `dpkg: error: cannot access archive '${names[0]}': No such file or directory\n`);
      return 2;
    default:
      await process.write(2, action === undefined ? usage : `dpkg: error: unknown option ${action}\n\nType dpkg --help for help about installing and deinstalling packages [*];\nUse 'apt' or 'aptitude' for user-friendly package management.\n`);
      return 2;
  }
};

const matcher = (pattern: string) => new RegExp(`^${pattern.replaceAll(/[.+^${}()|\\]/g, '\\$&').replaceAll('*', '.*').replaceAll('?', '.')}$`);

async function list(process: Process, status: ReadonlyMap<string, Stanza>, patterns: readonly string[]): Promise<number> {
  const rows = [...status].filter(([name]) => patterns.length === 0 || patterns.some((pattern) => matcher(pattern).test(name)));
  for (const pattern of patterns) {
    if (![...status.keys()].some((name) => matcher(pattern).test(name))) await process.write(2, `dpkg-query: no packages found matching ${pattern}\n`);
  }
  if (rows.length === 0) return 1;
  const wide = (least: number, values: readonly string[]) => Math.max(least, ...values.map((value) => value.length));
  const nameWidth = wide(14, rows.map(([name]) => name));
  const versionWidth = wide(12, rows.map(([, stanza]) => stanza.get('Version') ?? ''));
  const line = (mark: string, name: string, version: string, architecture: string, description: string) => `${mark} ${name.padEnd(nameWidth)} ${version.padEnd(versionWidth)} ${architecture.padEnd(12)} ${description}\n`;
  const widest = wide(33, rows.map(([, stanza]) => stanza.get('Description') ?? ''));
  const head = `Desired=Unknown/Install/Remove/Purge/Hold\n| Status=Not/Inst/Conf-files/Unpacked/halF-conf/Half-inst/trig-aWait/Trig-pend\n|/ Err?=(none)/Reinst-required (Status,Err: uppercase=bad)\n${line('||/', 'Name', 'Version', 'Architecture', 'Description').replace('||/ ', '||/ ')}+++-${'='.repeat(nameWidth)}-${'='.repeat(versionWidth)}-${'='.repeat(12)}-${'='.repeat(widest)}\n`;
  await process.write(1, head + rows.map(([name, stanza]) => line('ii ', name, stanza.get('Version') ?? '', 'amd64', stanza.get('Description') ?? '')).join(''));
  return 0;
}

async function each(process: Process, names: readonly string[], find: (name: string) => string | undefined, trouble: (name: string) => string, hint = true): Promise<number> {
  let code = 0;
  for (const name of names) {
    const text = find(name);
    if (text !== undefined) await process.write(1, text);
    else {
      await process.write(2, `${trouble(name)}\n${hint ? 'Use dpkg --info (= dpkg-deb --info) to examine archive files.\n' : ''}`);
      code = 1;
    }
  }
  return code;
}

const describe = (stanza: Stanza | undefined) => stanza && [...stanza].filter(([name]) => !['Programs', 'Filename', 'Size'].includes(name)).map(([name, value]) => `${name}: ${value}\n`).join('') + '\n';

/** `tree: /usr/bin/tree` */
function owners(process: Process, status: ReadonlyMap<string, Stanza>, path: string): string | undefined {
  const found: string[] = [];
  for (const [name, stanza] of status) {
    const listed = [...readOptional(process.files, fileList(name)).split('\n'), ...(stanza.get('Programs') ?? '').split(' ').map((word) => word.split('=')[0] ?? '')];
    for (const one of new Set(listed)) if (one !== '' && (path.startsWith('/') ? one === path : one.includes(path))) found.push(`${name}: ${one}\n`);
  }
  return found.length > 0 ? found.join('') : undefined;
}

