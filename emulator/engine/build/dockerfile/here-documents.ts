import type { HereDocument } from './node';

type Opened = Omit<HereDocument, 'content'>;

/** The here-document that a word opens (`<<EOF`, `<<-'EOF'`, `3<<EOF`); undefined for another word. */
export function hereDocument(word: string): Opened | undefined {
  const match = /^(\d*)<<(-?)([^<]*)$/.exec(word);
  if (!match) return undefined;
  const raw = match[3] ?? '';
  const name = raw.replaceAll(/["'\\]/g, '');
  if (name === '') return undefined;
  return { name, chomp: match[2] === '-', expand: name === raw };
}

/** The here-documents that an instruction's line opens, in order; those in quotes are text. */
export function hereDocuments(line: string): Opened[] {
  const words = line.match(/(?:"(?:[^"\\]|\\.)*"|'[^']*'|\\.|[^\s"'\\])+/g) ?? [];
  return words.flatMap((word) => hereDocument(word) ?? []);
}
