import type { HttpResponse } from '../../net/http/types';

/** JSON as Docker writes it: no spaces, a newline at the end, all digits of a bigint. */
export function toJson(value: unknown): string {
  const marks = new Map<string, string>();
  const text = JSON.stringify(value, (_key, part: unknown) => {
    if (typeof part !== 'bigint') return part;
    const mark = `\u0000${marks.size}\u0000`;
    marks.set(JSON.stringify(mark), part.toString());
    return mark;
  });
  let whole = text;
  for (const [mark, digits] of marks) whole = whole.replace(mark, digits);
  return `${whole}\n`;
}

/** An answer with a JSON body. */
export function json(value: unknown, status = 200): HttpResponse {
  return { status, headers: { 'Content-Type': 'application/json' }, body: toJson(value) };
}

/** An answer without a body: 204 when nothing else is said. */
export function empty(status = 204): HttpResponse {
  return { status };
}

/** The answer to a request that failed. */
export function failure(status: number, message: string): HttpResponse {
  return { status, headers: { 'Content-Type': 'application/json' }, body: toJson({ message }) };
}
