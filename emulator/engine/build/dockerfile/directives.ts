import { DockerfileError } from './error';

/** Comments at the top of a Dockerfile that are settings: `# syntax=…`, `# escape=…`, `# check=…`. */
export interface Directives {
  readonly syntax: { readonly value: string; readonly line: number } | undefined;
  readonly escape: '\\' | '`';
  readonly check: string | undefined;
}

const pattern = /^#\s*([a-zA-Z][a-zA-Z0-9]*)\s*=\s*(.+?)\s*$/;
const known = new Set(['escape', 'syntax', 'check']);

/** Reads the directives: they end at the first line that is none. Throws {@link DockerfileError} for one given twice and a wrong `escape`. */
export function readDirectives(text: string): Directives {
  const found = new Map<string, { value: string; line: number }>();
  for (const [index, line] of text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .entries()) {
    if (index === 0 && line.startsWith('#!')) continue;
    const match = pattern.exec(line.trimStart());
    if (!match) break;
    const name = (match[1] ?? '').toLowerCase();
    if (!known.has(name)) break;
    if (found.has(name)) throw new DockerfileError(`only one ${name} parser directive can be used`, { start: index + 1, end: index + 1 });
    found.set(name, { value: match[2] ?? '', line: index + 1 });
  }
  const escape = found.get('escape');
  if (escape && escape.value !== '`' && escape.value !== '\\') {
    throw new DockerfileError(`invalid escape token '${escape.value}' does not match \` or \\`);
  }
  return { syntax: found.get('syntax'), escape: escape?.value === '`' ? '`' : '\\', check: found.get('check')?.value };
}
