import type { HttpResponse } from '../../net/http/types';
import type { Process } from '../../process/types';
import { formatDate } from '../command-line/date-format';
import type { Scope } from './scope';

const escape = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

function shownSize(bytes: number): string {
  if (bytes < 973) return `${String(bytes).padStart(3)} `;
  let size = bytes / 1024;
  for (const unit of ['K', 'M', 'G']) {
    if (size < 9.95) return `${size.toFixed(1)}${unit}`;
    if (size < 973) return `${String(Math.round(size)).padStart(3)}${unit}`;
    size /= 1024;
  }
  return `${Math.round(size)}T`;
}

/** What a directory without an index shows: names, and with `IndexOptions FancyIndexing` dates and sizes. */
export function listing(process: Process, scope: Scope, path: string, directory: string): HttpResponse {
  const fancy = scope.all('indexoptions').some(({ args }) => args.some((word) => /^\+?FancyIndexing$/i.test(word)));
  const rows = process.files
    .readDirectory(directory)
    .filter(({ name }) => !name.startsWith('.'))
    .map(({ name }) => ({ name, attributes: process.files.stat(`${directory.replace(/\/$/, '')}/${name}`) }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, attributes }) => ({ name: attributes.kind === 'directory' ? `${name}/` : name, attributes }));
  const parent = path.replace(/[^/]+\/$/, '');
  const link = (name: string, target = name) => `<a href="${target.split('/').map(encodeURIComponent).join('/')}">${escape(name)}</a>`;
  const head = `<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 3.2 Final//EN">\n<html>\n <head>\n  <title>Index of ${escape(path.replace(/(.)\/$/, '$1'))}</title>\n </head>\n <body>\n<h1>Index of ${escape(path.replace(/(.)\/$/, '$1'))}</h1>\n`;
  const up = path === '/' ? '' : link('Parent Directory', parent);
  const plain = () => `<ul>${up === '' ? '' : `<li>${up.replace('>Parent', '> Parent')}</li>\n`}${rows.map(({ name }) => `<li>${link(name).replace('">', '"> ')}</li>\n`).join('')}</ul>\n`;
  const table = () => {
    const lines = rows.map(({ name, attributes }) => `${link(name)}${' '.repeat(Math.max(1, 24 - name.length))}${formatDate('%Y-%m-%d %H:%M', attributes.modified)}  ${attributes.kind === 'directory' ? '  - ' : shownSize(attributes.size)}  \n`);
    return `<pre>Name                    Last modified      Size  Description<hr>${up === '' ? '' : `${up}                             -   \n`}${lines.join('')}<hr></pre>\n`;
  };
  return { status: 200, headers: { 'Content-Type': 'text/html;charset=ISO-8859-1' }, body: `${head}${fancy ? table() : plain()}</body></html>\n` };
}
