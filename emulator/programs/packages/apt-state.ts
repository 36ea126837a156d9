import { isSystemError } from '../../kernel/errno';
import type { FileCalls } from '../../vfs/types';
import type { ArchivePackage } from './package';
import { parseStanzas, readPackage, type Stanza } from './stanza';

export const listsDirectory = '/var/lib/apt/lists';
export const statusFile = '/var/lib/dpkg/status';

/** One suite of one archive, as /etc/apt/sources.list and its folder name it. */
export interface AptSource {
  readonly uri: string;
  readonly suite: string;
  readonly components: readonly string[];
}

/** The text of a file, or nothing when it is not there or may not be read. */
export function readOptional(files: FileCalls, path: string): string {
  try {
    return files.readText(path);
  } catch (error) {
    if (isSystemError(error)) return '';
    throw error;
  }
}

/** Where packages come from, in both of apt's notations. */
export function readSources(files: FileCalls): AptSource[] {
  const folder = '/etc/apt/sources.list.d';
  const names = files.exists(folder) ? files.readDirectory(folder).map((entry) => entry.name).sort() : [];
  const lines = ['/etc/apt/sources.list', ...names.filter((name) => name.endsWith('.list')).map((name) => `${folder}/${name}`)].flatMap((path) => readOptional(files, path).split('\n'));
  const sources: AptSource[] = [];
  for (const line of lines) {
    const [, uri, suite, components] = /^\s*deb\s+(?:\[[^\]]*\]\s*)?(\S+)\s+(\S+)\s*(.*)$/.exec(line) ?? [];
    if (uri !== undefined && suite !== undefined) sources.push({ uri: uri.replace(/\/$/, ''), suite, components: words(components) });
  }
  for (const name of names.filter((one) => one.endsWith('.sources'))) {
    for (const stanza of parseStanzas(readOptional(files, `${folder}/${name}`))) {
      if (/^no$/i.test(stanza.get('Enabled') ?? '')) continue;
      for (const uri of words(stanza.get('URIs'))) for (const suite of words(stanza.get('Suites'))) sources.push({ uri: uri.replace(/\/$/, ''), suite, components: words(stanza.get('Components')) });
    }
  }
  return sources;
}

const words = (text = '') => text.split(/\s+/).filter((word) => word !== '');

/** The name that apt keeps a file of an archive under. */
export const listName = (url: string) => url.replace(/^\w+:\/\//, '').replaceAll('/', '_');

/** A package that can be had, and where it is. */
export interface Candidate {
  readonly one: ArchivePackage;
  readonly source: AptSource;
  readonly component: string;
  readonly url: string;
}

/** What `apt-get update` has brought: nothing on a fresh image. */
export function readCandidates(files: FileCalls): Map<string, Candidate> {
  const found = new Map<string, Candidate>();
  for (const source of readSources(files)) {
    for (const component of source.components) {
      const text = readOptional(files, `${listsDirectory}/${listName(`${source.uri}/dists/${source.suite}/${component}/binary-amd64/Packages`)}`);
      for (const stanza of parseStanzas(text)) {
        const one = readPackage(stanza);
        if (!found.has(one.name)) found.set(one.name, { one, source, component, url: `${source.uri}/${stanza.get('Filename') ?? ''}` });
      }
    }
  }
  return found;
}

/** The paragraphs of dpkg's status file by package. */
export function readStatus(files: FileCalls): Map<string, Stanza> {
  return new Map(parseStanzas(readOptional(files, statusFile)).map((stanza) => [stanza.get('Package') ?? '', stanza]));
}

export function writeStatus(files: FileCalls, status: ReadonlyMap<string, Stanza>): void {
  const sorted = [...status.entries()].sort(([a], [b]) => (a < b ? -1 : 1));
  files.writeFile(statusFile, sorted.map(([, stanza]) => `${[...stanza].map(([name, value]) => `${name}: ${value}\n`).join('')}\n`).join(''));
}

export const isInstalled = (stanza: Stanza | undefined) => stanza?.get('Status') === 'install ok installed';

/** Files of an installed package. */
export const fileList = (name: string) => `/var/lib/dpkg/info/${name}.list`;

/** Bytes as apt prints them: `742 kB`, `52.5 kB`, `33.7 MB`. */
export function aptSize(bytes: number): string {
  let size = bytes;
  for (const [index, unit] of ['', 'k', 'M', 'G'].entries()) {
    if (index !== 0 && size < 100) return `${size.toFixed(1)} ${unit}B`;
    if (size < 10_000) return `${size.toFixed(0)} ${unit}B`;
    size /= 1000;
  }
  return `${size.toFixed(0)} TB`;
}
