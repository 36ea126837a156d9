import { EngineError } from '../../engine/error';
import { encode } from '../../kernel/bytes';
import type { HttpRequest, HttpResponse } from '../../net/http/types';
import type { JsonMessage } from '../types/image';
import { toJson } from './answer';
import { createPieces } from './pieces';

/** Sends a message of a long operation to the client. */
export type Report = (message: JsonMessage) => void;

/**
 * The answer to a long operation: a stream of messages, one JSON object a line. What fails before the first message is an
 * ordinary error; what fails later (with `begun`, anything that fails) is the stream's last message.
 */
export async function progress(request: HttpRequest, work: (report: Report, signal: AbortSignal) => Promise<void>, { begun = false } = {}): Promise<HttpResponse> {
  const pieces = createPieces();
  const abort = new AbortController();
  request.onAbort(() => abort.abort());
  let onBegin: (() => void) | undefined;
  const firstMessage = new Promise<void>((resolve) => (onBegin = resolve));
  const report: Report = (message) => {
    begun = true;
    pieces.push(encode(escapeMarkup(toJson(message)).replace(/\n$/, '\r\n')));
    onBegin?.();
  };
  const done = work(report, abort.signal).then(
    () => pieces.end(),
    (error: unknown) => {
      if (!begun) throw error;
      if (!(error instanceof EngineError)) {
        pieces.end();
        throw error;
      }
      report({ errorDetail: { message: error.message }, error: error.message });
      pieces.end();
    },
  );
  await Promise.race([firstMessage, done]);
  done.catch(() => undefined); // after the first message the stream just ends
  return { status: 200, headers: { 'Content-Type': 'application/json' }, body: pieces.body };
}

/** `<`, `>` and `&` as Go's encoder writes them in streams, so that no browser takes them for markup. */
function escapeMarkup(json: string): string {
  return json.replaceAll(/[<>&\u2028\u2029]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
