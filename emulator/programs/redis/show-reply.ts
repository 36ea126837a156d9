import { Failure, Status, type Reply } from './reply';

/** Text in quotes as redis-cli shows it on a terminal. */
function quote(text: string): string {
  const names: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '\u0007': '\\a', '\b': '\\b', '"': '\\"', '\\': '\\\\' };
  return `"${text.replaceAll(/["\\]|[^ -~]/g, (character) => names[character] ?? `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`)}"`;
}

/** A reply for people: types are named, arrays numbered. */
export function showReply(reply: Reply, indent = ''): string {
  if (reply === null) return '(nil)\n';
  if (typeof reply === 'string') return `${quote(reply)}\n`;
  if (typeof reply === 'number') return `(integer) ${reply}\n`;
  if (reply instanceof Status) return `${reply.text}\n`;
  if (reply instanceof Failure) return `(error) ${reply.message}\n`;
  if (reply.length === 0) return '(empty array)\n';
  const width = String(reply.length).length;
  return reply.map((item, index) => `${index === 0 ? '' : indent}${String(index + 1).padStart(width)}) ${showReply(item, `${indent}${' '.repeat(width + 2)}`)}`).join('');
}

/** A reply for programs: values alone, one a line. */
export function rawReply(reply: Reply): string {
  if (reply === null) return '';
  if (typeof reply === 'string') return reply;
  if (typeof reply === 'number') return String(reply);
  if (reply instanceof Status) return reply.text;
  if (reply instanceof Failure) return `${reply.message}\n`;
  return reply.map(rawReply).join('\n');
}
