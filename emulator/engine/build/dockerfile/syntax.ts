import { readDirectives } from './directives';
import { DockerfileError } from './error';
import { hereDocuments } from './here-documents';
import type { HereDocument, Lines, Node, SyntaxTree } from './node';

/** Instructions that take here-documents. */
const takesDocuments = new Set(['add', 'copy', 'run']);

/** The lines of a Dockerfile with their newlines. */
function splitLines(text: string): string[] {
  return text.replace(/^\uFEFF/, '').match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

const withoutNewline = (line: string) => line.replace(/\r?\n$/, '');
const isComment = (line: string) => line.trimStart().startsWith('#');

/** Takes the character at a line's end that continues it away. */
function continued(line: string, escape: string): { text: string; goesOn: boolean } {
  const character = escape === '\\' ? '\\\\' : escape;
  const match = new RegExp(`^([\\s\\S]*[^${character}]|)${character}[ \\t]*$`).exec(line);
  return match ? { text: match[1] ?? '', goesOn: true } : { text: line, goesOn: false };
}

/** Flags in front of an instruction's arguments: words that begin with `--`, up to the first that does not, or `--` alone. */
function splitFlags(text: string, escape: string): { flags: string[]; rest: string } {
  const flags: string[] = [];
  let at = 0;
  for (;;) {
    while (at < text.length && /\s/.test(text[at] ?? '')) at++;
    if (!text.startsWith('--', at)) return { flags, rest: text.slice(at) };
    let word = '';
    let quote = '';
    for (; at < text.length; at++) {
      const letter = text[at] ?? '';
      if (quote === '' && /\s/.test(letter)) break;
      if (quote === '' && (letter === '"' || letter === "'")) quote = letter;
      else if (letter === quote) quote = '';
      else if (letter === escape && at + 1 < text.length) word += text[++at] ?? '';
      else word += letter;
    }
    if (word === '--') return { flags, rest: text.slice(at).trimStart() };
    flags.push(word);
  }
}

/** Cuts a Dockerfile into instructions: comments, continued lines, here-documents. Throws {@link DockerfileError}. */
export function parseSyntax(text: string): SyntaxTree {
  const { escape } = readDirectives(text);
  const lines = splitLines(text);
  const nodes: Node[] = [];
  const emptyContinuations: number[] = [];
  let comments: string[] = [];
  let at = 0;

  /** Reads the bodies of the here-documents that `line` opens. */
  const readDocuments = (line: string, start: number): HereDocument[] =>
    hereDocuments(line).map((opened) => {
      let content = '';
      for (; at < lines.length; at++) {
        const raw = lines[at] ?? '';
        const candidate = opened.chomp ? raw.replace(/^\t+/, '') : raw;
        if (withoutNewline(candidate) === opened.name) {
          at++;
          return { ...opened, content };
        }
        content += candidate;
      }
      throw new DockerfileError('unterminated heredoc', { start, end: lines.length });
    });

  while (at < lines.length) {
    const first = withoutNewline(lines[at++] ?? '').trimStart();
    if (first.startsWith('#')) {
      comments.push(first.slice(1).trim());
      continue;
    }
    const start = at;
    let { text: joined, goesOn } = continued(first, escape);
    if (!goesOn && joined === '') {
      comments = [];
      continue;
    }
    let sawEmpty = false;
    while (goesOn && at < lines.length) {
      const raw = withoutNewline(lines[at++] ?? '');
      if (isComment(raw)) continue;
      if (raw.trim() === '') {
        sawEmpty = true;
        continue;
      }
      const next = continued(raw, escape);
      joined += next.text;
      goesOn = next.goesOn;
    }
    if (sawEmpty) emptyContinuations.push(at);
    const [, word = '', rest = ''] = /^(\S+)\s*([\s\S]*)$/.exec(joined.trim()) ?? [];
    const split = splitFlags(rest, escape);
    const documents = takesDocuments.has(word.toLowerCase()) && joined.includes('<<') ? readDocuments(joined, start) : [];
    const range: Lines = { start, end: at };
    nodes.push({ word, flags: split.flags, rest: split.rest.trim(), original: joined.trim(), documents, lines: range, comments });
    comments = [];
  }
  if (text.length === 0) throw new DockerfileError('the Dockerfile cannot be empty');
  if (nodes.length === 0) throw new DockerfileError('file with no instructions', { start: 1, end: Math.max(1, lines.length) });
  return { nodes, escape, emptyContinuations };
}
