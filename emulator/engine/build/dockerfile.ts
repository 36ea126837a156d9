import { EngineError } from '../error';

/** An instruction of a Dockerfile. */
export interface Instruction {
  /** In capitals. */
  readonly name: string;
  /** `--from=build` and the like, by name; a flag may come several times. */
  readonly flags: readonly { readonly name: string; readonly value: string }[];
  /** What follows, as it was written, lines joined. */
  readonly text: string;
  /** The JSON array, when it is written as one. */
  readonly list: readonly string[] | undefined;
  /** Bodies of here-documents, in order. */
  readonly documents: readonly { readonly name: string; readonly content: string }[];
  /** First and last line, from 1. */
  readonly line: number;
  readonly lastLine: number;
  /** The whole instruction as written, lines joined. */
  readonly original: string;
}

/** A Dockerfile in its instructions, and its lines for excerpts. */
export interface Dockerfile {
  readonly instructions: readonly Instruction[];
  readonly lines: readonly string[];
}

/** The Dockerfile is wrong at a line; `message` is BuildKit's. */
export class DockerfileError extends EngineError {
  constructor(
    message: string,
    readonly line: number,
  ) {
    super('invalid parameter', message);
  }
}

const names = ['ADD', 'ARG', 'CMD', 'COPY', 'ENTRYPOINT', 'ENV', 'EXPOSE', 'FROM', 'HEALTHCHECK', 'LABEL', 'MAINTAINER', 'ONBUILD', 'RUN', 'SHELL', 'STOPSIGNAL', 'USER', 'VOLUME', 'WORKDIR'];
const withFlags = new Set(['ADD', 'COPY', 'FROM', 'RUN', 'HEALTHCHECK']);

/** The list that an instruction is written as in JSON; undefined when it is not. */
export function jsonList(text: string): readonly string[] | undefined {
  if (!text.startsWith('[')) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) && value.every((one) => typeof one === 'string') ? value : undefined;
  } catch {
    return undefined; // a shell command that begins with a bracket
  }
}

/** How many single changes make one word of the other. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) next[j] = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1));
    row = next;
  }
  return row[b.length] ?? 0;
}

function unknown(name: string, line: number): DockerfileError {
  const near = names.map((one) => ({ one, far: distance(name, one) })).sort((a, b) => a.far - b.far)[0];
  return new DockerfileError(`dockerfile parse error on line ${line}: unknown instruction: ${name}${near && near.far <= 3 ? ` (did you mean ${near.one}?)` : ''}`, line);
}

/** Reads a Dockerfile: comments, continuation lines, the escape directive, here-documents. Throws {@link DockerfileError}. */
export function parseDockerfile(text: string): Dockerfile {
  const lines = text.replaceAll('\r\n', '\n').split('\n');
  const instructions: Instruction[] = [];
  let escape = '\\';
  for (const line of lines) {
    const directive = /^#\s*([a-z]+)\s*=\s*(.*?)\s*$/.exec(line);
    if (!directive) break;
    if (directive[1] === 'escape' && directive[2] === '`') escape = '`';
  }
  for (let at = 0; at < lines.length; at++) {
    const first = lines[at] ?? '';
    if (first.trim() === '' || first.trimStart().startsWith('#')) continue;
    const start = at + 1;
    let joined = first.trim();
    while (joined.endsWith(escape) && at + 1 < lines.length) {
      joined = joined.slice(0, -1);
      let next = lines[++at] ?? '';
      while ((next.trim() === '' || next.trimStart().startsWith('#')) && at + 1 < lines.length) next = lines[++at] ?? '';
      joined += next.trimEnd();
    }
    const [, word = '', rest = ''] = /^(\S+)\s*(.*)$/s.exec(joined) ?? [];
    const name = word.toUpperCase();
    if (!names.includes(name)) throw unknown(word.toUpperCase(), start);
    const flags: { name: string; value: string }[] = [];
    let body = rest;
    while (withFlags.has(name) && /^--\S/.test(body)) {
      const [whole = '', flag = '', value = ''] = /^--([a-z-]+)(?:=(\S*))?\s*/.exec(body) ?? [];
      if (whole === '') break;
      flags.push({ name: flag, value });
      body = body.slice(whole.length);
    }
    const documents: { name: string; content: string }[] = [];
    if (name === 'RUN' || name === 'COPY' || name === 'ADD') {
      for (const [, dash, , marker = ''] of body.matchAll(/<<(-?)(["']?)([A-Za-z_]\w*)\2/g)) {
        const content: string[] = [];
        while (at + 1 < lines.length) {
          const line = dash ? (lines[++at] ?? '').replace(/^\t+/, '') : (lines[++at] ?? '');
          if (line === marker) break;
          content.push(line);
        }
        documents.push({ name: marker, content: content.map((line) => `${line}\n`).join('') });
      }
    }
    if (body.trim() === '' && name !== 'CMD' && name !== 'ENTRYPOINT') throw new DockerfileError(`dockerfile parse error on line ${start}: ${name} requires ${name === 'FROM' ? 'either one or three arguments' : name === 'COPY' || name === 'ADD' ? 'at least two arguments, but only one was provided. Destination could not be determined' : name === 'WORKDIR' || name === 'USER' || name === 'STOPSIGNAL' ? 'exactly one argument' : 'at least one argument'}`, start);
    instructions.push({ name, flags, text: body.trim(), list: jsonList(body.trim()), documents, line: start, lastLine: at + 1, original: joined });
  }
  if (instructions.length === 0) throw new DockerfileError('the Dockerfile cannot be empty', 1);
  return { instructions, lines };
}

/** The lines around a fault, as BuildKit shows them. */
export function excerpt(file: Dockerfile, name: string, line: number, lastLine = line): string {
  const from = Math.max(1, line - 2);
  const to = Math.min(file.lines.length, lastLine + 2);
  const width = String(to).length;
  const rows: string[] = [];
  for (let number = from; number <= to; number++) rows.push(`${String(number).padStart(Math.max(4, width))} | ${number >= line && number <= lastLine ? '>>>' : '   '} ${file.lines[number - 1] ?? ''}\n`);
  return `${name}:${line}\n--------------------\n${rows.join('')}--------------------\n`;
}
