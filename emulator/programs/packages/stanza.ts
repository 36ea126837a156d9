import type { ArchivePackage } from './package';

/** A paragraph of `Name: value` lines, as in Packages, status and deb822 files; continuation lines keep their newline. */
export type Stanza = ReadonlyMap<string, string>;

/** All paragraphs of a text. */
export function parseStanzas(text: string): Stanza[] {
  return text
    .split(/\n\s*\n/)
    .filter((block) => block.trim() !== '')
    .map((block) => {
      const fields = new Map<string, string>();
      let last = '';
      for (const line of block.split('\n')) {
        if (line.startsWith('#') || line === '') continue;
        const match = /^([^\s:]+):\s*(.*)$/.exec(line);
        if (match) fields.set((last = match[1] ?? ''), match[2] ?? '');
        else fields.set(last, `${fields.get(last) ?? ''}\n${line}`);
      }
      return fields;
    });
}

/** A package as a paragraph of a `Packages` file. */
export function packageStanza(one: ArchivePackage): string {
  const fields = [
    ['Package', one.name],
    ['Architecture', 'amd64'],
    ['Version', one.version],
    ['Priority', 'optional'],
    ['Section', one.section],
    ['Maintainer', 'Package maintainers <maintainers@example.org>'],
    ['Installed-Size', String(Math.ceil(one.installed / 1024))],
    ['Depends', one.depends.join(', ')],
    ['Filename', `pool/main/${one.name[0]}/${one.name}/${debFile(one.name, one.version)}`],
    ['Size', String(one.download)],
    ['Description', one.description],
    ['Programs', one.programs.map(({ path, program }) => `${path}=${program}`).join(' ')],
  ];
  return fields.flatMap(([name, value]) => (value === '' ? [] : [`${name}: ${value}\n`])).join('');
}

/** `tree_2.1.0-1_amd64.deb`, without the epoch. */
export const debFile = (name: string, version: string) => `${name}_${version.replace(/^\d+:/, '')}_amd64.deb`;

/** The package that a paragraph describes. */
export function readPackage(stanza: Stanza): ArchivePackage {
  const list = (text = '') => text.split(/[\s,]+/).filter((word) => word !== '');
  return {
    name: stanza.get('Package') ?? '',
    version: stanza.get('Version') ?? '',
    download: Number(stanza.get('Size') ?? 0),
    installed: Number(stanza.get('Installed-Size') ?? 0) * 1024,
    section: stanza.get('Section') ?? 'misc',
    depends: list(stanza.get('Depends')),
    programs: list(stanza.get('Programs')).map((word) => ({ path: word.split('=')[0] ?? '', program: word.split('=')[1] ?? '' })),
    description: stanza.get('Description') ?? '',
  };
}
